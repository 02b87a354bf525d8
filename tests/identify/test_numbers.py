"""Numbers under company prefixes: drawn once, bound for good, given back; nothing gets lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories, people
from tests.catalogue.photos import photo
from txng.catalogue.models import Product
from txng.catalogue.queries.duplicates import Pair
from txng.catalogue.services import merge_pair, move_to_gtin
from txng.catalogue.services.product import HasGtin, PrefixNotHeld, ProductAlreadyRegistered
from txng.catalogue.vocab import Subject
from txng.core.clock import now
from txng.gs1.keys import Gln, Gtin, check_digit
from txng.identify import reuse, services
from txng.identify.models import DrawnNumber, Lot
from txng.identify.services import NumberFacts
from txng.identify.services.number import (
    CaseNeedsProduct,
    NoConfirmedPrefix,
    NotOfThisNumber,
    NumberSettled,
    NumbersUsedUp,
)
from txng.identify.services.prefix import ProofOfAnotherPrefix, ReasonMissing
from txng.identify.vocab import Level, NumberKind, NumberState
from txng.parties.models import CompanyPrefix, Notice, Organisation
from txng.parties.queries import names_of_place, places_named
from txng.parties.services import move_to_gln
from txng.trace.queries import identifier_of

pytestmark = pytest.mark.django_db
PREFIX = "89385050001"


def _draw(of: Organisation, kind: str = "gtin", **more: Any) -> DrawnNumber:
    facts = NumberFacts(kind=NumberKind(kind), name="Miến 500 g", **more)
    return services.draw_number(organisation=of, facts=facts, actor=factories.actor(of), now=now())


def _holder(prefix: str = PREFIX, **facts: Any) -> Organisation:
    organisation = factories.organisation()
    factories.company_prefix(organisation, prefix, **facts)
    return organisation


def test_numbers_are_drawn_in_turn_with_their_check_digits() -> None:
    organisation = _holder("8938505")
    first, second, gln = _draw(organisation), _draw(organisation), _draw(organisation, "gln")
    assert [str(Gtin.parse(n.value)) for n in (first, second)] == [first.value, second.value]
    assert (first.value[:13], second.value[:13]) == ("0893850500000", "0893850500001")
    assert str(Gln.parse(gln.value)) == gln.value
    assert gln.value[:12] == "893850500000"


@pytest.mark.parametrize("facts", [{"checked_at": None}, {"expires_date": "2026-01-02"}])
def test_nothing_is_drawn_under_a_proof_that_nobody_compared_or_that_ended(facts: Any) -> None:
    organisation = _holder(**facts)
    with pytest.raises(NoConfirmedPrefix):
        _draw(organisation)
    unit = services.draw_logistic_unit(
        organisation=organisation, actor=factories.actor(organisation), now=now()
    )
    assert unit.sscc == ""


def test_what_is_registered_or_drawn_already_is_passed_over() -> None:
    organisation = _holder()
    taken = _draw(organisation)
    services.release_number(number=taken, actor=factories.actor(organisation), now=now())
    body = f"0{PREFIX}1"
    factories.product(gtin=body + check_digit(body))
    assert _draw(organisation).value[:13] == f"0{PREFIX}2"


def test_a_prefix_of_eleven_digits_gives_ten_numbers_and_none_again() -> None:
    organisation = _holder()
    numbers = [_draw(organisation) for _ in range(10)]
    assert len({n.value for n in numbers}) == 10
    services.release_number(number=numbers[3], actor=factories.actor(organisation), now=now())
    with pytest.raises(NumbersUsedUp):
        _draw(organisation)


def test_the_rule_on_reuse_is_data(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = {"kind": "gtin", "months": 12, "valid_from": "2019-01-01", "valid_to": None}
    monkeypatch.setattr(reuse, "_rules", lambda: (rule,))
    organisation = _holder()
    number = _draw(organisation)
    services.release_number(number=number, actor=factories.actor(organisation), now=now())
    assert _draw(organisation).value != number.value
    DrawnNumber.objects.filter(pk=number.pk).update(released_at=now() - timedelta(days=400))
    for _ in range(8):
        _draw(organisation)
    assert _draw(organisation).value == number.value


def test_a_case_is_named_by_an_indicator_before_the_number_of_what_is_in_it() -> None:
    organisation = _holder()
    actor = factories.actor(organisation)
    product = factories.product(organisation)
    with pytest.raises(CaseNeedsProduct):
        _draw(organisation, level=Level.CASE, product=product)
    services.confirm_number(number=_draw(organisation), product=product, actor=actor, now=now())
    product.refresh_from_db()
    cases = [_draw(organisation, level=Level.CASE, product=product, contents=24) for _ in "12"]
    assert [c.value[:13] for c in cases] == [f"1{product.gtin[1:13]}", f"2{product.gtin[1:13]}"]
    bound = services.confirm_number(number=cases[0], actor=actor, now=now())
    assert (bound.state, bound.product) == (NumberState.CONFIRMED, product)


def test_a_number_is_bound_or_given_back_once_and_to_the_own_product_only() -> None:
    organisation = _holder()
    actor, number = factories.actor(organisation), _draw(organisation)
    with pytest.raises(NotOfThisNumber):
        services.confirm_number(number=number, product=factories.product(), actor=actor, now=now())
    product = factories.product(organisation)
    services.confirm_number(number=number, product=product, actor=actor, now=now())
    for again in (services.confirm_number, services.release_number):
        with pytest.raises(NumberSettled):
            again(number=number, actor=actor, now=now())


def test_a_product_that_moves_to_gtin_keeps_its_lots_and_its_old_name() -> None:
    organisation = _holder()
    actor = factories.actor(organisation)
    product = factories.product(organisation)
    before, old = product.identifier, factories.lot(product, code="L1")
    number = _draw(organisation)
    services.confirm_number(number=number, product=product, actor=actor, now=now())
    product.refresh_from_db()
    assert product.identifier == f"https://id.gs1.org/01/{number.value}"
    assert Lot.objects.get(pk=old.pk).identifier == f"{before}/lot/L1"
    facts = services.LotFacts(place=factories.place(organisation))
    fresh = services.create_lot(product=product, code="L2", facts=facts, actor=actor, now=now())
    assert fresh.identifier == f"{product.identifier}/10/L2"
    assert identifier_of(f"(01){number.value}(10)L1") == old.identifier
    assert identifier_of(f"(01){number.value}(10)L2") == fresh.identifier
    public = Client()
    for address in (f"/class/{before.rpartition('/')[2]}", f"/01/{number.value}/10/L1",
                    f"/class/{before.rpartition('/')[2]}/lot/L1"):  # fmt: skip
        shown = public.get(address)
        assert (shown.status_code, product.name in shown.content.decode()) == (200, True), address


def test_a_product_moves_once_and_by_a_number_it_may_have() -> None:
    organisation = factories.organisation()
    actor, product = factories.actor(organisation), factories.product(organisation)
    gtin = Gtin.parse("8938501234018")
    with pytest.raises(PrefixNotHeld):
        move_to_gtin(product=product, gtin=gtin, actor=actor, now=now())
    factories.company_prefix(organisation, "8938501234")
    move_to_gtin(product=product, gtin=gtin, actor=actor, now=now())
    with pytest.raises(HasGtin):
        move_to_gtin(product=product, gtin=gtin, actor=actor, now=now())
    with pytest.raises(ProductAlreadyRegistered):
        move_to_gtin(product=factories.product(organisation), gtin=gtin, actor=actor, now=now())


def test_a_place_that_moves_to_gln_is_still_found_by_what_it_was_called() -> None:
    organisation = factories.organisation()
    place = factories.place(organisation)
    before = place.identifier
    gln = Gln.parse(f"893850500001{check_digit('893850500001')}")
    move_to_gln(place=place, gln=gln, actor=factories.actor(organisation), now=now())
    after = f"https://id.gs1.org/414/{gln}"
    assert {k: v.pk for k, v in places_named([before, after]).items()} == {
        before: place.pk, after: place.pk,
    }  # fmt: skip
    assert names_of_place(before) == names_of_place(after) == (after, before)


def test_an_officer_confirms_or_refuses_a_proof_and_the_holder_is_told() -> None:
    organisation = _holder(checked_at=None)
    prefix, officer = CompanyPrefix.objects.get(), factories.officer()
    with pytest.raises(ReasonMissing):
        services.refuse_prefix(prefix=prefix, reason=" ", actor=officer, now=now())
    services.refuse_prefix(prefix=prefix, reason="Ảnh mờ", actor=officer, now=now())
    with pytest.raises(NoConfirmedPrefix):
        _draw(organisation)
    services.check_prefix(prefix=prefix, actor=officer, now=now())
    assert _draw(organisation).state == NumberState.DRAWN
    assert Notice.objects.filter(organisation=organisation).exists()


def test_a_new_proof_lasts_longer_and_waits_to_be_compared() -> None:
    today = timezone.localdate()
    organisation = _holder(expires_date=today + timedelta(days=20))
    prefix, actor = CompanyPrefix.objects.get(), factories.actor(organisation)

    def renew(days: int) -> CompanyPrefix:
        facts = services.PrefixFacts(
            prefix=prefix.prefix, proof_number="GCN 2", valid_from=prefix.valid_from,
            expires_date=today + timedelta(days=days),
        )  # fmt: skip
        return services.renew_proof(prefix=prefix, facts=facts, actor=actor, now=now())

    with pytest.raises(ProofOfAnotherPrefix):
        renew(20)
    assert (renew(400).checked_at, renew(500).proof_number) == (None, "GCN 2")


def test_the_holder_is_reminded_at_each_mark(settings: Any) -> None:
    settings.TXNG_REMINDER_DAYS = [90, 30, 7]
    _holder(expires_date=timezone.localdate() + timedelta(days=40))
    told = [services.remind_prefixes(now=now() + timedelta(days=d)) for d in (0, 1, 12, 35, 45)]
    assert (told, Notice.objects.count()) == ([1, 1, 1, 1, 0], 3)


OWNERS = {"owner": 200, "colleague": 403, "stranger": 404, "officer": 403, "other_agency": 403,
          "nobody": 302}  # fmt: skip
OFFICERS = {"owner": 403, "colleague": 403, "stranger": 403, "officer": 200, "other_agency": 404,
            "nobody": 302}  # fmt: skip


def test_each_page_is_for_whom_it_is(settings: Any, tmp_path: Any) -> None:
    settings.TXNG_PRIVATE_ROOT = tmp_path
    organisation = factories.organisation()
    around = people.around(organisation)
    told = {"company_prefix": PREFIX, "proof_number": "1", "valid_from": "2025-01-01",
            "expires_date": "2099-01-01", "scan": SimpleUploadedFile("a.jpg", photo())}  # fmt: skip
    assert around.owner.post("/doanh-nghiep/ma-doanh-nghiep/them/", told).status_code == 302
    prefix = CompanyPrefix.objects.get()
    own, there = "/doanh-nghiep/ma-doanh-nghiep/", f"/quan-ly/ma-doanh-nghiep/{prefix.pk}/"
    assert around.statuses(f"{own}{prefix.pk}/giay/") == OWNERS
    assert around.statuses(f"{own}{prefix.pk}/gia-han/") == OWNERS
    assert around.statuses(f"{there}giay/") == OFFICERS
    assert around.statuses(f"{there}tu-choi/") == OFFICERS
    assert around.statuses("/quan-ly/ma-doanh-nghiep/") == {**OFFICERS, "other_agency": 200}
    order = ("owner", "other_agency", "nobody", "officer")
    answers = [getattr(around, n).post(f"{there}doi-chieu/").status_code for n in order]
    assert answers == [403, 404, 302, 302]
    drawn = around.owner.post(f"{own}so/rut/", {"kind": "gtin", "level": "unit", "name": "Miến"})
    number = DrawnNumber.objects.get()
    assert drawn["Location"] == f"{own}so/{number.pk}/gan/"
    assert around.statuses(f"{own}so/{number.pk}/gan/") == OWNERS
    product = factories.product(organisation)
    assert around.stranger.post(f"{own}so/{number.pk}/tra/").status_code == 404
    around.owner.post(f"{own}so/{number.pk}/gan/", {"product": product.pk})
    assert Product.objects.get(pk=product.pk).gtin == number.value


def _statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_lists_of_one_and_of_three_rows_cost_the_same() -> None:
    organisation = _holder("8938505")
    around = people.around(organisation)
    asked = [(around.owner, "/doanh-nghiep/ma-doanh-nghiep/"),
             (around.officer, "/quan-ly/ma-doanh-nghiep/")]  # fmt: skip
    _draw(organisation)
    for client, address in asked:
        client.get(address)
    one = [_statements(*pair) for pair in asked]
    for prefix in ("8938506", "8938507"):
        factories.company_prefix(organisation, prefix)
        _draw(organisation)
    assert [_statements(*pair) for pair in asked] == one


def test_drawn_numbers_go_over_with_their_prefix_when_organisations_are_merged() -> None:
    kept, ended = factories.organisation(), _holder()
    number = _draw(ended)
    pair = Pair(kept, ended)
    actor = factories.officer(lead=True)
    judged = merge_pair(
        pair=pair, subject=Subject.ORGANISATION, keep="first", reason="Cùng giấy phép",
        actor=actor, now=now(),
    )  # fmt: skip
    number.refresh_from_db()
    assert (number.organisation, number.prefix.organisation) == (kept, kept)
    assert (judged.moved["prefixes"], judged.moved["numbers"]) == (1, 1)
