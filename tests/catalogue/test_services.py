"""Products, photos, certificates and templates keep their rules."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests import factories
from tests.catalogue.photos import photo
from txng.catalogue import queries, services
from txng.catalogue.facts import CertificateFacts, ProductFacts
from txng.catalogue.models import ChainTemplate, Product, ProductGroup
from txng.catalogue.services.certificate import CertificatePeriodNotRight, NotYours
from txng.catalogue.services.product import (
    EnoughImages,
    PrefixNotHeld,
    ProductAlreadyRegistered,
    ProductKeepsItsCode,
)
from txng.catalogue.services.template import SHIPPED, TemplateNotRight, TemplateVersionTaken
from txng.catalogue.vocab import CertificateKind
from txng.core.clock import now
from txng.gs1.keys import Gtin
from txng.parties.models import Organisation
from txng.parties.vocab import OrganisationKind

pytestmark = pytest.mark.django_db
DAY = timedelta(days=2)
TODAY = date(2026, 11, 21)
VIETNAMESE, FOREIGN = Gtin.parse("8938501234018"), Gtin.parse("5901234123457")


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def _facts(gtin: Gtin | None = None, **more: Any) -> ProductFacts:
    return ProductFacts(
        name="Cam  sành", group=factories.group(), template=factories.template(), gtin=gtin, **more
    )


def _add(of: Organisation, gtin: Gtin | None = None) -> Product:
    actor = factories.actor(of)
    return services.add_product(organisation=of, facts=_facts(gtin), actor=actor, now=now())


def test_add_product_without_gtin_gets_a_class_of_our_own() -> None:
    product = _add(factories.organisation())
    assert product.identifier.startswith("https://truyxuat.example/class/")
    assert (product.gtin, product.name) == ("", "Cam sành")


def test_add_product_with_893_needs_the_proof_of_its_prefix() -> None:
    organisation = factories.organisation()
    with pytest.raises(PrefixNotHeld):
        _add(organisation, VIETNAMESE)
    factories.company_prefix(organisation, "8938501234")
    product = _add(organisation, VIETNAMESE)
    assert product.identifier == "https://id.gs1.org/01/08938501234018"
    with pytest.raises(ProductAlreadyRegistered):
        _add(organisation, VIETNAMESE)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, ""),
        ({"checked_at": None}, "chưa đối chiếu"),
        ({"checked_at": None, "refused_reason": "Giấy mờ"}, "không nhận"),
        ({"expires_date": date(2021, 1, 1)}, "không có giấy chứng nhận"),
    ],
)
def test_a_gtin_under_a_prefix_that_nobody_compared_is_warned_about(
    facts: dict[str, Any], told: str
) -> None:
    product = factories.product(gtin=str(VIETNAMESE))
    factories.company_prefix(product.organisation, "8938501234", **facts)
    warning = str(queries.gtin_warning(product, on=TODAY))
    assert (told in warning, bool(warning)) == (True, bool(told))
    owner = factories.signed_in(factories.person(product.organisation))
    assert (warning in owner.get(f"/doanh-nghiep/san-pham/{product.pk}/").content.decode()) is True


def test_a_foreign_gtin_is_not_warned_about() -> None:
    assert queries.gtin_warning(factories.product(gtin=str(FOREIGN)), on=TODAY) == ""


def test_a_proof_that_has_ended_or_is_anothers_does_not_count() -> None:
    organisation, other = factories.organisation(), factories.organisation()
    factories.company_prefix(organisation, "8938501234", expires_date=now().date() - DAY)
    for one in (organisation, other):
        with pytest.raises(PrefixNotHeld):
            _add(one, VIETNAMESE)


def test_a_foreign_gtin_needs_no_vietnamese_proof() -> None:
    assert _add(factories.organisation(), FOREIGN).gtin == "05901234123457"


def test_edit_product_never_changes_its_code() -> None:
    product = _add(factories.organisation())
    actor = factories.actor(product.organisation)
    with pytest.raises(ProductKeepsItsCode):
        services.edit_product(
            product=product, facts=_facts(FOREIGN), is_active=True, actor=actor, now=now()
        )
    edited = services.edit_product(
        product=product, facts=_facts(brand="Bình An"), is_active=False, actor=actor, now=now()
    )
    assert (edited.brand, edited.is_active, edited.identifier) == (
        "Bình An", False, product.identifier,
    )  # fmt: skip


def test_photos_stand_in_the_order_they_were_added_and_are_a_dozen_at_most() -> None:
    product = _add(factories.organisation())
    actor = factories.actor(product.organisation)
    images = [
        services.add_image(product=product, data=photo(), caption="", actor=actor, now=now())
        for _ in range(12)
    ]
    assert [image.position for image in images] == list(range(12))
    assert (images[0].width, images[0].height) == (60, 40)
    with pytest.raises(EnoughImages):
        services.add_image(product=product, data=photo(), caption="", actor=actor, now=now())


def _certificate(**more: Any) -> CertificateFacts:
    facts = {
        "kind": CertificateKind.VIETGAP,
        "number": "VG-01",
        "issuer": "Trung tâm chứng nhận",
        "issued_date": date(2025, 1, 1),
        **more,
    }
    return CertificateFacts(**facts)


def test_a_certificate_counts_while_it_is_in_force() -> None:
    product = factories.product()
    actor = factories.actor(product.organisation)
    for number, ends in (("ended", date(2025, 6, 1)), ("endless", None), ("soon", TODAY)):
        services.add_certificate(
            organisation=product.organisation,
            facts=_certificate(product=product, number=number, expires_date=ends),
            actor=actor,
            now=now(),
        )
    numbers = {c.number for c in queries.valid_certificates(product, on=TODAY)}
    assert numbers == {"endless", "soon"}
    endless = product.certificates.get(number="endless")
    services.lay_down_certificate(certificate=endless, actor=actor, now=now())
    assert [c.number for c in queries.valid_certificates(product, on=TODAY)] == ["soon"]


def test_a_certificate_is_of_ones_own_and_of_a_right_period() -> None:
    product = factories.product()
    actor = factories.actor()
    assert actor.organisation is not None
    with pytest.raises(NotYours):
        services.add_certificate(
            organisation=actor.organisation,
            facts=_certificate(product=product),
            actor=actor,
            now=now(),
        )
    with pytest.raises(NotYours):
        services.add_certificate(
            organisation=actor.organisation,
            facts=_certificate(place=factories.place()),
            actor=actor,
            now=now(),
        )
    tomorrow = timezone.localdate(now()) + timedelta(days=1)
    for days in ({"expires_date": date(2024, 12, 31)}, {"issued_date": tomorrow}):
        with pytest.raises(CertificatePeriodNotRight):
            services.add_certificate(
                organisation=actor.organisation,
                facts=_certificate(**days),
                actor=actor,
                now=now(),
            )


def test_load_templates_twice_changes_nothing() -> None:
    assert services.load_templates(today=TODAY) == 6
    assert services.load_templates(today=TODAY) == 0
    chains = set(ChainTemplate.objects.values_list("code", flat=True))
    assert set(ProductGroup.objects.values_list("chain", flat=True)) == chains


def _folder(tmp_path: Path, **changes: Any) -> Path:
    (tmp_path / "chains").mkdir(exist_ok=True)
    definition = json.loads((SHIPPED / "chains" / "meat.json").read_text("utf-8"))
    (tmp_path / "chains" / "meat.json").write_text(json.dumps({**definition, **changes}), "utf-8")
    (tmp_path / "groups.json").write_text("[]")
    return tmp_path


def test_a_new_version_ends_the_one_before_and_a_changed_one_is_refused(tmp_path: Path) -> None:
    services.load_templates(_folder(tmp_path, version=1), today=date(2026, 1, 1))
    with pytest.raises(TemplateVersionTaken):
        services.load_templates(_folder(tmp_path, version=1, name="Thịt"), today=TODAY)
    services.load_templates(_folder(tmp_path, version=2), today=TODAY)
    found = ChainTemplate.objects.order_by("version").values_list("version", "valid_to")
    assert list(found) == [(1, TODAY), (2, None)]


def test_load_templates_refuses_a_wrong_one_and_says_where(tmp_path: Path) -> None:
    with pytest.raises(TemplateNotRight) as refusal:
        services.load_templates(_folder(tmp_path, version=0), today=TODAY)
    assert [str(text).partition(":")[0] for text in refusal.value.missing] == ["/version"]
    assert not ChainTemplate.objects.exists()


def test_public_facts_show_a_household_by_name_only_with_its_consent() -> None:
    household = factories.organisation(
        kind=OrganisationKind.HOUSEHOLD, name="Hộ Hoàng Văn An", address="Số 5, thôn Nà Pài"
    )
    facts = queries.public_facts(factories.product(household))
    assert facts.producer == "Hộ sản xuất, kinh doanh"
    assert "Nà Pài" not in repr(facts.producer_place)
    household.may_show_name = True
    assert queries.public_name(household) == "Hộ Hoàng Văn An"
