"""What is told about a product or a certificate when it is registered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from txng.catalogue.models import ChainTemplate, Product, ProductGroup
from txng.catalogue.vocab import CertificateKind, Level, Unit
from txng.gs1.keys import Gtin
from txng.parties.models import Place


@dataclass(frozen=True, kw_only=True)
class ProductFacts:
    """A product; without a GTIN it gets an identifier of the province's own scheme."""

    name: str
    group: ProductGroup
    template: ChainTemplate
    name_en: str = ""
    brand: str = ""
    model: str = ""
    description: str = ""
    gtin: Gtin | None = None
    unit: Unit = Unit.KILOGRAM
    shelf_life_days: int | None = None
    standards: tuple[str, ...] = ()
    warnings: str = ""


@dataclass(frozen=True, kw_only=True)
class CertificateFacts:
    """A certificate; `expires_date` is its last day, none when it does not end."""

    kind: CertificateKind
    number: str
    issuer: str
    issued_date: date
    expires_date: date | None = None
    product: Product | None = None
    place: Place | None = None
    stars: int | None = None
    level: Level | None = None
    scan: "UploadedFile[Any] | None" = None
