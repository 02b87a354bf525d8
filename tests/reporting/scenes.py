"""Agencies around one request for figures: who asks, a department, a commune, another commune."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from django.test import Client

from tests import factories
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.models import AdministrativeUnit, Organisation
from txng.reporting import services
from txng.reporting.facts import Line, RequestFacts
from txng.reporting.models import DataRequest, Indicator, LotGrade, Submission
from txng.reporting.periods import year_of
from txng.reporting.vocab import CellType
from txng.trace.vocab import Grade

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
CODES = ("trained", "courses", "products-ocop")


@dataclass(frozen=True)
class Scene:
    """One request with its agencies and their people, each with a browser."""

    province: AdministrativeUnit
    lead: Actor
    officers: dict[str, Actor]
    request: DataRequest

    def answer(self, who: str) -> Submission:
        """Return the answer of an agency as it stands now."""
        return self.request.submissions.select_related("request", "organisation").get(
            organisation=self.officers[who].organisation
        )

    def browser(self, who: str) -> Client:
        """Return the browser of a person: `lead` or an officer."""
        user = self.lead.user if who == "lead" else self.officers[who].user
        assert user is not None
        return factories.signed_in(user)

    def fill(self, who: str, **given: int | str) -> Submission:
        """Save figures as an agency, by line code with underscores for hyphens."""
        answer = self.answer(who)
        lines = {f.code.replace("-", "_"): f.pk for f in self.request.fields.all()}
        values: dict[int, Decimal | str | None] = {
            lines[code]: Decimal(value) if isinstance(value, int) else value
            for code, value in given.items()
        }
        return services.save_entry(
            submission=answer,
            values=values,
            seen=services.version_of(answer),
            actor=self.officers[who],
            now=NOW,
        )

    def submit(self, who: str, trained: int = 1, out_of: int = 4, courses: int = 2) -> Submission:
        """Fill in and hand in."""
        self.fill(
            who,
            trained_numerator=trained,
            trained_denominator=out_of,
            courses_numerator=courses,
            products_ocop_numerator=0,
        )
        return services.submit_entry(submission=self.answer(who), actor=self.officers[who], now=NOW)

    def approve(self, who: str) -> Submission:
        """Accept what was handed in."""
        return services.approve_submission(submission=self.answer(who), actor=self.lead, now=NOW)


def indicators() -> None:
    """Load what ships with the room."""
    services.load_indicators()


def commune_agency(unit: AdministrativeUnit, name: str) -> Organisation:
    """Make a commune's committee."""
    return factories.agency(name=name, short_name=name, unit=unit, sort_key=name)


def scene(*, opened: bool = True, year: int = 2026) -> Scene:
    """Make the agencies and a request, sent unless told otherwise."""
    indicators()
    province = factories.unit()
    lead = factories.officer(factories.agency(name="Sở KH&CN", unit=province), lead=True)
    agencies = {
        "department": factories.agency(name="Sở NN&MT", unit=province, sector="agriculture"),
        "commune": commune_agency(factories.unit(province), "UBND xã A"),
        "other": commune_agency(factories.unit(province), "UBND xã B"),
    }
    row = ask(lead, list(agencies.values()), year=year)
    if opened:
        services.open_request(request=row, actor=lead, now=NOW)
        row.refresh_from_db()
    return Scene(province, lead, {k: factories.officer(v) for k, v in agencies.items()}, row)


def ask(lead: Actor, agencies: list[Organisation], *, year: int = 2026) -> DataRequest:
    """Write a request of one year; nobody is told."""
    return services.create_request(
        facts=RequestFacts(
            title=f"Báo cáo năm {year}",
            period=year_of(year),
            due=date(year, 11, 30),
            recipients=agencies,
            indicators=list(Indicator.objects.filter(code__in=CODES).order_by("position")),
            lines=[Line("Khó khăn", CellType.TEXT)],
        ),
        actor=lead,
        now=NOW,
    )


def traced_lot(lot: Lot, grade: Grade = Grade.FULL) -> Lot:
    """Let a lot have a grade."""
    LotGrade.objects.update_or_create(lot=lot, defaults={"grade": grade, "graded_at": NOW})
    return lot
