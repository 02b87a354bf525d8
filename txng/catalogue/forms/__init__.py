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
from txng.catalogue.forms.template import (
    EditTemplate,
    FindMovable,
    ImportTemplate,
    MoveProducts,
    PublishTemplate,
    TellField,
    TellStep,
    named_steps,
)

__all__ = [
    "AddCertificate",
    "AddEntry",
    "AddImage",
    "AddProduct",
    "ApprovePriorityList",
    "EditEntry",
    "EditProduct",
    "EditTemplate",
    "FindCertificates",
    "FindEntries",
    "FindMovable",
    "FindProducts",
    "ImportTemplate",
    "LayDownCertificate",
    "MoveProducts",
    "MoveToGtin",
    "ProposeProduct",
    "PublishTemplate",
    "RateProduct",
    "RefuseProposal",
    "RenewCertificate",
    "StartPriorityList",
    "TellField",
    "TellStep",
    "WithdrawCertificate",
    "named_steps",
]
