"""What other rooms and pages read: products, groups, templates, certificates, the public tier."""

from txng.catalogue.queries.certificate import (
    CertificateFilter,
    certificate_for,
    certificates_of,
    due_certificates,
    expiring_certificates,
    find_certificates,
    renewals_of,
    scan_for,
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
    rated,
    templates,
)
from txng.catalogue.queries.public import PublicFacts, public_facts, public_name

__all__ = [
    "CertificateFilter",
    "ProductFilter",
    "PublicFacts",
    "certificate_for",
    "certificates_of",
    "due_certificates",
    "expiring_certificates",
    "find_certificates",
    "find_products",
    "groups",
    "image_for",
    "product_for",
    "products_seen_by",
    "public_facts",
    "public_image",
    "public_name",
    "rated",
    "renewals_of",
    "scan_for",
    "templates",
    "valid_certificates",
]
