"""A room's pages are its own, its rows point down, and it says in a README what it is for."""

from collections.abc import Iterable

import grimp
from django.apps import apps
from django.db.models import Model

from tests.architecture import house

OWN = {"views", "urls", "forms", "tables", "tasks"}
"""Parts of a room that no other room may import."""


def private_imports(imports: Iterable[tuple[str, str]]) -> list[str]:
    """Return the imports of another room's own parts, in words."""
    found = []
    for importer, imported in imports:
        here, there = importer.split("."), imported.split(".")
        elsewhere = there[0] == "txng" and len(there) > 2 and here[:2] != there[:2]
        if elsewhere and here[0] == "txng" and there[2] in OWN:
            found.append(f"{importer} imports {imported}")
    return found


def upward_keys(keys: Iterable[tuple[str, str]], heights: dict[str, int]) -> list[str]:
    """Return the foreign keys that do not point to a lower room, as `room.Model.field -> room`."""
    return [
        f"{key} -> {target}"
        for key, target in keys
        if target in heights
        and target != (own := key.split(".")[0])
        and heights[target] >= heights[own]
    ]


def _imports() -> list[tuple[str, str]]:
    graph = grimp.build_graph("txng")
    return [
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    ]


def _keys() -> list[tuple[str, str]]:
    models: Iterable[type[Model]] = apps.get_models(include_auto_created=True)
    return [
        (f"{own._meta.app_label}.{own.__name__}.{field.name}", field.related_model._meta.app_label)
        for own in models
        if own._meta.app_label in house.heights()
        for field in own._meta.get_fields()
        if field.concrete and field.related_model
    ]


def test_no_room_imports_what_is_another_rooms_own() -> None:
    assert private_imports(_imports()) == []


def test_an_import_of_anothers_view_is_caught_and_one_s_own_is_not() -> None:
    made_up = [
        ("txng.stamps.views.enterprise", "txng.trace.views.enterprise"),
        ("txng.stamps.views.enterprise", "txng.stamps.forms"),
        ("txng.stamps.queries", "txng.trace.queries"),
    ]
    assert private_imports(made_up) == [
        "txng.stamps.views.enterprise imports txng.trace.views.enterprise"
    ]


def test_foreign_keys_point_to_lower_rooms_only() -> None:
    keys = _keys()
    assert len(keys) > 20
    assert upward_keys(keys, house.heights()) == []


def test_a_foreign_key_upward_or_to_a_sibling_is_caught() -> None:
    heights = house._heights(["    high", "    left | (right)", "    low"])
    made_up = [("low.A.b", "high"), ("left.A.b", "right"), ("high.A.b", "low"), ("low.A.b", "low")]
    assert upward_keys(made_up, heights) == ["low.A.b -> high", "left.A.b -> right"]


def test_every_room_says_in_a_readme_what_it_is_for() -> None:
    silent = [room.name for room in house.rooms() if not (room / "README.md").is_file()]
    assert silent == []
