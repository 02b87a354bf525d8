"""Reads pages as a person does: a number that is a link, the rows of the page it opens.

A link's number stands in `data-sum` (rows of the page it opens, or their sum), `data-count` (how
many they are) or `data-amount` (the headline there). Rows stand in `data-row`; nothing of the
program's own arithmetic is used.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from django.test import Client
from lxml import html
from lxml.html import HtmlElement
from python_calamine import CalamineWorkbook

MOST_PAGES = 8
"""Longer lists are read from the workbook that says it has exactly these rows."""


def number(text: str) -> Decimal:
    """Read `1.234,5`, `42,3 %` or `77.500.000 đ`."""
    bare = text.replace("\xa0", " ").split()[0]
    return Decimal(bare.replace(".", "").replace(",", "."))


@dataclass(frozen=True)
class Link:
    """A number on a page that opens its rows."""

    kind: str
    text: str
    href: str


@dataclass
class Reader:
    """Reads pages by one person's browser, each address once."""

    client: Client
    pages: dict[str, HtmlElement] = field(default_factory=dict)

    def open(self, address: str) -> HtmlElement:
        """Return the page at an address, which must be there."""
        path = urlsplit(address)._replace(fragment="").geturl()
        if path not in self.pages:
            answer = self.client.get(path)
            assert (path, answer.status_code) == (path, 200)
            self.pages[path] = html.fromstring(answer.content.decode())
        return self.pages[path]

    def links(self, address: str) -> list[Link]:
        """Return the numbers of a page that open rows."""
        found = []
        for kind in ("data-sum", "data-count", "data-amount"):
            for element in self.open(address).iterfind(f".//*[@{kind}]"):
                anchor = element if element.tag == "a" else next(element.iterancestors("a"))
                href = urljoin(address, anchor.get("href") or "")
                found.append(Link(kind, element.text_content().strip(), href))
        return found

    def opened(self, link: Link) -> "Opened":
        """Return what a number opens."""
        return Opened(self, link.href)


@dataclass
class Opened:
    """The page behind a number: its rows on all of its pages."""

    reader: Reader
    address: str

    @cached_property
    def box(self) -> HtmlElement:
        """Return the part of the page that holds the rows."""
        page = self.reader.open(self.address)
        place = urlsplit(self.address).fragment
        found = page.get_element_by_id(place) if place else page.find(".//*[@data-total]")
        assert found is not None, f"no rows at {self.address}"
        return found

    @property
    def headline(self) -> str:
        """Return the figure that the page itself shows first."""
        found = self.reader.open(self.address).find(".//*[@data-headline]")
        return "" if found is None else str(found.text_content()).strip()

    @property
    def amount(self) -> Decimal:
        """Return how many rows are listed, or the sum (the mean, if the page says so) of theirs."""
        given = [Decimal(row) for row in self._given() if row]
        if not given:
            return self._listed()
        whole = sum(given, Decimal(0))
        is_mean = self.box.get("data-rule") == "mean"
        return (whole / len(given)).quantize(Decimal("0.001")) if is_mean else whole

    @property
    def count(self) -> int:
        """Return how many rows are listed."""
        return len(self._rows(self.box))

    def _given(self) -> list[str]:
        return [str(row.get("data-row") or "") for row in self._rows(self.box)]

    def _rows(self, box: HtmlElement) -> list[HtmlElement]:
        return list(box.iterfind(".//*[@data-row]"))

    def _listed(self) -> Decimal:
        is_weighed = self.box.get("data-weighed") is not None
        cells: list[HtmlElement] = []
        for number_of_page, box in enumerate(self._boxes()):
            if number_of_page >= MOST_PAGES:
                return self._from_workbook(is_weighed=is_weighed)
            cells += self._rows(box)
        if is_weighed:
            return sum((number(row.findall("td")[-1].text_content()) for row in cells), Decimal(0))
        return Decimal(len(cells))

    def _boxes(self) -> Iterator[HtmlElement]:
        address, box = self.address, self.box
        while True:
            yield box
            following = box.find(".//a[@rel='next']")
            if following is None:
                return
            address = urljoin(address, following.get("href") or "")
            box = Opened(self.reader, address).box

    def _from_workbook(self, *, is_weighed: bool) -> Decimal:
        asked = urlsplit(self.address)
        sent = self.reader.client.get(f"{asked.path}tai-ve/?{asked.query}")
        rows = CalamineWorkbook.from_filelike(io.BytesIO(sent.content)).get_sheet_by_index(0)
        body = rows.to_python()[3:]
        if is_weighed:
            return sum((Decimal(str(row[-1])) for row in body), Decimal(0))
        return Decimal(len(body))
