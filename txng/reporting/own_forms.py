"""Fills an agency's own DOCX: named places only, in a sandbox; an unknown one is told by name."""

import io
import re
from collections.abc import Mapping
from textwrap import shorten
from typing import Any, Final
from zipfile import BadZipFile

from django.utils.translation import gettext_lazy as _
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from txng.core.errors import Refused
from txng.core.packages import measure_docx


class FormNotRead(Refused):
    """The file is no form that can be filled."""

    status = 422
    reason = _(
        "Không đọc được mẫu này. Hãy dùng tệp Word (.docx) và viết chỗ điền như {{ tieu_de }}."
    )


class PlaceUnknown(Refused):
    """The form names a place that no report fills."""

    status = 422
    reason = _("Mẫu có chỗ điền không biết.")


_MOST_TEXT: Final = 4 * 1024 * 1024


class _Forms(SandboxedEnvironment):
    """Understands places, repeated rows and plain conditions; nothing that computes.

    An arithmetic such as `9 ** 9 ** 9`, a text a thousand million letters long, loops in loops:
    the sandbox lets them pass, and one form would hold up the server.
    """

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse as ever, then refuse every kind of word that a form has no use for."""
        try:
            tree = super()._parse(source, name, filename)
        except RecursionError as error:
            raise TemplateSyntaxError("too deep", 1) from error
        if any(type(node) not in _ALLOWED for node in tree.find_all(nodes.Node)):
            raise TemplateSyntaxError("not for forms", 1)
        for loop in tree.find_all(nodes.For):
            is_plain = isinstance(loop.iter, nodes.Name) and not list(loop.find_all(nodes.For))
            if not is_plain or loop.recursive:
                raise TemplateSyntaxError("loop", 1)
        return tree


_ALLOWED: Final = {
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const,
    nodes.For, nodes.If, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
}  # fmt: skip


def fill(form: bytes, words: Mapping[str, Any]) -> bytes:
    """Return the form with its places filled; raises FormNotRead, PlaceUnknown."""
    template, environment = check(form, words)
    out = io.BytesIO()
    try:
        template.render(dict(words), environment, autoescape=True)
    except (TemplateError, TypeError, ValueError, OverflowError) as error:
        raise FormNotRead from error
    template.save(out)
    return out.getvalue()


_BROKEN = (PackageNotFoundError, BadZipFile, SyntaxError)
"""No archive, a broken one, or one whose XML is broken (lxml's error is a SyntaxError)."""


def check(form: bytes, words: Mapping[str, Any]) -> tuple[DocxTemplate, SandboxedEnvironment]:
    """Open a form and refuse it when it cannot be read or names a place that nobody fills."""
    environment = _Forms(autoescape=True)
    environment.globals.clear()
    try:
        measure_docx(form, most=_MOST_TEXT)
        template = DocxTemplate(io.BytesIO(form))
        asked = template.get_undeclared_template_variables(environment)
    except (*_BROKEN, TemplateError, KeyError, ValueError) as error:
        raise FormNotRead from error
    unknown = sorted(asked - set(words))
    if unknown:
        raise PlaceUnknown(_told(template, unknown), missing=sorted(words))
    return template, environment


def _told(template: DocxTemplate, unknown: list[str]) -> str:
    lines = _lines(template)
    names = "; ".join(_told_where(name, lines) for name in unknown)
    words = _("Mẫu có chỗ điền không biết: %(names)s. Hãy sửa tên; các tên dùng được ở dưới.")
    return str(words) % {"names": names}


def _told_where(name: str, lines: list[str]) -> str:
    """Name a place with the line of the form in which it stands."""
    found = next((line for line in lines if re.search(rf"\b{re.escape(name)}\b", line)), "")
    shown = f"{{{{ {name} }}}}"
    if not found:
        return shown
    return str(_("%(place)s ở dòng “%(line)s”")) % {"place": shown, "line": shorten(found, 80)}


def _lines(template: DocxTemplate) -> list[str]:
    """Return the lines of a form as its author reads them, also those of tables and heads."""
    document = template.get_docx()
    parts = [document.element.body]
    for section in document.sections:
        parts += [part._element for part in (section.header, section.footer)]  # noqa: SLF001
    return [
        "".join(text.text or "" for text in line.iter(qn("w:t"))).strip()
        for part in parts
        for line in part.iter(qn("w:p"))
    ]


def sample(words: Mapping[str, Any]) -> bytes:
    """Return a form with every place of a report, to begin one's own from."""
    document = Document()
    for line in ("{{ co_quan_chu_quan }}", "{{ don_vi }}", "Số: {{ so }}",
                 "{{ dia_danh }}, {{ ngay_ban_hanh }}", "BÁO CÁO", "{{ tieu_de }}"):  # fmt: skip
        document.add_paragraph(line)
    for name in words:
        if name.startswith("muc_"):
            document.add_paragraph(f"{{{{ {name} }}}}")
    table = document.add_table(rows=4, cols=4)
    table.style = "Table Grid"
    heads = ("Chỉ tiêu", "Đơn vị tính", "Kết quả", "Mục tiêu")
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
    table.rows[1].cells[0].text = "{%tr for c in chi_tieu %}"
    places = ("{{ c.ten }}", "{{ c.don_vi_tinh }}", "{{ c.ket_qua }}", "{{ c.muc_tieu }}")
    for cell, text in zip(table.rows[2].cells, places, strict=True):
        cell.text = text
    table.rows[3].cells[0].text = "{%tr endfor %}"
    for line in ("{{ ky_thay }}", "{{ chuc_vu }}", "{{ nguoi_ky }}", "Nơi nhận: {{ noi_nhan }}"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
