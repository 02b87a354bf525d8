"""Registers as they are in life: rows entered twice, outlines, corrections, a file brought in."""

import io
from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

import xlsxwriter

from config.demonstration import naming
from config.demonstration.accounts import OWNER
from config.demonstration.cast import Firm
from config.demonstration.journal import moment
from config.demonstration.loaded import Loaded
from txng.catalogue.facts import ProductFacts
from txng.catalogue.models import Product
from txng.catalogue.services import edit_product
from txng.core.collation import sort_key
from txng.core.services import sheets
from txng.core.sheets.register import register_for
from txng.gs1.identifiers import key64
from txng.gs1.keys import Gln, Gtin
from txng.parties import outlines, services
from txng.parties.facts import OrganisationFacts, PlaceFacts
from txng.parties.models import Organisation, Place
from txng.parties.vocab import OrganisationKind, State

_HALF: Final = 0.0006
"""Degrees from the middle of a demonstration plot to its edge, some 65 m."""
_OUTLINED: Final = 6


def enter_twice(loaded: Loaded) -> None:
    """Show duplicates, outlines, history and a finished import."""
    firm = next(f for f in loaded.cast.producers if f.row == loaded.actors[OWNER].organisation)
    outlined = [_outline(place, loaded) for place in firm.places[:1]]
    others = [f for f in loaded.cast.producers if f is not firm and f.places[0].area_m2]
    for other in others[: _OUTLINED - 1]:
        _draw(other.places[0])
    _double_organisation(firm, loaded)
    _double_place(outlined[0])
    _double_product(firm, loaded)
    _correct(firm, loaded)
    _bring_in(outlined[0], loaded)


def _ring(place: Place, shift: float = 0.0) -> dict[str, Any] | None:
    x, y = float(place.longitude or 0) + shift, float(place.latitude or 0)
    corners = ((-1, -1), (1, -1), (1.2, 0.9), (-0.9, 1))
    return outlines.outline_of("\n".join(f"{y + b * _HALF} {x + a * _HALF}" for a, b in corners))


def _draw(place: Place) -> None:
    place.outline = _ring(place)
    place.save(update_fields=["outline"])


def _told(place: Place) -> PlaceFacts:
    told = {f.name: getattr(place, f.name) for f in fields(PlaceFacts)}
    return PlaceFacts(**{**told, "gln": Gln.parse(place.gln) if place.gln else None})


def _outline(place: Place, loaded: Loaded) -> Place:
    """Walk the farm's edge, then correct its area by what was measured."""
    actor, then = loaded.actors[OWNER], moment(loaded.today - timedelta(days=30), 9)
    facts = replace(_told(place), outline=_ring(place))
    services.edit_place(place=place, facts=facts, is_active=True, actor=actor, now=then)
    ring = outlines.ring_of(facts.outline or {})
    facts = replace(facts, area_m2=Decimal(round(outlines.area_of(ring))))
    return services.edit_place(
        place=place, facts=facts, is_active=True, actor=actor, now=then + timedelta(days=1)
    )


def _double_organisation(firm: Firm, loaded: Loaded) -> None:
    name = firm.row.name.replace("Hợp tác xã", "HTX")
    Organisation.objects.create(
        kind=OrganisationKind.COOPERATIVE, name=name, sort_key=sort_key(name), unit=firm.row.unit,
        identifier=naming.own("pty", "twice"), address=firm.row.address, state=State.ACTIVE,
        phone=firm.row.phone, is_demonstration=True, created_at=loaded.now - timedelta(days=40),
    )  # fmt: skip


def _double_place(place: Place) -> None:
    identifier = naming.own("loc", "twice")
    Place.objects.create(
        organisation=place.organisation, kind=place.kind, name=f"{place.name} (nhập lại)",
        identifier=identifier, key=key64(identifier), address=place.address, unit=place.unit,
        latitude=place.latitude, longitude=place.longitude, outline=_ring(place, _HALF / 2),
    )  # fmt: skip


def _double_product(firm: Firm, loaded: Loaded) -> None:
    first = Product.objects.get(pk=firm.products[0][0].pk)
    name = first.name.lower()
    Product.objects.create(
        organisation=firm.row, group=first.group, template=first.template, name=name,
        sort_key=sort_key(name), unit=first.unit, identifier=naming.own("class", "twice"),
        description="Dòng nhập hai lần của dữ liệu trình diễn.",
        created_at=loaded.now - timedelta(days=15),
    )  # fmt: skip


def _correct(firm: Firm, loaded: Loaded) -> None:
    """Correct what is told about the co-operative and about its first product."""
    actor, then = loaded.actors[OWNER], moment(loaded.today - timedelta(days=12), 10)
    row = Organisation.objects.get(pk=firm.row.pk)
    kept = {f.name: getattr(row, f.name) for f in fields(OrganisationFacts) if hasattr(row, f.name)}
    roles = tuple(role.role for role in row.roles.order_by("role"))
    facts = OrganisationFacts(
        **{**kept, "roles": roles, "website": "https://htx.trinhdien.example"}
    )
    services.edit_organisation(organisation=row, facts=facts, actor=actor, now=then)
    product = Product.objects.get(pk=firm.products[0][0].pk)
    told = {f.name: getattr(product, f.name) for f in fields(ProductFacts)}
    told |= {"gtin": Gtin.parse(product.gtin) if product.gtin else None}
    told |= {"standards": tuple(product.standards), "warnings": "Để nơi khô mát, tránh nắng."}
    edit_product(product=product, facts=ProductFacts(**told), is_active=True, actor=actor, now=then)


def _bring_in(place: Place, loaded: Loaded) -> None:
    """Bring a small file in: one row changes the farm, two are wrong and told at their cells."""
    register = register_for(actor=loaded.actors[OWNER], door="enterprise", kind="dia-diem")
    rows = (
        ("Mã địa điểm", "Tên địa điểm", "Loại địa điểm", "Địa chỉ", "Diện tích (m²)"),
        (place.code_text if place.gln == "" else "", place.name, place.get_kind_display(),
         f"{place.address}, khu trong", None),
        ("", "Vườn ươm", "Vườn ươm", place.address, 900),
        ("", "Lô cạnh suối", "Lô đất, ao, chuồng", place.address, "khoảng 2 sào"),
    )  # fmt: skip
    body = io.BytesIO()
    book = xlsxwriter.Workbook(body, {"in_memory": True})
    page = book.add_worksheet("Địa điểm")
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    work = sheets.start_import(
        register=register, body=body.getvalue(), name="vung-trong.xlsx", now=loaded.now
    )
    if work.summary.get("to_store"):
        sheets.confirm_import(work=work)
