"""Numbers of the demonstration: a GTIN drawn and not yet bound, a case's GTIN, a GLN given back."""

from datetime import timedelta

from config.demonstration import accounts
from config.demonstration.journal import moment
from config.demonstration.loaded import Loaded
from txng.identify.services import NumberFacts, confirm_number, draw_number, release_number
from txng.identify.vocab import Level, NumberKind


def draw_numbers(loaded: Loaded) -> None:
    """Draw numbers for the co-operative: each state is there to be seen."""
    cooperative, owner = loaded.cast.of("field")[0], loaded.actors[accounts.OWNER]
    if cooperative.prefix is None:
        raise ValueError("the co-operative that people sign in for holds a prefix")
    product, now = cooperative.products[0][0], moment(loaded.today - timedelta(days=5), 9)
    asked = (
        NumberFacts(kind=NumberKind.GTIN, name="Rau cải sấy gói 100 g (trình diễn)"),
        NumberFacts(
            kind=NumberKind.GTIN, name=f"Thùng 24 {product.name}", level=Level.CASE,
            product=product, contents=24,
        ),
        NumberFacts(kind=NumberKind.GLN, name="Kho mới (trình diễn)"),
    )  # fmt: skip
    _, case, store = (
        draw_number(organisation=cooperative.row, facts=facts, actor=owner, now=now)
        for facts in asked
    )
    confirm_number(number=case, actor=owner, now=now)
    release_number(number=store, actor=owner, now=now)
