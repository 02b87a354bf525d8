"""Pages of an organisation about its products and certificates."""

from txng.catalogue.views.enterprise.certificate import (
    add_certificate,
    lay_down_certificate,
    list_certificates,
    open_scan,
    panel_expiring,
    renew_certificate,
    show_certificate,
)
from txng.catalogue.views.enterprise.product import (
    add_image,
    add_product,
    edit_product,
    list_products,
    move_product,
    move_to_gtin,
    remove_image,
    show_product,
)

__all__ = [
    "add_certificate",
    "add_image",
    "add_product",
    "edit_product",
    "lay_down_certificate",
    "list_certificates",
    "list_products",
    "move_product",
    "move_to_gtin",
    "open_scan",
    "panel_expiring",
    "remove_image",
    "renew_certificate",
    "show_certificate",
    "show_product",
]
