"""Acts of the room: on products, their photos, certificates, and the shipped templates."""

from txng.catalogue.services.certificate import (
    add_certificate,
    check_certificate,
    lay_down_certificate,
    rate_product,
    renew_certificate,
    withdraw_certificate,
)
from txng.catalogue.services.product import add_image, add_product, edit_product, remove_image
from txng.catalogue.services.rating import sum_up_ratings
from txng.catalogue.services.reminder import remind_certificates
from txng.catalogue.services.template import load_templates

__all__ = [
    "add_certificate",
    "add_image",
    "add_product",
    "check_certificate",
    "edit_product",
    "lay_down_certificate",
    "load_templates",
    "rate_product",
    "remind_certificates",
    "remove_image",
    "renew_certificate",
    "sum_up_ratings",
    "withdraw_certificate",
]
