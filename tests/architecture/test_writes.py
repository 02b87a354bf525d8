"""Rows are written by services only, so that every change has its rule, its right and its trace."""

import ast

from tests.architecture import house

ALWAYS = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
ELSEWHERE = {
    "txng/core/audit.py": "the trail itself, called by services",
    "txng/core/files.py": "the store of files, called by services",
    "txng/core/outbox.py": "the outbox itself, called by services",
    "txng/capture/store.py": "the event store's COPY",
}
"""Files that write although they are no services, each with its reason."""
FOLDERS = ("tests/", "scripts/", "benchmarks/", "config/demonstration/")


def writes(tree: ast.AST) -> list[int]:
    """Return the lines that write rows through the ORM.

    `save`, `delete` and `update` are also words of files, sets and dicts; those of the ORM take
    named values only, and `delete` and `save` are written on rows and queries.
    """
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _writes(node)
    ]


def _writes(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    name = call.func.attr
    if name in ALWAYS:
        return True
    if name == "update":
        return bool(call.keywords) and not call.args
    return name in {"save", "delete"} and not call.args


def _may_write(name: str) -> bool:
    parts = name.removesuffix(".py").split("/")
    return "services" in parts or name in ELSEWHERE or name.startswith(FOLDERS)


def test_only_services_write() -> None:
    found = {n: writes(t) for n, t in house.modules().items() if not _may_write(n)}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_files_that_may_write_are_there() -> None:
    there = {name for name in ELSEWHERE if (house.ROOT / name).exists()}
    assert there | {"txng/core/outbox.py"} == set(ELSEWHERE)


def test_a_writing_view_is_caught_and_words_alike_are_not() -> None:
    source = """
lot.save(update_fields=["state"])
lot.save()
Lot.objects.filter(pk=1).update(state="open")
Lot.objects.create(code="L1")
lot.delete()
picture.save(out, "WEBP")
seen.update(found)
"""
    assert writes(ast.parse(source)) == [2, 3, 4, 5, 6]
