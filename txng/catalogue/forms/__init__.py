"""What people fill in on the pages of the room."""

from txng.catalogue.forms.certificate import (
    AddCertificate,
    FindCertificates,
    LayDownCertificate,
    RateProduct,
    RenewCertificate,
    WithdrawCertificate,
)
from txng.catalogue.forms.priority import (
    AddEntry,
    ApprovePriorityList,
    EditEntry,
    FindEntries,
    ProposeProduct,
    RefuseProposal,
    StartPriorityList,
)
from txng.catalogue.forms.product import (
    AddImage,
    AddProduct,
    EditProduct,
    FindProducts,
    MoveToGtin,
)

__all__ = [
    "AddCertificate",
    "AddEntry",
    "AddImage",
    "AddProduct",
    "ApprovePriorityList",
    "EditEntry",
    "EditProduct",
    "FindCertificates",
    "FindEntries",
    "FindProducts",
    "LayDownCertificate",
    "MoveToGtin",
    "ProposeProduct",
    "RateProduct",
    "RefuseProposal",
    "RenewCertificate",
    "StartPriorityList",
    "WithdrawCertificate",
]
