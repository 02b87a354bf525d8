"""Acts of the room: on products, their photos, certificates, and the shipped templates."""

from txng.catalogue.services.certificate import (
    add_certificate,
    check_certificate,
    withdraw_certificate,
)
from txng.catalogue.services.product import add_image, add_product, edit_product, remove_image
from txng.catalogue.services.template import load_templates

__all__ = [
    "add_certificate",
    "add_image",
    "add_product",
    "check_certificate",
    "edit_product",
    "load_templates",
    "remove_image",
    "withdraw_certificate",
]
