"""Faults in GS1 data: what is wrong, where, and what would be right, in English and Vietnamese."""

from __future__ import annotations

import msgspec


class Fault(msgspec.Struct, frozen=True):
    """One fault found in data from outside.

    `code` is a stable word for programs, `path` says where ("(01)", "/epcisBody/…", "host"),
    `message` is one English sentence that says what is wrong and what would be right,
    `message_vi` says the same in Vietnamese, `expected` is the right value where there is one.
    """

    code: str
    path: str
    message: str
    message_vi: str
    expected: str = ""


class Gs1Error(ValueError):
    """Data does not keep the standard; carries one or more faults."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(" ".join(fault.message for fault in faults))
        self.faults = faults
