"""Rows for tests: each function makes one thing with sensible words, unless told otherwise."""

import hashlib
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.test import Client

from txng.catalogue.models import ChainTemplate, Product, ProductGroup
from txng.core.collation import sort_key
from txng.gs1.identifiers import key64
from txng.identify.models import Lot
from txng.library.models import Document
from txng.library.vocab import DocumentKind
from txng.parties.actor import Actor
from txng.parties.models import (
    AdministrativeUnit,
    ApiKey,
    CompanyPrefix,
    Membership,
    Organisation,
    Place,
    User,
)
from txng.parties.vocab import MemberRole, OrganisationKind, PlaceKind, Scope, State, UnitKind

BASE = "https://truyxuat.example"
THEN = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
"""The moment at which everything here was registered."""
PASSWORD = "Cam sanh Hà Giang 2026"
_number = count(1)


def unit(parent: AdministrativeUnit | None = None, **facts: Any) -> AdministrativeUnit:
    """Make a commune of `parent`, or a province when there is no parent."""
    number = next(_number)
    name = facts.pop("name", f"Đơn vị {number}")
    facts.setdefault("code", f"T{number}")
    facts.setdefault("kind", UnitKind.COMMUNE if parent else UnitKind.PROVINCE)
    facts.setdefault("valid_from", date(2025, 7, 1))
    facts.setdefault("sort_key", sort_key(name))
    return AdministrativeUnit.objects.create(name=name, parent=parent, **facts)


def organisation(**facts: Any) -> Organisation:
    """Make an active co-operative (an own-scheme identifier, no unit)."""
    number = next(_number)
    facts.setdefault("kind", OrganisationKind.COOPERATIVE)
    facts.setdefault("name", f"Hợp tác xã số {number}")
    facts.setdefault("sort_key", sort_key(facts["name"]))
    facts.setdefault("tax_code", f"{4_600_000_000 + number}")
    facts.setdefault("identifier", f"{BASE}/pty/test{number}")
    facts.setdefault("address", "Thôn Nà Pài")
    facts.setdefault("state", State.ACTIVE)
    facts.setdefault("created_at", THEN)
    return Organisation.objects.create(**facts)


def agency(**facts: Any) -> Organisation:
    """Make a state agency; give it `unit` to set how far its officers see."""
    return organisation(**{"kind": OrganisationKind.AGENCY, "name": "Sở Thử nghiệm", **facts})


def person(
    of: Organisation | None = None,
    role: MemberRole = MemberRole.OWNER,
    area: AdministrativeUnit | None = None,
    **facts: Any,
) -> User:
    """Make a person, member of an organisation if one is given; `password` lets them sign in."""
    number = next(_number)
    facts.setdefault("login", f"nguoi{number}@vidu.example")
    facts.setdefault("full_name", f"Hoàng Thị Số {number}")
    facts.setdefault("created_at", THEN)
    password = facts.pop("password", None)
    user = User(**facts)
    user.set_password(password)
    user.save()
    if of is not None:
        membership(user, of, role, area)
    return user


def membership(
    user: User,
    of: Organisation,
    role: MemberRole = MemberRole.OWNER,
    area: AdministrativeUnit | None = None,
) -> Membership:
    """Let a person act for an organisation."""
    return Membership.objects.create(
        user=user, organisation=of, role=role, area=area, valid_from=date(2026, 1, 1)
    )


def actor(
    of: Organisation | None = None,
    role: MemberRole = MemberRole.OWNER,
    area: AdministrativeUnit | None = None,
) -> Actor:
    """Return a new person acting for an organisation (a new one unless given)."""
    chosen = of or organisation()
    user = person(chosen, role, area)
    found = user.memberships.select_related("organisation", "user").get()
    return Actor.from_membership(found)


def officer(of: Organisation | None = None, lead: bool = False, **facts: Any) -> Actor:
    """Make an officer of an agency."""
    role = MemberRole.LEAD_OFFICER if lead else MemberRole.OFFICER
    return actor(of or agency(), role, **facts)


def signed_in(user: User) -> Client:
    """Return a browser in which the person has signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def place(of: Organisation | None = None, **facts: Any) -> Place:
    """Make a farm with an identifier of the province's own scheme."""
    number = next(_number)
    facts.setdefault("kind", PlaceKind.FARM)
    facts.setdefault("name", f"Vườn số {number}")
    facts.setdefault("identifier", f"{BASE}/loc/test{number}")
    facts.setdefault("address", "Thôn Nà Pài")
    return Place.objects.create(
        organisation=of or organisation(), key=key64(facts["identifier"]), **facts
    )


def api_key(of: Organisation | None = None, *scopes: str, **facts: Any) -> tuple[ApiKey, str]:
    """Make a machine's key and the text that the machine sends as `Authorization: Bearer …`."""
    number = next(_number)
    prefix, secret = f"test{number:04d}", f"secret-{number}"
    chosen = of or organisation()
    row = ApiKey.objects.create(
        organisation=chosen,
        name=facts.pop("name", f"Máy số {number}"),
        prefix=prefix,
        secret_hash=hashlib.sha256(secret.encode()).digest(),
        scopes=list(scopes or Scope.values),
        created_by=facts.pop("created_by", None) or person(chosen),
        created_at=THEN,
        **facts,
    )
    return row, f"txng_{prefix}_{secret}"


def company_prefix(of: Organisation, prefix: str, **facts: Any) -> CompanyPrefix:
    """Let an organisation hold a GS1 company prefix, its proof compared, in force until 2099."""
    facts.setdefault("valid_from", date(2020, 1, 1))
    facts.setdefault("expires_date", date(2099, 12, 31))
    facts.setdefault("proof_number", "GCN 123")
    facts.setdefault("checked_at", THEN)
    return CompanyPrefix.objects.create(organisation=of, prefix=prefix, **facts)


def group(**facts: Any) -> ProductGroup:
    """Make a product group of the sector of agriculture."""
    number = next(_number)
    facts.setdefault("code", f"nhom-{number}")
    facts.setdefault("name", f"Nhóm số {number}")
    facts.setdefault("name_en", f"Group {number}")
    facts.setdefault("sector", "agriculture")
    return ProductGroup.objects.create(**facts)


def template(**facts: Any) -> ChainTemplate:
    """Make a small chain: harvest (required), spraying, packing (required), shipping."""
    number = next(_number)
    facts.setdefault("code", f"chuoi-{number}")
    facts.setdefault("version", 1)
    facts.setdefault("name", "Rau quả thử nghiệm")
    facts.setdefault("name_en", "Test vegetables")
    facts.setdefault("standard", "TCVN 12827:2023")
    facts.setdefault("valid_from", date(2026, 1, 1))
    facts.setdefault(
        "definition",
        {
            "code": facts["code"],
            "version": facts["version"],
            "name": facts["name"],
            "name_en": facts["name_en"],
            "standard": facts["standard"],
            "parties": ["producer", "packer", "carrier", "retailer"],
            "steps": [_spraying(), _harvest(), _packing(), _shipping()],
        },
    )
    return ChainTemplate.objects.create(**facts)


def _step(code: str, name: str, name_en: str, **rest: Any) -> dict[str, Any]:
    return {
        "code": code,
        "name": name,
        "name_en": name_en,
        "event": "ObjectEvent",
        "action": "OBSERVE",
        "disposition": "in_progress",
        "actor_roles": ["producer"],
        "what": "lot",
        "place_kinds": ["farm", "plot"],
        "public": True,
        "required": False,
        "repeatable": False,
        "fields": [],
        **rest,
    }


def _field(code: str, label: str, label_en: str, kind: str, **rest: Any) -> dict[str, Any]:
    return {
        "code": code,
        "label": label,
        "label_en": label_en,
        "type": kind,
        "required": False,
        "ilmd": False,
        "public": True,
        **rest,
    }


def _spraying() -> dict[str, Any]:
    fields = [
        _field("pesticide", "Tên thuốc", "Pesticide", "text", required=True),
        _field("interval_days", "Thời gian cách ly", "Pre-harvest interval", "number",
               unit="ngày", min=0, max=60, public=False),
    ]  # fmt: skip
    return _step("spraying", "Phun thuốc", "Spraying", biz_step="inspecting", repeatable=True,
                 fields=fields)  # fmt: skip


def _harvest() -> dict[str, Any]:
    fields = [
        _field("quantity", "Sản lượng", "Quantity", "quantity", required=True, unit="KGM"),
        _field("variety", "Giống", "Variety", "text", ilmd=True),
    ]
    return _step("harvest", "Thu hoạch", "Harvest", action="ADD", biz_step="commissioning",
                 disposition="active", required=True, fields=fields)  # fmt: skip


def _packing() -> dict[str, Any]:
    fields = [_field("pack_count", "Số gói", "Packs", "number", required=True, min=1)]
    return _step("packing", "Đóng gói", "Packing", biz_step="packing", required=True,
                 actor_roles=["packer", "producer"], place_kinds=["packing_house", "farm"],
                 fields=fields)  # fmt: skip


def _shipping() -> dict[str, Any]:
    fields = [
        _field("receiver", "Bên nhận", "Receiver", "party", required=True, public=False),
        _field("quantity", "Lượng xuất", "Quantity", "quantity", unit="KGM"),
        _field("document", "Số phiếu", "Document", "text"),
    ]
    return _step("shipping", "Xuất hàng", "Shipping", biz_step="shipping",
                 disposition="in_transit", repeatable=True, fields=fields)  # fmt: skip


def product(of: Organisation | None = None, **facts: Any) -> Product:
    """Make a product with a class identifier of the province's own scheme."""
    number = next(_number)
    facts.setdefault("name", f"Cam sành số {number}")
    facts.setdefault("sort_key", sort_key(facts["name"]))
    facts.setdefault("identifier", f"{BASE}/class/test{number}")
    facts.setdefault("created_at", THEN)
    facts.setdefault("group", None)
    facts["group"] = facts["group"] or group()
    facts["template"] = facts.get("template") or template()
    return Product.objects.create(organisation=of or organisation(), **facts)


def lot(of: Product | None = None, **facts: Any) -> Lot:
    """Make an open lot of a product, at a place of its organisation."""
    number = next(_number)
    chosen = of or product()
    facts.setdefault("code", f"L26{number:04d}")
    middle = "/10/" if chosen.gtin else "/lot/"
    facts.setdefault("identifier", f"{chosen.identifier}{middle}{facts['code']}")
    facts.setdefault("unit", chosen.unit)
    facts.setdefault("created_at", THEN)
    facts["place"] = facts.get("place") or place(chosen.organisation)
    return Lot.objects.create(product=chosen, key=key64(facts["identifier"]), **facts)


def document(**facts: Any) -> Document:
    """Make a public decision in force since the beginning of 2026."""
    number = next(_number)
    facts.setdefault("kind", DocumentKind.DECISION)
    facts.setdefault("number", f"{number}/QĐ-UBND")
    facts.setdefault("title", f"Phê duyệt kế hoạch số {number}")
    facts.setdefault("issuer", "UBND tỉnh Thử nghiệm")
    facts.setdefault("issued_date", date(2026, 1, 1))
    facts.setdefault("effective_from", date(2026, 1, 1))
    facts.setdefault("is_public", True)
    facts.setdefault("created_at", THEN)
    return Document.objects.create(**facts)
