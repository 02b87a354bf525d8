"""Pages of agencies about products and certificates."""

from txng.catalogue.views.government.certificate import (
    check_certificate,
    list_certificates,
    open_scan,
    rate_product,
    show_certificate,
    withdraw_certificate,
)
from txng.catalogue.views.government.product import list_products, show_product

__all__ = [
    "check_certificate",
    "list_certificates",
    "list_products",
    "open_scan",
    "rate_product",
    "show_certificate",
    "show_product",
    "withdraw_certificate",
]
