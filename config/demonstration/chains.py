"""Chain templates at work: a version published a month ago that some follow, and a draft."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from config.demonstration import accounts
from config.demonstration.journal import moment
from config.demonstration.loaded import Loaded
from txng.catalogue import queries
from txng.catalogue.services import edit_template, move_products, publish_template, start_template

_PUBLISHED, _DRAFTED = "medicine-herbs", "fresh-produce"
_MOVED: Final = 6
_PICKER: Final = {
    "code": "picker",
    "label": "Người thu hái",
    "label_en": "Picked by",
    "type": "text",
    "required": False,
    "ilmd": False,
    "public": False,
}
_COVER: Final = {
    "code": "cover",
    "label": "Nhà lưới, nhà màng",
    "label_en": "Net or plastic house",
    "type": "bool",
    "required": False,
    "ilmd": False,
    "public": True,
    "help": "Có trồng trong nhà lưới, nhà màng không.",
    "help_en": "Whether it grows under a net or in a plastic house.",
}


def revise_chains(loaded: Loaded) -> None:
    """Publish a version with one field more and move some products; leave another in draft."""
    lead = loaded.actors[accounts.LEAD]
    in_force = {template.code: template for template in queries.templates(on=loaded.today)}
    day = loaded.today - timedelta(days=30)
    then = moment(day, 9)
    made = start_template(template=in_force[_PUBLISHED], actor=lead, now=then)
    made = edit_template(template=made, change=_adding(_PICKER, "harvest"), actor=lead, now=then)
    publish_template(template=made, valid_from=day, actor=lead, now=then)
    made.refresh_from_db()
    older = queries.products_on_older(made, actor=lead).values_list("pk", flat=True)
    later = moment(loaded.today - timedelta(days=20), 10)
    move_products(to=made, numbers=list(older[:_MOVED]), actor=lead, now=later)
    yesterday = moment(loaded.today - timedelta(days=1), 15)
    draft = start_template(template=in_force[_DRAFTED], actor=lead, now=yesterday)
    edit_template(template=draft, change=_adding(_COVER, "planting"), actor=lead, now=yesterday)


def _adding(field: dict[str, Any], code: str) -> Callable[[dict[str, Any]], None]:
    def change(definition: dict[str, Any]) -> None:
        [step] = [one for one in definition["steps"] if one["code"] == code]
        step["fields"].append(dict(field))

    return change
