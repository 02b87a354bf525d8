"""Columns that several registers of the room share: communes, codes of GS1, coordinates."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from txng.core.sheets.columns import Choice, Column, Kind
from txng.gs1.keys import Gln
from txng.parties.models import AdministrativeUnit
from txng.ui.key_column import read_key


def gln_column(name: object = gettext_lazy("GLN")) -> Column:
    """Return the column of a GLN."""
    return Column(
        code="gln",
        name=str(name),
        kind=Kind.CODE,
        lengths=(13,),
        example="8930000000019",
        help=gettext_lazy("13 chữ số. Để trống thì hệ thống cấp mã của tỉnh."),
        check=lambda text: read_key(Gln, text),
    )


def unit_column(units: Iterable[AdministrativeUnit], *, required: bool = False) -> Column:
    """Return the column of a commune: by name, with its province where names are alike."""
    choices = tuple(
        Choice(unit, f"{unit}, {unit.parent}" if unit.parent else str(unit), _names(unit))
        for unit in units
    )
    return Column(
        code="unit",
        name=gettext_lazy("Xã, phường, đặc khu"),
        kind=Kind.CHOICE,
        choices=choices,
        required=required,
        example=str(choices[0].label) if choices else "",
        also=("xã", "phường", "xã/phường", "xã, phường"),
        help=gettext_lazy("Theo tên từ ngày 01/07/2025; tên tỉnh đi sau dấu phẩy."),
    )


def _names(unit: AdministrativeUnit) -> tuple[str, ...]:
    above = unit.parent
    with_province = [
        f"{own}, {name}"
        for own in (str(unit), unit.name)
        for name in ((str(above), above.name) if above else ())
    ]
    return (str(unit), unit.name, unit.code, *with_province)


def refuse_unknown(code: str) -> str:
    """Say that a code given for a row that should exist names nothing."""
    return _("Không có dòng nào trong sổ mang mã “%s”: để trống nếu là dòng mới.") % code
