"""What everybody may know of a product."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from txng.catalogue.models import Certificate, Product, ProductImage
from txng.catalogue.queries.certificate import valid_certificates
from txng.parties.models import Organisation
from txng.parties.vocab import OrganisationKind


@dataclass(frozen=True)
class PublicFacts:
    """What everybody may know of a product (public tier)."""

    product_id: int
    name: str
    name_en: str
    brand: str
    model: str
    description: str
    identifier: str
    code: str
    is_gs1: bool
    producer: str
    producer_identifier: str
    producer_place: str
    standards: Sequence[str]
    warnings: str
    ocop_stars: int | None
    shelf_life_days: int | None
    images: Sequence[ProductImage]
    certificates: Sequence[Certificate]


def public_facts(product: Product, *, on: date | None = None) -> PublicFacts:
    """Return the public tier of a product: no street address, a household's name by consent only.

    Three statements, fewer when organisation, unit and images came with the product.
    """
    organisation = product.organisation
    unit = organisation.unit
    return PublicFacts(
        product_id=product.pk,
        name=product.name,
        name_en=product.name_en,
        brand=product.brand,
        model=product.model,
        description=product.description,
        identifier=product.identifier,
        code=product.code_text,
        is_gs1=bool(product.gtin),
        producer=public_name(organisation),
        producer_identifier=organisation.identifier,
        producer_place=", ".join(str(u) for u in (unit, unit and unit.parent) if u),
        standards=tuple(product.standards),
        warnings=product.warnings,
        ocop_stars=product.stars,
        shelf_life_days=product.shelf_life_days,
        images=list(product.images.all()),
        certificates=list(valid_certificates(product, on=on)),
    )


def public_name(organisation: Organisation) -> str:
    """Return the name that may stand on a public page (a household's only with its consent)."""
    is_household = organisation.kind == OrganisationKind.HOUSEHOLD
    if is_household and not organisation.may_show_name:
        return str(OrganisationKind.HOUSEHOLD.label)
    return organisation.name
