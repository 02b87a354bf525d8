"""When the steps of each chain happen, in days before and after the day on which a lot is made."""

from dataclasses import dataclass

Days = tuple[tuple[str, int], ...]

GROWING: dict[str, Days] = {
    "fresh-produce": (
        ("seed", -62), ("planting", -60), ("fertilising", -46), ("spraying", -36),
        ("irrigation", -30), ("fertilising", -24), ("spraying", -16), ("harvest", 0),
    ),
    "meat": (
        ("stocking", -112), ("feeding", -92), ("vaccination", -86), ("feeding", -50),
        ("treatment", -40), ("departure", 0),
    ),
    "seafood": (
        ("pond_preparation", -98), ("stocking", -92), ("feeding", -66), ("water_check", -64),
        ("treatment", -50), ("water_check", -20), ("harvest", 0),
    ),
    "medicine-herbs": (
        ("seed", -214), ("planting", -212), ("care", -170), ("care", -90), ("harvest", 0),
    ),
    "light-industry": (),
}  # fmt: skip
"""How a raw lot comes into being, until the day it is taken in (day 0)."""

SMALL: dict[str, Days] = {
    "fresh-produce": (("planting", -58), ("fertilising", -40), ("spraying", -22), ("harvest", 0)),
}
"""The same of a household that writes down what it must."""

CAUGHT: Days = (("harvest", 0),)
"""Of what is caught, not farmed."""


@dataclass(frozen=True)
class Making:
    """How a chain turns inputs into a lot: steps with the inputs, then with the lot."""

    sent: str
    received: str
    before: Days
    turning: str
    after: Days


MAKING = {
    "processed-food": Making("shipping", "material_receiving", (("preparation", 0),), "processing",
                             (("ageing", 1), ("inspection", 1), ("packing", 2))),
    "meat": Making("departure", "arrival", (), "slaughter",
                   (("inspection", 0), ("chilling", 0), ("packing", 1))),
    "seafood": Making("shipping", "landing", (), "processing",
                      (("freezing", 0), ("inspection", 1), ("packing", 1))),
    "medicine-herbs": Making("shipping", "receiving", (), "primary_processing",
                             (("testing", 2), ("packing", 3))),
    "light-industry": Making("shipping", "material_receiving", (), "manufacturing",
                             (("inspection", 3), ("packing", 3))),
    "fresh-produce": Making("shipping", "collecting", (), "blending",
                            (("washing", 0), ("inspection", 0), ("packing", 0))),
}  # fmt: skip

CUTTING = "cutting"
"""What meat is turned by when its input is meat already."""
