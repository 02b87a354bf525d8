"""Every address there is, with numbers of real rows: strangers get nothing, and nothing breaks."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from config.demonstration import loading
from tests import factories
from tests.demonstration.conftest import quiet
from tests.demonstration.plans import TODAY
from tests.security.addresses import Address, addresses
from tests.security.rows import cooperative, numbers
from txng.parties.models import User
from txng.parties.vocab import MemberRole

pytestmark = pytest.mark.django_db
SHARED = (".members.", ".works.", ".notices.", ".sheets.")
"""Pages that stand behind both doors and show each what is their own."""
SEEN_BY_ALL = {
    "list_id", "entry_id", "template_id", "document_id", "file_id", "relation_id", "news_id",
    "plan_id", "line_id", "task_id", "policy_id", "pilot_id", "code",
}  # fmt: skip
"""Rows that agencies share: officers of another area read them, and change nothing."""


@dataclass(frozen=True)
class Answer:
    """What came back, and the tables that were written to on the way."""

    status: int
    written: frozenset[str]


@pytest.fixture(scope="module")
def rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[Mapping[str, Any]]:
    """Load the demonstration within a transaction that the whole file shares."""
    with django_db_blocker.unblock(), transaction.atomic():
        loading.load(quiet, today=TODAY)
        yield numbers()
        transaction.set_rollback(True)


def _writes() -> dict[str, int]:
    """Count the rows written by this transaction so far, also those that were taken back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_stat_get_xact_tuples_inserted(oid)"
            " + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid)"
            " FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        return dict(cursor.fetchall())


def _ask(client: Client, method: str, address: str) -> int:
    """Ask, read the answer to its end, and take back whatever was written."""
    with transaction.atomic():
        response: Any = getattr(client, method)(address)
        for _ in response if response.streaming else ():
            pass
        transaction.set_rollback(True)
    return int(response.status_code)


def _wrong(
    client: Client,
    among: list[Address],
    rows: Mapping[str, Any],
    may: Callable[[Answer], bool],
    *methods: str,
) -> dict[str, Answer]:
    """Return what was answered otherwise than it may be."""
    client.raise_request_exception = False
    wrong, before = {}, _writes()
    for one, method in product(among, methods or ("get", "post")):
        status, after = _ask(client, method, one.filled(rows)), _writes()
        changed = {name for name, count in after.items() if count != before.get(name, 0)}
        answer, before = Answer(status, frozenset(changed - {"django_session"})), after
        if not may(answer):
            wrong[f"{method} {one.route} ({one.code})"] = answer
    return wrong


def _breaks(client: Client, among: list[Address], rows: Mapping[str, Any]) -> dict[str, int]:
    """Return what answered with a fault: to looking or, where one cannot look, to an empty form."""
    client.raise_request_exception = False
    found = {}
    for one in among:
        status = _ask(client, "get", one.filled(rows))
        status = _ask(client, "post", one.filled(rows)) if status == 405 else status
        found[one.route] = status
    return {route: status for route, status in found.items() if status >= 500}


def _officer(area: Any, **facts: Any) -> Client:
    agency = factories.agency(unit=area, **facts)
    return factories.signed_in(factories.person(agency, MemberRole.LEAD_OFFICER))


def _numbered(door: str) -> list[Address]:
    return [one for one in addresses(door) if any(part.endswith("_id") for part in one.parts)]


def test_a_row_is_known_for_each_number_in_an_address(rows: Mapping[str, Any]) -> None:
    lacking = {one.route: one.lacks(rows) for one in addresses() if one.lacks(rows)}
    assert not lacking, "tests/security/rows.py: say which row each of these is"
    assert len(addresses()) > 350


def test_nobody_signed_out_sees_anything_of_a_workspace(rows: Mapping[str, Any]) -> None:
    inside = [*addresses("doanh-nghiep/"), *addresses("quan-ly/")]
    may = {302, 404, 405}
    assert not _wrong(Client(), inside, rows, lambda got: got.status in may and not got.written)


def test_a_producer_sees_nothing_of_the_agencies(rows: Mapping[str, Any]) -> None:
    client = factories.signed_in(factories.person(factories.organisation()))
    inside = [one for one in addresses("quan-ly/") if not any(s in one.code for s in SHARED)]
    front = {"quan-ly/"}
    open_to_both = {"quan-ly/lo/", "quan-ly/truy-vet/"}
    among = [one for one in inside if one.route not in front | open_to_both]
    may = {403, 404, 405}
    assert not _wrong(client, among, rows, lambda got: got.status in may and not got.written)


def test_a_stranger_finds_no_row_of_another_enterprise(rows: Mapping[str, Any]) -> None:
    client = factories.signed_in(factories.person(factories.organisation()))
    open_to_all = {"doanh-nghiep/ho-tro/<int:policy_id>/",
                   "doanh-nghiep/ho-tro/<int:policy_id>/nop-don/",
                   "doanh-nghiep/ghi-nhanh/tep/<uuid:file_id>/"}  # fmt: skip
    among = [one for one in _numbered("doanh-nghiep/") if one.route not in open_to_all]
    may = {403, 404, 405}
    assert not _wrong(client, among, rows, lambda got: got.status in may and not got.written)


def test_who_only_looks_changes_nothing_of_their_own_organisation(rows: Mapping[str, Any]) -> None:
    client = factories.signed_in(factories.person(cooperative(), MemberRole.VIEWER))
    wrong = _wrong(client, addresses("doanh-nghiep/"), rows,
                   lambda got: got.status < 500 and not got.written, "post")  # fmt: skip
    own = ("roi-di", "nhac-viec")
    assert not {at for at in wrong if not any(act in at for act in own)}


def test_nothing_breaks_for_the_owner(rows: Mapping[str, Any]) -> None:
    client = factories.signed_in(User.objects.get(login="htx@trinhdien.example"))
    assert not _breaks(client, addresses("doanh-nghiep/"), rows)


def test_an_officer_of_another_area_reads_what_is_shared_and_no_row_of_a_producer(
    rows: Mapping[str, Any],
) -> None:
    client = _officer(factories.unit(factories.unit()))
    among = [one for one in _numbered("quan-ly/") if not SEEN_BY_ALL & set(one.parts)]
    may = {403, 404, 405}
    assert not _wrong(client, among, rows, lambda got: got.status in may and not got.written)


@pytest.mark.parametrize("where", ["a commune elsewhere", "a commune here", "a department here"])
def test_what_another_agency_answers_for_is_not_changed(
    rows: Mapping[str, Any], where: str
) -> None:
    home = cooperative().unit
    assert home is not None
    client = {
        "a commune elsewhere": lambda: _officer(factories.unit(factories.unit())),
        "a commune here": lambda: _officer(home),
        "a department here": lambda: _officer(home.parent, sector="health"),
    }[where]()
    of_all = ("van-ban/",) if where == "a department here" else ()
    among = [
        one
        for one in _numbered("quan-ly/")
        if one.room in {"planning", "library", "reporting"}
        and not any(s in one.route for s in of_all)
    ]
    assert not _wrong(client, among, rows, lambda got: not got.written, "post")


ACTS_IN_CHARGE = {
    "approve_plan", "match_agency", "edit_line", "add_line", "add_expense", "add_task",
    "edit_task", "score_application", "award_application", "refuse_application", "pay_award",
    "report_result", "edit_pilot", "edit_news", "publish_news", "set_target", "save_group",
    "create_request", "edit_document", "add_document", "attach_file", "relate_documents",
}  # fmt: skip


def test_a_lead_officer_of_a_commune_does_nothing_that_others_answer_for(
    rows: Mapping[str, Any],
) -> None:
    home = cooperative().unit
    among = [one for one in addresses("quan-ly/") if one.code.split(".")[-1] in ACTS_IN_CHARGE]
    assert len(among) >= len(ACTS_IN_CHARGE)
    assert not _wrong(_officer(home), among, rows, lambda got: got.status == 403, "get")


def test_nothing_breaks_for_the_lead_agency(rows: Mapping[str, Any]) -> None:
    client = factories.signed_in(User.objects.get(login="khcn@trinhdien.example"))
    assert not _breaks(client, addresses("quan-ly/"), rows)


def test_nothing_breaks_on_public_pages_and_looking_writes_nothing(
    rows: Mapping[str, Any],
) -> None:
    doors = ("doanh-nghiep/", "quan-ly/")
    among = [one for one in addresses() if not one.route.startswith(doors)]
    may = {200, 301, 302, 400, 401, 404, 405, 410}
    assert not _wrong(Client(), among, rows, lambda got: got.status in may and not got.written)
