"""Pages of an organisation about its products and certificates."""

from txng.catalogue.views.enterprise.certificate import (
    add_certificate,
    panel_expiring,
    withdraw_certificate,
)
from txng.catalogue.views.enterprise.product import (
    add_image,
    add_product,
    edit_product,
    list_products,
    remove_image,
    show_product,
)

__all__ = [
    "add_certificate",
    "add_image",
    "add_product",
    "edit_product",
    "list_products",
    "panel_expiring",
    "remove_image",
    "show_product",
    "withdraw_certificate",
]
