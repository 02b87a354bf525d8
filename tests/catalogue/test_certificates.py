"""Certificates and OCOP ratings: dated, checked, renewed, withdrawn and still to be seen."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories, people
from tests.catalogue.photos import photo
from txng.catalogue import queries, services
from txng.catalogue.facts import CertificateFacts
from txng.catalogue.models import Certificate, Product
from txng.catalogue.services.certificate import (
    CertificateTaken,
    RatingNeedsStars,
    WithdrawalNeedsReason,
)
from txng.catalogue.terms import last_day
from txng.catalogue.vocab import CertificateKind, Level, Standing
from txng.core.clock import now
from txng.parties.models import Notice, Organisation

pytestmark = pytest.mark.django_db


def _rating(of: Product, **more: Any) -> CertificateFacts:
    told: dict[str, Any] = {
        "kind": CertificateKind.OCOP, "number": "12/QĐ-UBND", "issuer": "UBND tỉnh",
        "issued_date": timezone.localdate() - timedelta(days=10), "product": of, "stars": 4,
        "level": Level.PROVINCE, **more,
    }  # fmt: skip
    return CertificateFacts(**told)


def _add(of: Product, **more: Any) -> Certificate:
    return services.add_certificate(
        organisation=of.organisation,
        facts=_rating(of, **more),
        actor=factories.actor(of.organisation),
        now=now(),
    )


def _stars(product: Product) -> int | None:
    product.refresh_from_db()
    return product.stars


@pytest.mark.parametrize(
    ("issued", "ends"),
    [(date(2024, 3, 15), date(2027, 3, 14)), (date(2024, 2, 29), date(2027, 2, 27)),
     (date(2017, 1, 1), None)],
)  # fmt: skip
def test_an_ocop_rating_lasts_as_long_as_the_rule_of_its_day_says(
    issued: date, ends: date | None
) -> None:
    assert last_day(CertificateKind.OCOP, issued=issued) == ends
    assert last_day(CertificateKind.VIETGAP, issued=issued) is None


def test_a_rating_counts_once_an_agency_has_checked_it() -> None:
    product = factories.product()
    row = _add(product)
    assert (row.expires_date, _stars(product)) == (
        last_day("ocop", issued=row.issued_date),
        None,
    )
    services.check_certificate(certificate=row, actor=factories.officer(), now=now())
    assert (_stars(product), product.ocop_until) == (4, row.expires_date)
    assert queries.public_facts(product).ocop_stars == 4


def test_a_withdrawn_rating_takes_its_stars_away_and_stays_to_be_seen() -> None:
    product, officer = factories.product(), factories.officer()
    row = services.rate_product(product=product, facts=_rating(product), actor=officer, now=now())
    assert _stars(product) == 4
    with pytest.raises(WithdrawalNeedsReason):
        services.withdraw_certificate(certificate=row, reason="  ", actor=officer, now=now())
    for reason in ("Ngừng sản xuất", "Lần hai không đổi gì"):
        services.withdraw_certificate(certificate=row, reason=reason, actor=officer, now=now())
    row.refresh_from_db()
    assert (row.standing, row.withdrawn_reason, _stars(product)) == (
        Standing.WITHDRAWN, "Ngừng sản xuất", None,
    )  # fmt: skip
    assert list(queries.certificates_of(product)) == [row]


def test_stars_end_with_the_rating_and_an_older_better_one_comes_first() -> None:
    product, officer = factories.product(), factories.officer()
    today = timezone.localdate()
    for stars, number, ends in ((3, "1", today + timedelta(days=900)), (5, "2", today)):
        facts = _rating(product, stars=stars, number=number, expires_date=ends)
        services.rate_product(product=product, facts=facts, actor=officer, now=now())
    assert _stars(product) == 5
    assert services.sum_up_ratings(on=today + timedelta(days=1)) == 1
    assert _stars(product) == 3
    assert services.sum_up_ratings(on=today + timedelta(days=1)) == 0


def test_a_rating_that_ended_shows_no_stars_even_before_the_nightly_sum() -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    product = factories.product(ocop_stars=5, ocop_until=yesterday)
    assert product.stars is None
    assert not Product.objects.filter(queries.rated()).exists()


def test_a_rating_says_product_stars_and_level_and_a_paper_stands_once() -> None:
    product = factories.product()
    for lacking in ({"stars": None}, {"level": None}, {"product": None}):
        with pytest.raises(RatingNeedsStars):
            _add(product, **lacking)
    _add(product)
    with pytest.raises(CertificateTaken):
        _add(product)


def test_a_renewal_follows_and_ends_the_reminders_of_the_old_one() -> None:
    product = factories.product()
    today = timezone.localdate()
    old = _add(product, expires_date=today + timedelta(days=20))
    assert list(queries.due_certificates(on=today, days=30)) == [old]
    assert list(queries.due_certificates(on=today, days=7)) == []
    new = services.renew_certificate(
        certificate=old,
        facts=_rating(product, number="13/QĐ-UBND"),
        actor=factories.actor(product.organisation),
        now=now(),
    )
    assert (new.renews, list(queries.due_certificates(on=today, days=30))) == (old, [])


def test_the_holder_is_reminded_once_at_each_mark_before_the_end(settings: Any) -> None:
    settings.TXNG_REMINDER_DAYS = [90, 30, 7]
    product = factories.product()
    row = _add(product, expires_date=timezone.localdate() + timedelta(days=60))
    day = timedelta(days=1)
    said = []
    for days_on in (0, 1, 30, 31, 53, 54, 61):
        services.remind_certificates(now=now() + days_on * day)
        said.append(Notice.objects.filter(organisation=product.organisation).count())
    assert said == [1, 1, 2, 2, 3, 3, 3]
    notice = Notice.objects.order_by("id")[0]
    assert (notice.due_date, notice.url) == (
        row.expires_date, f"/doanh-nghiep/chung-nhan/{row.pk}/",
    )  # fmt: skip


def _paper(of: Organisation, **facts: Any) -> Certificate:
    facts.setdefault("issued_date", date(2026, 1, 1))
    return Certificate.objects.create(
        organisation=of, kind="vietgap", number=facts.pop("number", "1"), issuer="x", **facts
    )


def test_the_list_is_narrowed_by_what_is_about_to_end_ended_or_withdrawn() -> None:
    owner = factories.actor()
    assert owner.organisation is not None
    today = timezone.localdate()
    _paper(owner.organisation, number="không hạn")
    _paper(owner.organisation, number="sắp", expires_date=today + timedelta(days=20))
    _paper(owner.organisation, number="hết", expires_date=today - timedelta(days=1))
    _paper(owner.organisation, number="bỏ", withdrawn_date=today)
    _paper(factories.organisation(), number="của người khác")
    assert owner.user is not None
    client = factories.signed_in(owner.user)

    def shown(query: str) -> list[str]:
        page = client.get(f"/doanh-nghiep/chung-nhan/{query}")
        return [row.number for row in page.context["page"]]

    assert shown("") == ["bỏ", "hết", "sắp", "không hạn"]
    assert shown("?within=30") == ["sắp"]
    assert shown("?standing=valid") == ["sắp", "không hạn"]
    assert (shown("?standing=expired"), shown("?standing=withdrawn")) == (["hết"], ["bỏ"])
    assert (shown("?checked=yes"), shown("?kind=haccp"), shown("?q=KHONG han")) == (
        [], [], ["không hạn"],
    )  # fmt: skip


def test_each_act_on_a_certificate_is_for_whom_it_is() -> None:
    product = factories.product()
    row = _add(product)
    around = people.around(product.organisation)
    members = {"owner": 200, "colleague": 200, "stranger": 404, "officer": 403,
               "other_agency": 403, "nobody": 302}  # fmt: skip
    officers = {"owner": 403, "colleague": 403, "stranger": 403, "officer": 200,
                "other_agency": 404, "nobody": 302}  # fmt: skip
    here, there = f"/doanh-nghiep/chung-nhan/{row.pk}/", f"/quan-ly/chung-nhan/{row.pk}/"
    assert around.statuses(here) == members
    assert around.statuses(f"{here}gia-han/") == {**members, "colleague": 403}
    assert around.statuses(f"{here}thoi/") == {**members, "colleague": 403}
    assert around.statuses(there) == officers
    assert around.statuses(f"{there}thu-hoi/") == officers
    other_sector = factories.officer(factories.agency(sector="health"))
    assert other_sector.user is not None
    assert factories.signed_in(other_sector.user).get(there).status_code == 404


def test_a_commune_reads_certificates_but_withdraws_none() -> None:
    product = factories.product()
    commune = factories.unit(factories.unit())
    product.organisation.unit = commune
    product.organisation.save(update_fields=["unit"])
    row = _add(product)
    officer = factories.officer(factories.agency(unit=commune))
    assert officer.user is not None
    client = factories.signed_in(officer.user)
    there = f"/quan-ly/chung-nhan/{row.pk}/"
    assert (client.get(there).status_code, client.get(f"{there}thu-hoi/").status_code) == (200, 403)


def test_a_scan_is_for_the_holder_and_the_officer_only(settings: Any, tmp_path: Any) -> None:
    settings.TXNG_PRIVATE_ROOT = tmp_path
    product = factories.product()
    around = people.around(product.organisation)
    told = {"kind": "ocop", "product": product.pk, "stars": "4", "level": "province",
            "number": "7", "issuer": "UBND tỉnh", "issued_date": "2026-01-05",
            "scan": SimpleUploadedFile("giay.jpg", photo())}  # fmt: skip
    assert around.owner.post("/doanh-nghiep/chung-nhan/them/", told).status_code == 302
    row = Certificate.objects.get()
    expected = {"owner": 200, "colleague": 200, "stranger": 404, "officer": 403,
                "other_agency": 403, "nobody": 302}  # fmt: skip
    assert around.statuses(f"/doanh-nghiep/chung-nhan/{row.pk}/ban-chup/") == expected
    assert around.officer.get(f"/quan-ly/chung-nhan/{row.pk}/ban-chup/").status_code == 200
    assert around.other_agency.get(f"/quan-ly/chung-nhan/{row.pk}/ban-chup/").status_code == 404


def _statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("address", ["/doanh-nghiep/chung-nhan/", "/quan-ly/chung-nhan/"])
def test_lists_of_one_and_of_three_certificates_cost_the_same(address: str) -> None:
    organisation = factories.organisation()
    around = people.around(organisation)
    client = around.owner if "doanh" in address else around.officer
    _paper(organisation)
    client.get(address)
    one = _statements(client, address)
    for number in "23":
        _paper(organisation, number=number)
    assert _statements(client, address) == one
