"""A plan written to keep its reader busy is refused or read in a moment."""

import time

import pytest

from txng.planning.reading.read import NotReadable, read_plan

PIECES = ("1.", "5.000 đồng/người/buổi x 50 người x ", "(bằng chữ: một triệu ",
          "ngày 1 tháng 1 năm ", "2025 - ", "x 1 ", "số 1/QĐ-UBND ", "không trăm ",
          "1/1/", "I. ")  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_the_longest_paragraph_is_read_in_a_moment(piece: str) -> None:
    body = f"KẾ HOẠCH\n\n{(piece * 9_900)[:9_900]}\n".encode()
    start = time.process_time()
    read_plan(body)
    assert time.process_time() - start < 4


@pytest.mark.parametrize("body", ["1." * 20_000, "\n\n".join(["Điều một hai ba."] * 200_000)])
def test_what_is_longer_than_any_plan_is_refused(body: str) -> None:
    with pytest.raises(NotReadable):
        read_plan(body.encode())
