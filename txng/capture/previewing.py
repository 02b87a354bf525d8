"""What people will see of a step of a chain template, before anybody records by it."""

from typing import Any, Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from txng.capture import book, chain
from txng.capture.forms import Offer, PreviewStep
from txng.catalogue.models import ChainTemplate, Product, ProductGroup
from txng.catalogue.vocab import Unit
from txng.core.clock import now
from txng.identify.models import Lot
from txng.parties.models import Organisation
from txng.parties.vocab import PlaceKind

_CODE: Final = "L261122-01"


def form_of(
    template: ChainTemplate, step: chain.Step, *, reader: Organisation, data: Any = None
) -> PreviewStep:
    """Return the form of the page, about a lot that does not exist, kept by who looks at it."""
    group = ProductGroup(name=str(template))
    product = Product(name=str(template), organisation=reader, template=template, group=group)
    lot = Lot(product=product, code=_CODE, unit=Unit.KILOGRAM)
    initial = {"happened_at": localtime(now())}
    offer = Offer(step=step, lot=lot, places=(), organisation=reader, initial=initial)
    return PreviewStep(data, offer=offer)


def page_of(template: ChainTemplate, step: chain.Step) -> dict[str, Any]:
    """Return what the telephone's form of the step is made from, with examples of places."""
    kinds = [kind for kind in step.place_kinds if kind in PlaceKind.values]
    places = [
        {"id": number, "name": example_of(kind), "kind": kind}
        for number, kind in enumerate(kinds, start=1)
    ]
    name = f"{template.code}/{template.version}"
    return {
        "book": {"materials": [], "places": places, "lots": [], "last": {}, "may_early": False},
        "lot": {"id": 0, "code": _CODE, "product": str(template), "template": name, "maker": ""},
        "step": book.step_of_page(step),
    }


def example_of(kind: str) -> str:
    """Return the name of an example of a place."""
    return _("Ví dụ: %s") % PlaceKind(kind).label
