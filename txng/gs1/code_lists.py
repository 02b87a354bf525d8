"""Lists of codes that element strings draw from: ISO 3166, ISO 4217, package types."""

from __future__ import annotations

from importlib.resources import files


def _load() -> dict[str, frozenset[str]]:
    lines = files("txng.gs1").joinpath("code_lists.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return {name: frozenset(codes.split()) for name, codes in rows}


# iso3166, iso3166alpha2, iso4217 (numeric), packagetype (UN/ECE Recommendation 21 and GS1's own).
LISTS = _load()
