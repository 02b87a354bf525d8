"""The co-operative's store of inputs: what it bought, from whom, for how much, and what ran out."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from config.demonstration import accounts
from config.demonstration.journal import moment
from config.demonstration.loaded import Loaded
from txng.capture.services import (
    MaterialFacts,
    PurchaseFacts,
    add_input,
    buy_input,
    write_off_input,
)
from txng.catalogue.vocab import InputKind, Unit

_SHOP = "Cửa hàng vật tư trình diễn"
_STORE: tuple[tuple[Mapping[str, Any], tuple[tuple[int, int, int], ...]], ...] = (
    ({"name": "Phân hữu cơ vi sinh", "kind": InputKind.FERTILISER, "unit": Unit.KILOGRAM,
      "low_level": Decimal(50)}, ((90, 300, 1_650_000),)),
    ({"name": "Phân NPK 16-16-8", "kind": InputKind.FERTILISER, "unit": Unit.KILOGRAM,
      "low_level": Decimal(20)}, ((90, 50, 850_000),)),
    ({"name": "Chế phẩm Bt", "kind": InputKind.PESTICIDE, "unit": Unit.GRAM,
      "active_substance": "Bacillus thuringiensis", "waiting_days": 5,
      "registration_number": "TD-0001", "low_level": Decimal(100)},
     ((80, 250, 175_000), (30, 250, 180_000))),
    ({"name": "Dầu khoáng", "kind": InputKind.PESTICIDE, "unit": Unit.LITRE,
      "active_substance": "Petroleum spray oil", "waiting_days": 7}, ((50, 5, 400_000),)),
    ({"name": "Túi lưới 5 kg", "kind": InputKind.PACKAGING, "unit": Unit.PIECE},
     ((20, 2000, 1_400_000),)),
)  # fmt: skip
"""Each material with its purchases: days ago, how much, what it cost in đồng (all invented)."""


def stock_inputs(loaded: Loaded) -> None:
    """Fill the store before the diary draws on it; some bags got wet."""
    actor = loaded.actors[accounts.OWNER]
    for told, purchases in _STORE:
        first = moment(loaded.today - timedelta(days=91), 8)
        material = add_input(facts=MaterialFacts(**told), actor=actor, now=first)
        for ago, quantity, cost in purchases:
            day = loaded.today - timedelta(days=ago)
            facts = PurchaseFacts(
                quantity=Decimal(quantity),
                bought_date=day,
                supplier=_SHOP,
                cost=Decimal(cost),
                expires_date=day + timedelta(days=540),
            )
            buy_input(material=material, facts=facts, actor=actor, now=moment(day, 9))
        if material.kind == InputKind.PACKAGING:
            write_off_input(
                material=material,
                quantity=Decimal(40),
                reason="Ướt, rách",
                actor=actor,
                now=moment(loaded.today - timedelta(days=5), 16),
            )
