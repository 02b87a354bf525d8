"""Acts of the room: on products, their photos, certificates, and the shipped templates."""

from txng.catalogue.services.certificate import (
    add_certificate,
    add_certificates,
    check_certificate,
    lay_down_certificate,
    rate_product,
    renew_certificate,
    withdraw_certificate,
)
from txng.catalogue.services.draft import (
    discard_template,
    edit_template,
    import_template,
    publish_template,
    start_template,
)
from txng.catalogue.services.duplicates import judge_different, merge_pair
from txng.catalogue.services.priority import (
    DecisionFacts,
    EntryFacts,
    add_entry,
    approve_priority_list,
    edit_entry,
    propose_product,
    refuse_proposal,
    remove_entry,
    start_priority_list,
    take_proposal,
    withdraw_proposal,
)
from txng.catalogue.services.product import (
    add_image,
    add_product,
    add_products,
    edit_product,
    move_to_gtin,
    remove_image,
)
from txng.catalogue.services.rating import sum_up_ratings
from txng.catalogue.services.reminder import remind_certificates
from txng.catalogue.services.template import load_templates
from txng.catalogue.services.version import move_products

__all__ = [
    "DecisionFacts",
    "EntryFacts",
    "add_certificate",
    "add_certificates",
    "add_entry",
    "add_image",
    "add_product",
    "add_products",
    "approve_priority_list",
    "check_certificate",
    "discard_template",
    "edit_entry",
    "edit_product",
    "edit_template",
    "import_template",
    "judge_different",
    "lay_down_certificate",
    "load_templates",
    "merge_pair",
    "move_products",
    "move_to_gtin",
    "propose_product",
    "publish_template",
    "rate_product",
    "refuse_proposal",
    "remind_certificates",
    "remove_entry",
    "remove_image",
    "renew_certificate",
    "start_priority_list",
    "start_template",
    "sum_up_ratings",
    "take_proposal",
    "withdraw_certificate",
    "withdraw_proposal",
]
