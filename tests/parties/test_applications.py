"""Registering oneself: one thing a page, proven, decided with reasons, seen by those concerned."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories, people
from tests.catalogue.photos import photo
from txng.core.clock import now
from txng.core.models import AuditEntry, StoredFile
from txng.parties import services
from txng.parties.identity import TaxCodeMistyped, TaxCodeNotRight, identity_of
from txng.parties.models import (
    AdministrativeUnit,
    Application,
    Consent,
    Membership,
    Notice,
    Organisation,
    User,
)
from txng.parties.vocab import ApplicationState, MemberRole, OrganisationKind, ProofKind, State

pytestmark = pytest.mark.django_db
TAX = "4601234560"
CITIZEN = "019085012345"


def _commune() -> AdministrativeUnit:
    return factories.unit(factories.unit(name="Thái Nguyên"), name="Tân Lập")


def application(user: User, unit: AdministrativeUnit, **told: Any) -> Application:
    """Make an application that was sent."""
    facts: dict[str, Any] = {
        "kind": OrganisationKind.COOPERATIVE,
        "tax_code": TAX,
        "name": "Hợp tác xã Tân Lập",
    }
    facts |= {"phone": "0912345678", "address": "Thôn 1", "unit": unit, **told}
    row = Application.objects.create(applicant=user, created_at=factories.THEN, **facts)
    services.add_proof(
        application=row, kind=ProofKind.REGISTRATION, upload=photo(), name="giấy.jpg", now=now()
    )
    return services.send_application(application=row, may_show_name=True, answer="", now=now())


def _walk(client: Client, commune: AdministrativeUnit) -> Application:
    """Fill in all pages and send."""
    assert client.post("/dang-ky/").status_code == 302
    row = Application.objects.get()
    at = f"/dang-ky/{row.pk}/"
    pages = {
        "loai-hinh": {"kind": "cooperative", "number": "4601234560"},
        "ten": {"name": "Hợp tác xã  Tân Lập", "roles": ["producer", "packer"]},
        "noi": {"address": "Thôn 1", "commune": "tan lap"},
        "lien-he": {"phone": "0912345678"},
    }
    order = [*pages, "giay-to"]
    for page, told in pages.items():
        done = client.post(f"{at}{page}/", told)
        assert done.headers.get("Location") == f"{at}{order[order.index(page) + 1]}/", page
    proof = {"kind": "registration", "file": SimpleUploadedFile("giấy.jpg", photo(located=True))}
    assert client.post(f"{at}giay-to/", proof).status_code == 302
    assert client.post(f"{at}gui/", {"is_true": "on"}).headers["Location"] == at
    row.refresh_from_db()
    assert row.unit == commune
    return row


def test_an_applicant_fills_in_page_by_page_and_an_officer_approves() -> None:
    commune = _commune()
    user, lead = factories.person(), factories.officer(lead=True, area=commune)
    client = factories.signed_in(user)
    row = _walk(client, commune)
    assert (row.state, row.name, row.tax_code) == ("sent", "Hợp tác xã Tân Lập", TAX)
    assert not Organisation.objects.filter(tax_code=TAX).exists()
    assert lead.user is not None
    officer = factories.signed_in(lead.user)
    assert row.name in officer.get("/quan-ly/ho-so/").content.decode()
    assert officer.post(f"/quan-ly/ho-so/{row.pk}/duyet/").status_code == 302
    found = Organisation.objects.get(tax_code=TAX)
    assert (found.state, found.unit) == (State.ACTIVE, commune)
    assert sorted(r.role for r in found.roles.all()) == ["packer", "producer"]
    assert Membership.objects.get(user=user).role == MemberRole.OWNER
    assert "đã được duyệt" in client.get(f"/dang-ky/{row.pk}/").content.decode()


def test_a_commune_is_chosen_without_script_when_the_words_mean_several() -> None:
    first, second = _commune(), _commune()
    user = factories.person()
    client = factories.signed_in(user)
    row = services.begin_application(user=user, now=now())
    at = f"/dang-ky/{row.pk}/noi/"
    page = client.post(at, {"address": "Thôn 1", "commune": "Xã Tân Lập"})
    assert f'value="{first.pk}"' in page.content.decode()
    assert "chọn đúng nơi" in page.content.decode()
    told = {"address": "Thôn 1", "commune": "Tân Lập", "unit": second.pk}
    assert client.post(at, told).status_code == 302
    row.refresh_from_db()
    assert row.unit == second
    part = client.get("/dang-ky/xa-phuong/", {"commune": "tan lap"}).content.decode()
    assert f'value="{second.pk}"' in part


def test_no_step_says_of_what_it_asks_that_it_need_not_be_told() -> None:
    user = factories.person()
    client = factories.signed_in(user)
    row = services.begin_application(user=user, now=now())
    for page in ("noi", "lien-he"):
        shown = client.get(f"/dang-ky/{row.pk}/{page}/").content.decode()
        assert "(không bắt buộc)" not in shown, page
    _commune(), _commune()
    told = {"address": "Thôn 1", "commune": "Tân Lập"}
    several = client.post(f"/dang-ky/{row.pk}/noi/", told).content.decode()
    assert ("Chọn đúng nơi" in several, "(không bắt buộc)" in several) == (True, False)


def test_the_officer_asks_for_more_and_the_applicant_answers() -> None:
    commune = _commune()
    user, lead = factories.person(), factories.officer(lead=True, area=commune)
    row = application(user, commune)
    services.ask_more(application=row, reason="Ảnh giấy bị mờ", actor=lead, now=now())
    client = factories.signed_in(user)
    assert "Ảnh giấy bị mờ" in client.get(f"/dang-ky/{row.pk}/").content.decode()
    told = {"is_true": "on", "answer": "Đã chụp lại"}
    assert client.post(f"/dang-ky/{row.pk}/gui/", told).status_code == 302
    row.refresh_from_db()
    assert [w.text for w in row.words.order_by("id")] == ["", "Ảnh giấy bị mờ", "Đã chụp lại"]
    assert row.state == ApplicationState.SENT


def test_a_refusal_needs_a_reason_and_frees_the_number() -> None:
    commune = _commune()
    lead = factories.officer(lead=True, area=commune)
    row = application(factories.person(), commune)
    with pytest.raises(services.ReasonWanted):
        services.reject_application(application=row, reason="  ", actor=lead, now=now())
    services.reject_application(application=row, reason="Không có thật", actor=lead, now=now())
    with pytest.raises(services.NotWaiting):
        services.approve_application(application=row, actor=lead, now=now())
    assert application(factories.person(), commune).state == ApplicationState.SENT


def _kind(user: User, kind: str, number: str, **more: str) -> Any:
    row = services.begin_application(user=user, now=now())
    told = {"kind": kind, "number": number, **more}
    return factories.signed_in(user).post(f"/dang-ky/{row.pk}/loai-hinh/", told)


@pytest.mark.parametrize(
    ("kind", "number", "words"),
    [
        ("company", "", "nhập mã số thuế"),
        ("company", "4601234561", "gõ nhầm"),
        ("company", CITIZEN, "chỉ dùng cho hộ"),
        ("household", "123", "10 chữ số"),
    ],
)
def test_a_wrong_number_is_told_beside_its_box(kind: str, number: str, words: str) -> None:
    assert words in _kind(factories.person(), kind, number).content.decode()


def test_a_known_number_says_what_to_do_and_can_be_claimed() -> None:
    commune = _commune()
    known = factories.organisation(tax_code=TAX, unit=commune)
    user, lead = factories.person(), factories.officer(lead=True, area=commune)
    page = _kind(user, "cooperative", TAX).content.decode()
    assert "Xin nhận đơn vị này" in page
    done = _kind(user, "cooperative", TAX, claims="on")
    assert done.headers["Location"].endswith("/giay-to/")
    row = Application.objects.get()
    services.add_proof(
        application=row, kind=ProofKind.OTHER, upload=photo(), name="a.jpg", now=now()
    )
    services.send_application(application=row, may_show_name=False, answer="", now=now())
    services.approve_application(application=row, actor=lead, now=now())
    assert Membership.objects.get(user=user).organisation == known
    assert Organisation.objects.filter(tax_code=TAX).count() == 1


def test_a_second_application_for_one_number_is_refused() -> None:
    application(factories.person(), _commune())
    assert "hồ sơ khác chờ duyệt" in _kind(factories.person(), "company", TAX).content.decode()


def test_an_application_is_not_sent_with_holes() -> None:
    user = factories.person()
    row = services.begin_application(user=user, now=now())
    with pytest.raises(services.ApplicationLacks) as refusal:
        services.send_application(application=row, may_show_name=False, answer="", now=now())
    assert len(refusal.value.missing) == 5


def test_a_households_number_is_kept_as_a_hash_and_its_consent_is_logged() -> None:
    commune = _commune()
    user, lead = factories.person(), factories.officer(lead=True, area=commune)
    assert _kind(user, "household", CITIZEN).status_code == 302
    row = Application.objects.get()
    told = {"name": "Hộ Nông Thị Bé", "unit": commune, "phone": "0912345678", "address": "Thôn 1"}
    services.tell_application(application=row, told=told, step=4)
    services.add_proof(
        application=row, kind=ProofKind.IDENTITY, upload=photo(), name="a.jpg", now=now()
    )
    services.send_application(application=row, may_show_name=True, answer="", now=now())
    found = services.approve_application(application=row, actor=lead, now=now())
    assert (found.tax_code, found.person_end, found.may_show_name) == ("", "2345", True)
    consent = Consent.objects.get()
    assert (consent.what, consent.is_given, consent.by) == ("show_name", True, user)
    everything = [*Organisation.objects.values(), *Application.objects.values(),
                  *AuditEntry.objects.values()]  # fmt: skip
    assert CITIZEN not in str(everything)
    assert "đã thuộc về" in _kind(factories.person(), "household", CITIZEN).content.decode()


def test_applications_and_proofs_are_seen_by_applicant_and_area_only() -> None:
    organisation = factories.organisation()
    around = people.around(organisation)
    assert organisation.unit is not None
    user = factories.person()
    row = application(user, organisation.unit)
    proof = row.proofs.get()
    at = f"/quan-ly/ho-so/{row.pk}/"
    officers = {"owner": 403, "colleague": 403, "stranger": 403, "officer": 200,
                "other_agency": 404, "nobody": 302}  # fmt: skip
    for address in (
        at,
        f"{at}bo-sung/",
        f"{at}khong-duyet/",
        f"/quan-ly/ho-so/giay-to/{proof.pk}/",
    ):
        assert around.statuses(address) == officers
    mine = {"owner": 404, "colleague": 404, "stranger": 404, "officer": 404, "other_agency": 404,
            "nobody": 302}  # fmt: skip
    assert around.statuses(f"/dang-ky/{row.pk}/") == mine
    assert around.statuses(f"/dang-ky/{row.pk}/gui/") == mine
    assert around.owner.get(f"/dang-ky/giay-to/{proof.pk}/").status_code == 404
    own = factories.signed_in(user)
    assert own.get(f"/dang-ky/{row.pk}/").status_code == 200
    assert own.get(f"/dang-ky/giay-to/{proof.pk}/")["Content-Type"] == "image/webp"
    assert around.owner.post(f"{at}duyet/").status_code == 403
    assert around.other_agency.post(f"{at}duyet/").status_code == 404


def test_officers_without_the_lead_look_and_do_not_decide() -> None:
    commune = _commune()
    officer = factories.officer(area=commune)
    assert officer.user is not None
    row = application(factories.person(), commune)
    client = factories.signed_in(officer.user)
    assert "Duyệt</button>" not in client.get(f"/quan-ly/ho-so/{row.pk}/").content.decode()
    assert client.post(f"/quan-ly/ho-so/{row.pk}/duyet/").status_code == 403


def test_deciding_agencies_are_told_until_it_is_decided() -> None:
    commune = _commune()
    agency = factories.agency(unit=commune.parent)
    lead = factories.officer(agency, lead=True)
    factories.officer(factories.agency(unit=factories.unit()), lead=True)
    row = application(factories.person(), commune)
    waiting = Notice.objects.filter(settled_at=None, organisation__isnull=False)
    assert [n.organisation for n in waiting] == [agency]
    services.approve_application(application=row, actor=lead, now=now())
    assert not waiting.all().exists()
    assert Notice.objects.filter(user=row.applicant, settled_at=None).exists()


def test_a_draft_thrown_away_leaves_no_file() -> None:
    user = factories.person()
    row = services.begin_application(user=user, now=now())
    services.add_proof(
        application=row, kind=ProofKind.OTHER, upload=photo(), name="a.jpg", now=now()
    )
    services.withdraw_application(application=row, now=now())
    assert (Application.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_sent_application_is_not_changed_but_withdrawn() -> None:
    row = application(factories.person(), _commune())
    with pytest.raises(services.ApplicationClosed):
        services.tell_application(application=row, told={"name": "Khác"}, step=2)
    assert (
        services.withdraw_application(application=row, now=now()).state
        == ApplicationState.WITHDRAWN
    )


def test_the_officers_list_of_one_and_of_three_cost_the_same(
    django_assert_max_num_queries: Any,
) -> None:
    commune = _commune()
    officer = factories.officer(lead=True, area=commune)
    assert officer.user is not None
    client = factories.signed_in(officer.user)
    application(factories.person(), commune)
    client.get("/quan-ly/ho-so/")
    with django_assert_max_num_queries(8) as one:
        client.get("/quan-ly/ho-so/")
    for number in (4601234578, 4601234585):
        application(factories.person(), commune, tax_code=str(number))
    with django_assert_max_num_queries(len(one)):
        client.get("/quan-ly/ho-so/")


@pytest.mark.parametrize(
    ("given", "kept"),
    [("0300588569", "0300588569"), ("0300588569001", "0300588569-001"), ("0300588569-001",) * 2],
)
def test_a_tax_code_is_checked_by_its_tenth_digit(given: str, kept: str) -> None:
    assert identity_of(given).tax_code == kept
    with pytest.raises(TaxCodeMistyped):
        identity_of("0300588568")
    with pytest.raises(TaxCodeNotRight):
        identity_of("03005885")
