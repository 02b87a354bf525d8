"""Pages of agencies about products and certificates."""

from txng.catalogue.views.government.certificate import check_certificate
from txng.catalogue.views.government.product import list_products, show_product

__all__ = ["check_certificate", "list_products", "show_product"]
