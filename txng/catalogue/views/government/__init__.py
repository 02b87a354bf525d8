"""Pages of agencies about products, certificates and the priority list."""

from txng.catalogue.views.government.certificate import (
    check_certificate,
    list_certificates,
    open_scan,
    rate_product,
    show_certificate,
    withdraw_certificate,
)
from txng.catalogue.views.government.duplicate import judge_pair, list_duplicates
from txng.catalogue.views.government.priority import (
    add_entry,
    approve_priority_list,
    compare_priority_lists,
    compile_priority_list,
    edit_entry,
    export_priority_list,
    list_priority_lists,
    propose_product,
    refuse_proposal,
    remove_entry,
    show_priority_list,
    start_priority_list,
    take_proposal,
    withdraw_proposal,
)
from txng.catalogue.views.government.product import list_products, show_product

__all__ = [
    "add_entry",
    "approve_priority_list",
    "check_certificate",
    "compare_priority_lists",
    "compile_priority_list",
    "edit_entry",
    "export_priority_list",
    "judge_pair",
    "list_certificates",
    "list_duplicates",
    "list_priority_lists",
    "list_products",
    "open_scan",
    "propose_product",
    "rate_product",
    "refuse_proposal",
    "remove_entry",
    "show_certificate",
    "show_priority_list",
    "show_product",
    "start_priority_list",
    "take_proposal",
    "withdraw_certificate",
    "withdraw_proposal",
]
