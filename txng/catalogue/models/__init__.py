"""Rows of the room: groups, chain templates, products, images, certificates, priority lists."""

from txng.catalogue.models.certificate import Certificate
from txng.catalogue.models.duplicate import Judgement
from txng.catalogue.models.priority import PriorityEntry, PriorityList, PriorityProposal
from txng.catalogue.models.product import (
    ChainTemplate,
    Product,
    ProductAlias,
    ProductGroup,
    ProductImage,
)

__all__ = [
    "Certificate",
    "ChainTemplate",
    "Judgement",
    "PriorityEntry",
    "PriorityList",
    "PriorityProposal",
    "Product",
    "ProductAlias",
    "ProductGroup",
    "ProductImage",
]
