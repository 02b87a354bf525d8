"""What people fill in on the pages of the room."""

from txng.catalogue.forms.certificate import (
    AddCertificate,
    FindCertificates,
    LayDownCertificate,
    RateProduct,
    RenewCertificate,
    WithdrawCertificate,
)
from txng.catalogue.forms.product import AddImage, AddProduct, EditProduct, FindProducts

__all__ = [
    "AddCertificate",
    "AddImage",
    "AddProduct",
    "EditProduct",
    "FindCertificates",
    "FindProducts",
    "LayDownCertificate",
    "RateProduct",
    "RenewCertificate",
    "WithdrawCertificate",
]
