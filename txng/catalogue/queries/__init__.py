"""What other rooms and pages read: products, groups, templates, certificates, the public tier."""

from txng.catalogue.queries.certificate import (
    certificate_for,
    certificates_of,
    expiring_certificates,
    valid_certificates,
)
from txng.catalogue.queries.product import (
    ProductFilter,
    find_products,
    groups,
    image_for,
    product_for,
    products_seen_by,
    public_image,
    templates,
)
from txng.catalogue.queries.public import PublicFacts, public_facts, public_name

__all__ = [
    "ProductFilter",
    "PublicFacts",
    "certificate_for",
    "certificates_of",
    "expiring_certificates",
    "find_products",
    "groups",
    "image_for",
    "product_for",
    "products_seen_by",
    "public_facts",
    "public_image",
    "public_name",
    "templates",
    "valid_certificates",
]
