"""Rows of the room: groups, chain templates, products, images, certificates."""

from txng.catalogue.models.certificate import Certificate
from txng.catalogue.models.product import ChainTemplate, Product, ProductGroup, ProductImage

__all__ = ["Certificate", "ChainTemplate", "Product", "ProductGroup", "ProductImage"]
