"""Every symbol on a sheet reads back as the address it was printed for."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from pytest_django import Settings

from tests import factories
from tests.stamps import rows
from tests.stamps.rows import NOW
from txng.core.symbols import qr_svg
from txng.stamps import codes, queries, services, sheets
from txng.stamps.addresses import lot_address, unit_address
from txng.stamps.grids import A4, GRIDS, Grid
from txng.stamps.models import PrintJob
from txng.stamps.services import prints
from txng.stamps.tasks import lay_out
from txng.stamps.vocab import PrintState

SHORT = sheets.Face(name="Chè")
SCOPE = "https://id.gs1.org/01/09506000134352"
HOST = "https://truyxuat.tinhtrinhdien.gov.vn"


def _labels(count: int) -> list[sheets.Label]:
    minted = codes.Coder(0, bytes(32), SCOPE).mint(batch=5, start=0, count=count)
    return [
        sheets.Label(unit_address(SCOPE, code.decode()), (codes.grouped(code.decode()),))
        for code in minted
    ]


def _read(picture: bytes) -> list[str]:
    image = np.array(Image.open(io.BytesIO(picture)).convert("L"))
    found = zxingcpp.read_barcodes(
        image, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    )
    return sorted(symbol.text for symbol in found)


@pytest.mark.parametrize("grid", GRIDS.values(), ids=str)
def test_every_code_of_a_sheet_reads_back(grid: Grid, settings: Settings) -> None:
    settings.TXNG_PUBLIC_URL = HOST
    labels = _labels(grid.count + 2)
    face = sheets.Face(name="Cam sành Hàm Yên " * 8, lot="Lô L260001", mark="TRÌNH DIỄN")
    first, second = sheets.pictures(labels, face=face, grid=grid, skip=1)
    cut = grid.count - 1
    assert _read(first) == sorted(label.address for label in labels[:cut])
    assert _read(second) == sorted(label.address for label in labels[cut:])


@pytest.mark.parametrize("grid", GRIDS.values(), ids=str)
def test_labels_stand_on_the_sheet(grid: Grid) -> None:
    right = grid.left + grid.columns * grid.width + (grid.columns - 1) * grid.gap_x
    bottom = grid.top + grid.rows * grid.height + (grid.rows - 1) * grid.gap_y
    assert (abs(A4[0] - right - grid.left) <= 2, abs(A4[1] - bottom - grid.top) <= 2) == (
        True,
        True,
    )


def test_skipped_labels_stay_white() -> None:
    grid = GRIDS["4x10"]
    (picture,) = sheets.pictures(_labels(2), face=SHORT, grid=grid, skip=7, ppi=100)
    image = np.array(Image.open(io.BytesIO(picture)).convert("L"))
    inked = np.argwhere(image < 128)
    per_tenth = 100 / 254
    top = (grid.top + grid.height) * per_tenth
    assert inked[:, 0].min() >= top
    second_row = inked[inked[:, 0] < top + grid.height * per_tenth]
    assert second_row[:, 1].min() >= (grid.left + 3 * grid.width) * per_tenth


def test_an_address_in_capitals_takes_the_small_symbol() -> None:
    address = "HTTPS://TRUYXUAT.TINHTRINHDIEN.GOV.VN/01/09506000134352/21/2BFS3KEHDBGH352ZD6S"
    assert 'viewBox="0 0 41 41"' in qr_svg(address)
    assert 'viewBox="0 0 41 41"' not in qr_svg(address.lower())


def test_names_are_cut_to_two_lines_that_fit() -> None:
    grid = GRIDS["5x13"]
    assert sheets.name_lines("Chè", grid) == ["Chè"]
    lines = sheets.name_lines("Gạo nếp nương đặc sản vùng cao thượng hạng đóng túi", grid)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert sheets.name_lines("W" * 100, grid)[0].endswith("…")


@pytest.mark.parametrize("grid", GRIDS.values(), ids=GRIDS)
def test_a_long_code_of_a_lot_stands_in_one_line_uncut(grid: Grid) -> None:
    room = grid.text_width * 72 / 254 / grid.text_size
    for code in ("L1", "L261122-01-DOT-THU12"):
        size = sheets.lot_size(code, grid)
        assert sheets.lot_size("", grid) == 1
        assert size <= 1
        assert sheets._width(code) * size <= room + 1e-9


@pytest.mark.django_db
def test_addresses_name_the_public_host_in_capitals(settings: Settings) -> None:
    settings.TXNG_PUBLIC_URL = HOST
    assert unit_address(SCOPE, "2BFS") == f"{HOST.upper()}/01/09506000134352/21/2BFS"
    assert unit_address("obj", "2BFS") == f"{HOST.upper()}/OBJ/2BFS"
    product = rows.gtin_product()
    lot = factories.lot(product, code="L-a1")
    assert lot_address(lot) == f"{HOST.upper()}/01/{product.gtin}/10/L-a1"
    own = factories.lot(factories.product(identifier="https://tinh.example/class/cam"), code="a1")
    assert lot_address(own) == f"{HOST.upper()}/CLASS/cam/LOT/a1"


@pytest.mark.django_db
def test_print_batch_makes_a_small_file_at_once_without_void_stamps(
    settings: Settings, tmp_path: Path
) -> None:
    settings.TXNG_PRIVATE_ROOT = tmp_path
    lot = rows.ready_lot()
    actor = rows.actor_of(lot)
    batch = services.order_batch(product=lot.product, lot=lot, size=30, actor=actor, now=NOW)
    services.void_range(batch=batch, positions=(3, 5), reason="x", actor=actor, now=NOW)
    job = services.print_batch(batch=batch, positions=(0, 30), grid="3x8", actor=actor, now=NOW)
    assert (job.state, job.done_count, job.finished_at) == (PrintState.DONE, 28, NOW)
    assert (tmp_path / "stamps" / job.file).read_bytes().startswith(b"%PDF-")
    assert services.lay_out(job_id=job.pk, now=NOW).file == job.file


@pytest.mark.django_db
def test_print_batch_leaves_a_large_job_to_the_worker_who_makes_parts(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TXNG_PRIVATE_ROOT = tmp_path
    monkeypatch.setattr(prints, "AT_ONCE", 10)
    monkeypatch.setattr(prints, "PART", 20)
    lot = rows.ready_lot()
    actor = rows.actor_of(lot)
    batch = services.order_batch(product=lot.product, size=50, actor=actor, now=NOW)
    job = services.print_batch(
        batch=batch, positions=(5, 50), grid="3x8", skip=3, actor=actor, now=NOW
    )
    assert (job.state, job.file) == (PrintState.WAITING, "")
    lay_out(job_id=job.pk)
    done = PrintJob.objects.get()
    assert (done.state, done.done_count) == (PrintState.DONE, 45)
    with zipfile.ZipFile(tmp_path / "stamps" / done.file) as archive:
        assert archive.namelist() == [
            "tem-00000006-00000025.pdf",
            "tem-00000026-00000045.pdf",
            "tem-00000046-00000050.pdf",
        ]


@pytest.mark.django_db
def test_labels_of_a_demonstration_say_so() -> None:
    real, shown = (
        factories.lot(factories.product(factories.organisation(is_demonstration=flag)))
        for flag in (False, True)
    )
    assert queries.face_of_lot(real).mark == ""
    assert queries.face_of_lot(shown).mark == "TRÌNH DIỄN"
