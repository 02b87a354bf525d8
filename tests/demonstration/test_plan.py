"""The plan of the demonstration: the same from the same seed, right by the standard, in balance."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.demonstration.plans import TODAY, Plan, fresh_plan, plan
from txng.gs1.epcis.read import read
from txng.gs1.epcis.rules import check
from txng.gs1.identifiers import Kind, classify
from txng.gs1.keys import Gln, Gtin, Sscc
from txng.identify.models import Lot

_LISTS = (
    "quantityList", "inputQuantityList", "outputQuantityList", "childQuantityList",
)  # fmt: skip


def _facts(made: Plan) -> list[object]:
    firms = [
        (f.row.identifier, f.row.name, f.row.state, [p.identifier for p in f.places])
        for f in made.cast.firms
    ]
    products = [(p.identifier, p.name, p.standards, p.ocop_stars) for p, _ in made.cast.products]
    lots = [(lot.identifier, lot.quantity, lot.unit_count) for lot in made.season.lots]
    return [firms, products, lots, list(_bodies(made))]


def _bodies(made: Plan) -> list[tuple[str, datetime, bytes]]:
    evenings = made.season.journal.evenings()
    return [(one.organisation.identifier, one.recorded_at, one.body) for one in evenings]


def test_the_same_seed_gives_the_very_same_province() -> None:
    assert _facts(fresh_plan()) == _facts(fresh_plan())


def test_another_season_has_lots_and_units_of_its_own() -> None:
    seasons = (plan(0).season, plan(1).season)
    lots = [lot.identifier for season in seasons for lot in season.lots]
    units = [unit.identifier for season in seasons for unit in season.units]
    assert len({*lots, *units}) == len(lots) + len(units) > 2000


def test_the_cast_has_the_size_of_a_province() -> None:
    made = plan().cast
    producers, products = made.producers, made.products
    assert (len(producers), len(products), len(made.agencies)) == (260, 484, 4)
    assert len({firm.row.unit.code for firm in producers if firm.row.unit}) == 150
    assert all(org.is_demonstration for org in (*made.agencies, *(f.row for f in made.firms)))


def test_every_event_is_right_by_the_rules_of_epcis() -> None:
    documents = [read(body) for _, _, body in _bodies(plan())]
    assert [fault for document in documents for fault in check(document)] == []
    assert sum(len(document.events) for document in documents) > 4000


def test_nothing_happens_in_the_future_or_is_recorded_before_it_happens() -> None:
    for statement in plan().season.journal.statements:
        assert statement.at < statement.recorded_at
        assert statement.recorded_at.date() < TODAY


def test_a_few_facts_were_written_down_late() -> None:
    told = plan().season.journal.statements
    late = [s for s in told if s.recorded_at - s.at > timedelta(hours=48)]
    assert 0.02 < len(late) / len(told) < 0.08


def test_no_number_of_vietnams_prefix_is_minted_and_all_check_digits_are_right() -> None:
    made = plan()
    for product, _ in made.cast.products:
        if product.gtin:
            assert str(Gtin.parse(product.gtin)).startswith("0952")
    for place in made.cast.places:
        if place.gln:
            assert str(Gln.parse(place.gln)).startswith("952")
    for unit in made.season.units:
        if unit.sscc:
            assert str(Sscc.parse(unit.sscc))[1:].startswith("952")
    assert all(prefix.prefix.startswith("952") for prefix in made.cast.prefixes)
    text = b"".join(body for _, _, body in _bodies(made))
    for key in (b"/01/0893", b"/414/893", b"/417/893", b"/00/0893", b"/8003/0893"):
        assert key not in text


def test_every_identifier_is_of_a_known_kind() -> None:
    made = plan()
    texts = [lot.identifier for lot in made.season.lots]
    assert {classify(text).kind for text in texts} == {Kind.LOT}
    places = {classify(place.identifier).kind for place in made.cast.places}
    assert places == {Kind.LOCATION}


def _inputs(made: Plan) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for body in made.events():
        for output in body.get("outputQuantityList", ()):
            found[output["epcClass"]] |= {i["epcClass"] for i in body["inputQuantityList"]}
    return found


@pytest.mark.parametrize(
    "chain",
    ["fresh-produce", "meat", "seafood", "processed-food", "medicine-herbs", "light-industry"],
)
def test_each_chain_is_told_from_its_first_required_step_to_its_last(chain: str) -> None:
    made, inputs = plan(), _inputs(plan())
    required = {s["code"] for s in made.chains[chain]["steps"] if s["required"]}

    def told(lot: str) -> set[str]:
        return made.steps[lot].union(*(told(one) for one in inputs[lot]))

    whole = [
        lot
        for lot in made.season.lots
        if {f"{chain}:{code}" for code in required} <= told(lot.identifier)
    ]
    assert len(whole) >= 5


def _amounts(body: dict[str, Any], name: str) -> list[tuple[str, float, str]]:
    return [(q["epcClass"], q.get("quantity", 0), q.get("uom", "")) for q in body.get(name, ())]


def test_no_lot_gives_more_than_it_has() -> None:
    made = plan()
    lots = {lot.identifier: lot for lot in made.season.lots}
    gone: dict[tuple[str, str], float] = defaultdict(float)
    for body in made.events():
        for lot, amount, _ in _amounts(body, "inputQuantityList"):
            gone[lot, "used"] += amount
        if body["bizStep"] in {"shipping", "departing"}:
            for lot, amount, _ in _amounts(body, "quantityList"):
                gone[lot, "sent"] += amount
        if body["bizStep"] == "packing" and body["type"] == "AggregationEvent":
            for lot, amount, _ in _amounts(body, "childQuantityList"):
                gone[lot, "cased"] += amount
        if body["bizStep"] == "stocking":
            for lot, amount, _ in _amounts(body, "quantityList"):
                gone[lot, "shown"] += amount
    for (lot, what), amount in gone.items():
        assert amount <= _most(lots[lot], what, gone), (lot, what)


def _most(lot: Lot, what: str, gone: dict[tuple[str, str], float]) -> float:
    if what == "shown":
        return gone[lot.identifier, "cased"]
    return lot.unit_count or 0 if what == "cased" else float(lot.quantity or 0)


def test_nothing_comes_out_of_a_process_that_did_not_go_in() -> None:
    turned = 0
    for body in plan().events():
        into = _amounts(body, "inputQuantityList")
        out = _amounts(body, "outputQuantityList")
        units = {unit for *_, unit in (*into, *out)}
        if out and units == {"KGM"}:
            turned += 1
            assert sum(a for _, a, _ in out) <= sum(a for _, a, _ in into)
    assert turned > 80


def test_a_plot_does_not_yield_more_than_its_area_can() -> None:
    for lot in plan().season.lots:
        if lot.place.area_m2 and lot.unit == "KGM":
            assert float(lot.quantity or 0) <= float(lot.place.area_m2) * 5


def test_wrong_statements_are_declared_and_replaced() -> None:
    told = plan().season.journal.statements
    declared = [s for s in told if "errorDeclaration" in s.body]
    by_id = {s.body["eventID"]: s for s in told if "eventID" in s.body}
    assert len(declared) >= 5
    for one in declared:
        [right] = one.body["errorDeclaration"]["correctiveEventIDs"]
        first = next(s for s in told if s.body.get("eventID") == one.body["eventID"])
        [(lot, wrong_amount, _)] = _amounts(first.body, "quantityList")
        assert _amounts(by_id[right].body, "quantityList")[0][:2] == (lot, wrong_amount / 10)
        assert first.recorded_at < one.recorded_at


def test_crates_are_used_again_but_never_for_two_lots_at_once() -> None:
    spans: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for body in sorted(plan().events(), key=lambda b: b["eventTime"]):
        if body["type"] == "AggregationEvent" and body["bizStep"] == "loading":
            spans[body["parentID"]].append((body["eventTime"], "full"))
        elif body["type"] == "AggregationEvent" and "childEPCs" not in body:
            spans[body["parentID"]].append((body["eventTime"], "empty"))
    crates = [[word for _, word in times] for times in spans.values() if times[0][1] == "full"]
    assert len(crates) > 10
    for words in crates:
        assert words == ["full", "empty"] * (len(words) // 2)


def test_both_parties_state_a_delivery_and_some_facts_are_stated_twice() -> None:
    told = plan().season.journal.statements
    sent = {p for s in told if s.body["bizStep"] == "shipping" for p in _papers(s.body)}
    got = {p for s in told if s.body["bizStep"] == "receiving" for p in _papers(s.body)}
    assert got <= sent | {
        p for s in told for p in _papers(s.body) if s.body["bizStep"] == "departing"
    }
    same: dict[int, set[str]] = defaultdict(set)
    for statement in told:
        same[id(statement.body)].add(statement.organisation.identifier)
    assert sum(len(who) > 1 for who in same.values()) > 10


def _papers(body: dict[str, Any]) -> list[str]:
    return [one["bizTransaction"] for one in body.get("bizTransactionList", ())]
