"""Certificates of the cast: some in force, some about to end, some ended, one withdrawn."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from config.demonstration import naming
from config.demonstration.cast import Cast, Firm
from config.demonstration.words import Kind
from txng.catalogue.models import Certificate, Product
from txng.catalogue.vocab import CertificateKind, Level
from txng.parties.models import Organisation
from txng.parties.vocab import PlaceKind

_OCOP_MONTHS = 36
_CERTIFIER = "Tổ chức chứng nhận Trình diễn A"
_COMMITTEE = "Uỷ ban nhân dân tỉnh Trình diễn"
_YEARS = {CertificateKind.FOOD_SAFETY: 3, CertificateKind.VIETGAP: 2}


def papers(cast: Cast, *, today: date, begun: datetime) -> list[Certificate]:
    """Return the certificates; six in ten were compared with its register by the lead agency."""
    made = [row for firm in cast.producers for row in _of(firm, today)]
    for number, row in enumerate(made):
        if number % 5 < 3:
            row.checked_by, row.checked_at = cast.agencies[0], begun
        if row.kind == CertificateKind.OCOP:
            row.checked_by, row.checked_at = cast.agencies[0], begun
    _withdraw(made, cast.agencies[1], today)
    return made


def _withdraw(made: list[Certificate], agency: Organisation, today: date) -> None:
    """Let one certificate and one rating be withdrawn, each with its reason."""
    plain, rating = (
        next(p for p in made if (p.kind == CertificateKind.OCOP) is is_rating and _lasts(p, today))
        for is_rating in (False, True)
    )
    for row, reason in (
        (plain, "Kết quả giám sát không đạt; chưa khắc phục trong thời hạn (trình diễn)."),
        (rating, "Cơ sở ngừng sản xuất sản phẩm được xếp hạng (trình diễn)."),
    ):
        row.withdrawn_date, row.withdrawn_by = today - timedelta(days=30), agency
        row.withdrawn_reason = reason


def _lasts(paper: Certificate, today: date) -> bool:
    return paper.expires_date is not None and paper.expires_date > today


def _of(firm: Firm, today: date) -> Iterator[Certificate]:
    draw = naming.chance("papers", firm.row.identifier)
    sheet = _Sheet(firm.row, today, draw)
    if firm.troupe.is_grower and draw.random() < 0.55:
        paper = sheet.write(CertificateKind.VIETGAP, _CERTIFIER)
        paper.place = firm.place(PlaceKind.FARM)
        yield paper
        if draw.random() < 0.15:
            yield sheet.write(CertificateKind.ORGANIC, _CERTIFIER)
    if firm.troupe.code in {"slaughter", "fishery", "kitchen", "apothecary"}:
        yield sheet.write(CertificateKind.FOOD_SAFETY, "Sở Trình diễn phụ trách ngành")
        if draw.random() < 0.4:
            system = draw.choice((CertificateKind.ISO_22000, CertificateKind.HACCP))
            yield sheet.write(system, _CERTIFIER)
    for product, kind in firm.products:
        yield from _of_product(product, kind, sheet)


class _Sheet:
    """Writes certificates of one organisation."""

    def __init__(self, organisation: Organisation, today: date, draw: Random) -> None:
        self.organisation, self.today, self.draw = organisation, today, draw
        self.count = 0

    def write(self, kind: CertificateKind, issuer: str, months: int = 0) -> Certificate:
        """Return one whose end lies ahead, near or behind, seven, one and two times in ten."""
        self.count += 1
        ends = self.today + timedelta(days=self._days_left())
        months = months or 12 * _YEARS.get(kind, 3)
        number = naming.own(kind, self.organisation.identifier, self.count)[-6:].upper()
        return Certificate(
            organisation=self.organisation,
            kind=kind,
            number=f"TD-{kind.upper()}-{number}",
            issuer=issuer,
            issued_date=_months_before(ends, months),
            expires_date=ends,
        )

    def _days_left(self) -> int:
        share = self.draw.random()
        if share < 0.1:
            return self.draw.randint(5, 55)
        if share < 0.28:
            return -self.draw.randint(5, 200)
        return self.draw.randint(90, 600)


def _months_before(day: date, months: int) -> date:
    whole = day.year * 12 + day.month - 1 - months
    return date(whole // 12, whole % 12 + 1, min(day.day, 28))


def _of_product(product: Product, kind: Kind, sheet: _Sheet) -> Iterator[Certificate]:
    if product.ocop_stars:
        paper = sheet.write(CertificateKind.OCOP, _COMMITTEE, _OCOP_MONTHS)
        paper.product, paper.stars = product, product.ocop_stars
        paper.level = Level.CENTRAL if product.ocop_stars == 5 else Level.PROVINCE
        paper.number = f"TD-OCOP-{product.ocop_stars}S-{paper.number[-6:]}"
        yield paper
    if kind.group in {"light-industry", "medicine"}:
        paper = sheet.write(CertificateKind.CONFORMITY, _CERTIFIER)
        paper.product = product
        yield paper
