"""The shipped chain templates are right, and a wrong one is told where and why."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from txng.catalogue.definition import problems
from txng.catalogue.services.template import SHIPPED

FILES = sorted((SHIPPED / "chains").glob("*.json"))
Definition = dict[str, Any]


def _fresh() -> Definition:
    found: Definition = json.loads((SHIPPED / "chains" / "fresh-produce.json").read_text("utf-8"))
    return copy.deepcopy(found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_template_is_right_and_is_named_as_its_file(path: Any) -> None:
    definition = json.loads(path.read_text("utf-8"))
    assert problems(definition) == []
    assert definition["code"] == path.stem


def test_the_six_chains_of_the_plans_are_shipped() -> None:
    assert [path.stem for path in FILES] == [
        "fresh-produce", "light-industry", "meat", "medicine-herbs", "processed-food", "seafood",
    ]  # fmt: skip


def test_each_chain_goes_one_step_back_and_one_step_forward() -> None:
    for path in FILES:
        words = {step["biz_step"] for step in json.loads(path.read_text("utf-8"))["steps"]}
        assert {"packing", "shipping", "receiving"} <= words


def _put(path: str, value: object) -> Callable[[Definition], None]:
    def change(definition: Definition) -> None:
        *way, last = [int(p) if p.isdigit() else p for p in path.strip("/").split("/")]
        place: Any = definition
        for part in way:
            place = place[part]
        place[last] = value

    return change


WRONG = [
    ("/version", 0, "/version"),
    ("/name", " ", "/name"),
    ("/parties", ["producer", "wizard"], "/parties"),
    ("/steps", [], "/steps"),
    ("/colour", "red", "/colour"),
    ("/steps/0/biz_step", "planting", "/steps/0/biz_step"),
    ("/steps/0/disposition", "happy", "/steps/0/disposition"),
    ("/steps/0/event", "AggregationEvent", "/steps/0/event"),
    ("/steps/0/action", None, "/steps/0/action"),
    ("/steps/0/what", "everything", "/steps/0/what"),
    ("/steps/0/actor_roles", ["retailer", "owner"], "/steps/0/actor_roles"),
    ("/steps/0/place_kinds", [], "/steps/0/place_kinds"),
    ("/steps/0/public", "yes", "/steps/0/public"),
    ("/steps/1/code", "seed", "/steps/1/code"),
    ("/steps/0/fields/0/type", "colour", "/steps/0/fields/0/type"),
    ("/steps/0/fields/0/ilmd", True, "/steps/0/fields/0/ilmd"),
    ("/steps/0/fields/0/choices", [], "/steps/0/fields/0/choices"),
    ("/steps/0/fields/0/min", 1, "/steps/0/fields/0"),
    ("/steps/2/fields/1/choices", [{"code": "a", "label": "A", "label_en": "A"}],
     "/steps/2/fields/1/choices"),
    ("/steps/5/fields/0/unit", "kg", "/steps/5/fields/0/unit"),
    ("/steps/3/fields/4/max", -1, "/steps/3/fields/4"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "where"), WRONG)
def test_a_wrong_definition_is_told_where(path: str, value: object, where: str) -> None:
    definition = _fresh()
    _put(path, value)(definition)
    assert where in [problem.where for problem in problems(definition)]


def test_a_chain_that_never_makes_a_lot_is_refused() -> None:
    definition = _fresh()
    definition["steps"] = [
        s for s in definition["steps"] if s["code"] not in {"harvest", "blending"}
    ]
    assert [problem.where for problem in problems(definition)] == ["/steps"]


def test_processing_needs_its_inputs() -> None:
    definition = _fresh()
    step = next(s for s in definition["steps"] if s["what"] == "inputs_to_lot")
    step["fields"] = [f for f in step["fields"] if f["code"] != "inputs"]
    place = definition["steps"].index(step)
    assert [problem.where for problem in problems(definition)] == [f"/steps/{place}/fields"]


def test_what_is_no_object_is_refused() -> None:
    assert [problem.where for problem in problems([])] == ["/"]
