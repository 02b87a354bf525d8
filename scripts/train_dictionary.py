"""Trains the zstd dictionary that event bodies are compressed with, on generated events.

`python -m scripts.train_dictionary NUMBER` writes txng/capture/dictionaries/NUMBER.zdict. A number
that exists is never written again: stored bodies need the very bytes that packed them.
"""

import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import orjson
import zstandard

from txng.gs1.epcis.formats import CbvFormat
from txng.gs1.epcis.model import Event
from txng.gs1.epcis.read import read
from txng.gs1.epcis.xml_writer import write_xml

FOLDER: Final = Path(__file__).parent.parent / "txng" / "capture" / "dictionaries"
SIZE: Final = 48 * 1024
EVENTS: Final = 20_000
SEED: Final = 100
_STEPS: Final = (
    ("commissioning", "active"), ("shipping", "in_transit"), ("receiving", "in_progress"),
    ("storing", "in_progress"), ("inspecting", "conformant"), ("packing", "in_progress"),
    ("transporting", "in_transit"), ("loading", "in_transit"), ("unloading", "in_progress"),
    ("retail_selling", "retail_sold"), ("creating_class_instance", "active"),
    ("stocking", "sellable_accessible"), ("unpacking", "in_progress"), ("other", "in_progress"),
    ("decommissioning", "inactive"), ("destroying", "destroyed"), ("sampling", "in_progress"),
)  # fmt: skip
_UNITS: Final = ("KGM", "TNE", "GRM", "LTR", "EA", "H87")
_BASE: Final = "https://truyxuat.example"
_TEXTS: Final = (
    "Thôn Nà Pài", "Xã Chợ Mới", "Hợp tác xã nông nghiệp", "Phân hữu cơ vi sinh", "Thu hoạch",
    "Phun thuốc", "Bón phân", "Đóng gói", "Cam sành", "Miến dong", "Bí xanh thơm", "Chè Shan tuyết",
)  # fmt: skip


class Maker:
    """Draws events of the kinds that a province captures, in each way of writing identifiers."""

    def __init__(self, seed: int) -> None:
        """Start from a seed: the same number makes the same events."""
        self.draw = random.Random(seed)  # noqa: S311  samples, not secrets

    def item(self, style: int) -> str:
        """Draw an instance identifier."""
        serial = self.draw.choice(
            (f"{self.draw.randrange(10**6)}", f"{self.draw.getrandbits(60):x}")
        )
        company, reference = self.draw.randrange(10**4), self.draw.randrange(1000)
        return (
            f"https://id.gs1.org/01/0893{company:04d}{reference:05d}5/21/{serial}",
            f"urn:epc:id:sgtin:893{company:06d}.0{reference:03d}.{serial}",
            f"{_BASE}/obj/{company}-{serial}",
        )[style]

    def lot(self, style: int) -> str:
        """Draw a lot identifier."""
        year, month, number = (self.draw.randrange(n) for n in (30, 12, 40))
        day = f"L{year}{month + 1:02d}{number}"
        company, reference = self.draw.randrange(10**4), self.draw.randrange(1000)
        return (
            f"https://id.gs1.org/01/0893{company:04d}{reference:05d}5/10/{day}",
            f"urn:epc:class:lgtin:893{company:06d}.0{reference:03d}.{day}",
            f"{_BASE}/class/{company}{reference}/lot/{day}",
        )[style]

    def place(self, style: int) -> dict[str, str]:
        """Draw a place."""
        number = self.draw.randrange(10**5)
        identifier = (
            f"https://id.gs1.org/414/893{number:09d}1",
            f"urn:epc:id:sgln:893{number:06d}.000.0",
            f"{_BASE}/loc/{number}",
        )[style]
        return {"id": identifier}

    def parent(self, style: int) -> str:
        """Draw a logistic unit."""
        number = self.draw.randrange(10**6)
        return (
            f"https://id.gs1.org/00/1893{number:013d}5",
            f"urn:epc:id:sscc:893000000.{number:08d}",
            f"{_BASE}/obj/kien-{number}",
        )[style]

    def quantity(self, style: int) -> dict[str, Any]:
        """Draw an amount of a lot."""
        amount = self.draw.randrange(1, 5000) / self.draw.choice((1, 2, 10))
        return {"epcClass": self.lot(style), "quantity": amount, "uom": self.draw.choice(_UNITS)}

    def event(self) -> dict[str, Any]:
        """Draw one event, with the keys in an order that producers write."""
        style = self.draw.choices((0, 1, 2), (4, 3, 4))[0]
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(
            seconds=self.draw.randrange(30 * 10**6)
        )
        step, disposition = self.draw.choice(_STEPS)
        event: dict[str, Any] = {"type": "ObjectEvent"}
        if self.draw.random() < 0.4:
            event["eventID"] = f"ni:///sha-256;{self.draw.getrandbits(256):064x}?ver=CBV2.0"
        event["eventTime"] = self.draw.choice(
            (moment.strftime("%Y-%m-%dT%H:%M:%S.000Z"), moment.strftime("%Y-%m-%dT%H:%M:%S+07:00"))
        )
        event["eventTimeZoneOffset"] = "+07:00"
        self.draw.choice((self.observe, self.observe, self.commission, self.pack, self.make))(
            event, style
        )
        event["bizStep"], event["disposition"] = step, disposition
        event["readPoint"] = self.place(style)
        event["bizLocation"] = self.place(style)
        self.why(event, style)
        return event

    def observe(self, event: dict[str, Any], style: int) -> None:
        """Something was seen, shipped or received."""
        event["action"] = "OBSERVE"
        if self.draw.random() < 0.5:
            event["epcList"] = [self.item(style) for _ in range(self.draw.randrange(1, 12))]
        else:
            event["quantityList"] = [self.quantity(style)]

    def commission(self, event: dict[str, Any], style: int) -> None:
        """Something was made or harvested."""
        event["action"] = "ADD"
        event["quantityList"] = [self.quantity(style)]
        event["ilmd"] = {
            "cbvmda:lotNumber": f"L{self.draw.randrange(10**6)}",
            "cbvmda:itemExpirationDate": f"2027-{self.draw.randrange(1, 13):02d}-15",
            "txng:variety": self.draw.choice(_TEXTS),
        }

    def pack(self, event: dict[str, Any], style: int) -> None:
        """Things went into a logistic unit."""
        event["type"], event["action"] = "AggregationEvent", self.draw.choice(("ADD", "DELETE"))
        event["parentID"] = self.parent(style)
        event["childEPCs"] = [self.item(style) for _ in range(self.draw.randrange(1, 20))]
        event["childQuantityList"] = [self.quantity(style)]

    def make(self, event: dict[str, Any], style: int) -> None:
        """Something became something else."""
        event["type"] = "TransformationEvent"
        event["inputQuantityList"] = [
            self.quantity(style) for _ in range(self.draw.randrange(1, 4))
        ]
        event["outputQuantityList"] = [self.quantity(style)]

    def why(self, event: dict[str, Any], style: int) -> None:
        """Add papers, parties and the installation's own fields to some."""
        if self.draw.random() < 0.3:
            number = self.draw.randrange(10**6)
            event["bizTransactionList"] = [{"type": "po", "bizTransaction": f"{_BASE}/bt/{number}"}]
        if self.draw.random() < 0.2:
            event["sourceList"] = [{"type": "owning_party", "source": f"{_BASE}/pty/{style}"}]
            event["destinationList"] = [
                {"type": "owning_party", "destination": f"{_BASE}/pty/{style}"}
            ]
        if self.draw.random() < 0.3:
            event["txng:step"] = "thu-hoach"
            event["txng:note"] = self.draw.choice(_TEXTS)
        if self.draw.random() < 0.05:
            event["sensorElementList"] = [
                {"sensorReport": [{"type": "Temperature", "value": 4.5, "uom": "CEL"}]}
            ]


def samples() -> list[bytes | bytearray | memoryview]:
    """Return generated events: JSON, some of it with spaces as people's tools write it, and XML."""
    maker = Maker(SEED)
    events = [maker.event() for _ in range(EVENTS)]
    written = [
        orjson.dumps(e, option=orjson.OPT_INDENT_2) if n % 8 == 0 else orjson.dumps(e)
        for n, e in enumerate(events)
    ]
    return [*written, *_as_xml(events[: EVENTS // 2])]


def _as_xml(events: list[dict[str, Any]]) -> list[bytes]:
    """Return the events as XML elements, half with words as URNs, as older systems write them."""
    document = read(
        orjson.dumps(
            {
                "@context": [
                    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
                    {"txng": f"{_BASE}/ns/"},
                ],
                "type": "EPCISDocument",
                "schemaVersion": "2.0",
                "creationDate": "2026-01-01T00:00:00Z",
                "epcisBody": {"eventList": events},
            }
        )
    )
    half = len(document.events) // 2
    parts: list[tuple[list[Event], CbvFormat]] = [
        (document.events[:half], "web-uri"),
        (document.events[half:], "urn"),
    ]
    written = []
    for part, words in parts:
        document.events = part
        body = write_xml(document, cbv_format=words)
        written += [event.origin.raw for event in read(body).events]
    return written


def main(number: int) -> None:
    """Train, say what it gained, and write."""
    path = FOLDER / f"{number}.zdict"
    if path.exists():
        raise SystemExit(f"{path} exists: stored bodies need it; choose the next number.")
    made = samples()
    dictionary = zstandard.train_dictionary(SIZE, made, dict_id=number, level=3)
    path.write_bytes(dictionary.as_bytes())
    packer = zstandard.ZstdCompressor(level=3, dict_data=dictionary)
    raw, packed = sum(map(len, made)), sum(len(packer.compress(m)) for m in made)
    print(f"{path.name}: {path.stat().st_size} bytes; {raw} → {packed} ({packed / raw:.3f})")


if __name__ == "__main__":
    main(int(sys.argv[1]))
