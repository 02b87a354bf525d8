"""Files of many rows, one kind for each register, and the organisation that they are for."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import xlsxwriter

from tests import factories
from txng.parties.actor import Actor

_DAY: Final = date(2026, 1, 5)
Row = Sequence[Any]


@dataclass(frozen=True)
class Kind:
    """One register as the bench sends it: its address, its headings, its n-th row."""

    name: str
    title: str
    door: str
    headings: Sequence[str]
    row: Callable[[int], Row]
    page: str
    most: int = 10**9
    word: str = "so 77"
    """What is typed into the search box of its list."""


def people() -> tuple[Actor, Actor]:
    """Return an owner with the products, places and lots that the files name, and an officer."""
    province = factories.unit(name="Tỉnh thử")
    commune = factories.unit(province, name="Tân Lập")
    owner = factories.actor(factories.organisation(unit=commune))
    own = owner.organisation
    chain = factories.template()
    factories.group(name="Trái cây", chain=chain.code)
    product = factories.product(own, name="Cam sành", template=chain)
    place = factories.place(own, name="Vườn gốc")
    for number in range(500):
        factories.lot(product, place=place, code=f"G{number}")
    return owner, factories.officer(lead=True)


def _moment(number: int) -> datetime:
    return datetime.combine(_DAY, time(8)) + timedelta(minutes=number)


def _tax_code(number: int) -> str:
    """Return the n-th tax code whose tenth digit checks the nine before it."""
    main = f"{100_000_000 + number * 11:09}"
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    total = sum(w * int(mark) for w, mark in zip(weights, main, strict=True))
    return f"{main}{(10 - total % 11) % 10}" if total % 11 else ""


KINDS: Final = (
    Kind("dia-diem", "places", "doanh-nghiep",
         ("Tên địa điểm", "Loại địa điểm", "Địa chỉ", "Diện tích (m²)"),
         lambda n: (f"Vườn số {n}", "Trang trại, vùng trồng", f"Thôn {n % 97}", n % 9_000),
         "dia-diem/"),
    Kind("san-pham", "products", "doanh-nghiep",
         ("Tên sản phẩm", "Nhóm sản phẩm", "Đơn vị tính", "Tiêu chuẩn"),
         lambda n: (f"Cam sành số {n}", "Trái cây", "kg", "TCVN 11892-1:2017"), "san-pham/"),
    Kind("lo", "lots", "doanh-nghiep",
         ("Sản phẩm", "Mã lô", "Nơi sản xuất", "NSX", "HSD", "Sản lượng"),
         lambda n: ("Cam sành", f"L{n:06}", "Vườn gốc", _DAY, "", n % 900 + 1), "lo/", word="077"),
    Kind("chung-nhan", "certificates", "doanh-nghiep",
         ("Loại", "Số hiệu", "Nơi cấp", "Ngày cấp", "Ngày hết hạn", "Sản phẩm"),
         lambda n: ("VietGAP", f"VG-{n}", "Trung tâm A", _DAY, date(2028, 1, 5), "Cam sành"),
         "chung-nhan/", word="VG-77"),
    Kind("nhat-ky", "entries of the diary", "doanh-nghiep",
         ("Mã lô", "Ngày", "Công việc", "Nơi", "Tên thuốc", "Thời gian cách ly"),
         lambda n: (f"G{n % 500}", _moment(n), "Phun thuốc", "Vườn gốc", "Bột lưu huỳnh", 3),
         "", 20_000),
    Kind("nguoi-dung", "people", "doanh-nghiep",
         ("Họ và tên", "Số điện thoại", "Vai trò"),
         lambda n: (f"Nông Văn {n}", f"0{912_000_000 + n}", "người xem"), "don-vi/nguoi/"),
    Kind("don-vi", "organisations", "quan-ly",
         ("Tên đơn vị", "Loại hình", "MST", "Vai trò", "Địa chỉ", "Xã, phường"),
         lambda n: (f"HTX Tân Lập số {n}", "Hợp tác xã", _tax_code(n), "Đóng gói",
                    f"Thôn {n % 97}", "Tân Lập, Tỉnh thử"), "don-vi/"),
)  # fmt: skip


def book(kind: Kind, count: int) -> bytes:
    """Return a workbook of so many rows."""
    body = io.BytesIO()
    made = xlsxwriter.Workbook(body, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"})
    page = made.add_worksheet()
    page.write_row(0, 0, kind.headings)
    for number in range(count):
        page.write_row(number + 1, 0, kind.row(number))
    made.close()
    return body.getvalue()
