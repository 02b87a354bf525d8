"""A small file that would become a flood, or a form that computes, is refused and does no harm."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
import xlsxwriter

from txng.core.packages import PackageBursts, measure_docx, measure_workbook
from txng.core.sheets.files import SheetTooLarge, is_workbook
from txng.library.texts import text_of
from txng.parties.outlines import OutlineWrong, outline_of
from txng.planning.reading.office import NotOffice, read_package
from txng.reporting import own_forms
from txng.reporting.sheets import SheetNotRead, read_form

ENTITY = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yyyyyyyyyy">]>'


def _rewritten(body: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return out.getvalue()


def paper(*lines: str) -> bytes:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text = "TT"
    table.rows[0].cells[1].text = "Nội dung"
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def spanning(count: int) -> bytes:
    span = f'<w:tc><w:tcPr><w:gridSpan w:val="{count}"/></w:tcPr>'.encode()
    return _rewritten(paper(), "word/document.xml", lambda text: text.replace(b"<w:tc>", span, 1))


def book(*cells: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        page = made.add_worksheet()
        for row, column in cells:
            page.write_string(row, column, "x")
    return out.getvalue()


def test_a_cell_that_says_it_spans_a_million_columns_is_not_believed() -> None:
    measure_docx(spanning(12))
    with pytest.raises(NotOffice):
        read_package(spanning(100_000_000))
    assert text_of(spanning(100_000_000), "text") == ""
    with pytest.raises(own_forms.FormNotRead):
        own_forms.check(spanning(100_000_000), {})


def test_text_that_unpacks_to_more_than_any_plan_is_not_read() -> None:
    flood = _rewritten(
        paper(), "word/document.xml",
        lambda text: text.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 6_000_000),
    )  # fmt: skip
    assert len(flood) < 100_000
    with pytest.raises(NotOffice):
        read_package(flood)
    assert text_of(flood, "text") == ""


@pytest.mark.parametrize("far", [(20_000, 16_383), (1_048_575, 16_383), (1_048_575, 20)])
def test_two_cells_at_the_far_corners_are_not_made_a_grid(far: tuple[int, int]) -> None:
    body = book((0, 0), far)
    with pytest.raises(SheetTooLarge):
        is_workbook(body)
    with pytest.raises(NotOffice):
        read_package(body)


def test_a_long_list_and_a_wide_one_are_read() -> None:
    assert is_workbook(book((0, 0), (100_000, 40)))
    assert is_workbook(book((0, 0), (700, 16_383)))


def test_a_formula_said_to_stand_in_row_a_thousand_million_is_not_walked_to() -> None:
    far = b'<c r="A999999999"><f>1+1</f></c></row>'
    body = _rewritten(
        book((0, 0)), "xl/worksheets/sheet1.xml", lambda page: page.replace(b"</row>", far, 1)
    )
    with pytest.raises(SheetTooLarge):
        is_workbook(body)


@pytest.mark.parametrize(
    "row",
    [
        (
            b'<table:table-row><table:table-cell office:value-type="string" '
            b'table:number-columns-repeated="16384"/></table:table-row>'
        ),
        (
            b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            b'office:value-type="string"/></table:table-row>'
        ),
    ],
)
def test_cells_of_libreoffice_that_repeat_without_end_are_refused(row: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("content.xml", row)
    with pytest.raises(PackageBursts):
        measure_workbook(out.getvalue())


@pytest.mark.parametrize(
    "bomb",
    [
        "{{ 9 ** 9 ** 9 }}",
        "{{ 'a' * 10 ** 10 }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{% for a in chi_tieu %}{% for b in chi_tieu %}x{% endfor %}{% endfor %}",
        "{{ tieu_de.__class__.__mro__[1].__subclasses__() }}",
        "{{ tieu_de.format(chi_tieu) }}",
        "{{ 1 / 0 }}",
        "{% set x = tieu_de %}{{ x }}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% include 'x' %}",
        "{{ lipsum(n=100000) }}",
        "{{ cycler }}",
        "{{ " + "(" * 400 + "1" + ")" * 400 + " }}",
    ],
)
def test_a_form_that_computes_is_refused(bomb: str) -> None:
    words = {"tieu_de": "Báo cáo", "chi_tieu": [{"ten": "a"}]}
    with pytest.raises((own_forms.FormNotRead, own_forms.PlaceUnknown)):
        own_forms.fill(paper(bomb), words)


def test_a_form_of_places_and_one_loop_is_filled() -> None:
    words = {"tieu_de": "Báo <b>cáo</b>", "chi_tieu": [{"ten": "Mục một"}]}
    form = paper("{{ tieu_de }}{% for c in chi_tieu %}{{ c.ten }}{% endfor %}")
    text = "\n".join(
        p.text for p in docx.Document(io.BytesIO(own_forms.fill(form, words))).paragraphs
    )
    assert "Báo <b>cáo</b>Mục một" in text


def test_entities_of_a_docx_are_not_read_from_the_disk() -> None:
    def plant(text: bytes) -> bytes:
        head, body = text.split(b"?>", 1)
        return head + b"?>" + ENTITY + body.replace(b"TT", b"TT&x;&y;")

    body = _rewritten(paper(), "word/document.xml", plant)
    assert "root:" not in text_of(body, "text")


def test_a_broken_docx_has_no_text_and_is_no_fault() -> None:
    body = _rewritten(paper(), "word/document.xml", lambda _text: b"<w:document")
    assert text_of(body, "text") == ""


@pytest.mark.parametrize(
    "given",
    [
        (
            '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            "<a><coordinates>&x;</coordinates></a>"
        ),
        (
            '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "1"><!ENTITY y "&x;&x;">]>'
            "<a><coordinates>&y;</coordinates></a>"
        ),
        '{"type":"Polygon","coordinates":[[[1' + "0" * 400 + ",21],[105,21],[105,22]]]}",
        '{"type":"Polygon","coordinates":[[[NaN,21],[105,21],[105,22]]]}',
        "[" * 100_000,
        '{"a":' * 100_000,
        "1" * 200_000,
    ],
)
def test_outlines_that_would_harm_are_refused_in_words(given: str) -> None:
    with pytest.raises(OutlineWrong):
        outline_of(given)


@pytest.mark.parametrize("far", [(1_048_575, 16_383), (900_000, 40)])
def test_a_filled_report_with_far_corners_is_refused_before_it_is_a_grid(
    far: tuple[int, int],
) -> None:
    with pytest.raises(SheetNotRead):
        read_form(book((0, 0), far), [])


@pytest.mark.parametrize("body", [b"", b"a;b\n1;2", b"PK\x03\x04torn", b"\xd0\xcf\x11\xe0" * 200])
def test_what_is_no_workbook_is_no_filled_report(body: bytes) -> None:
    with pytest.raises(SheetNotRead):
        read_form(body, [])
