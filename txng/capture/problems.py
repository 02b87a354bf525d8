"""Faults of captured data as problem+json objects (RFC 7807, types of EPCIS 2.0)."""

from typing import Any, Final

from txng.gs1.errors import Fault

VALIDATION: Final = "epcisException:ValidationException"
_MOST: Final = 100
"""So many faults are told; the rest are counted."""


def problem(fault: Fault) -> dict[str, Any]:
    """Return one fault: `instance` points to the place, `detail` says what would be right."""
    told: dict[str, Any] = {
        "type": VALIDATION,
        "title": fault.code,
        "status": 400,
        "detail": fault.message,
        "detail_vi": fault.message_vi,
        "path": fault.path,
    }
    if fault.expected:
        told["expected"] = fault.expected
    return told


def problems(faults: list[Fault]) -> list[dict[str, Any]]:
    """Return all faults, or the first hundred and how many more there are."""
    told = [problem(fault) for fault in faults[:_MOST]]
    if len(faults) > _MOST:
        told.append(
            {
                "type": VALIDATION,
                "title": "more_faults",
                "status": 400,
                "detail": f"{len(faults) - _MOST} more faults are not listed.",
                "detail_vi": f"Còn {len(faults) - _MOST} lỗi khác không liệt kê.",
                "path": "",
            }
        )
    return told
