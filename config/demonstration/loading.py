"""Loads the demonstration province: registers, accounts, seasons with their events, stamps.

Everything of one season is written in one transaction, so a season is there whole or not at all;
what the audit trail says was loaded is not loaded again.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from config import shipped
from config.commands.words import CouldNotRun
from config.demonstration import accounts, photos, programme, support
from config.demonstration.campaigns import YEARS, season_of
from config.demonstration.cast import Cast, Registers, cast
from config.demonstration.chains import revise_chains
from config.demonstration.connections import connect
from config.demonstration.diary import record_open_lots
from config.demonstration.inputs import stock_inputs
from config.demonstration.joining import join
from config.demonstration.journal import Entry, Statement, moment
from config.demonstration.lists import compile_lists
from config.demonstration.loaded import Loaded
from config.demonstration.numbers import draw_numbers
from config.demonstration.papers import papers
from config.demonstration.reading import fill_library
from config.demonstration.reports import ask
from config.demonstration.scanning import look
from config.demonstration.season import Season
from config.demonstration.shipments import hand_over
from config.demonstration.stamping import stamp
from config.demonstration.twice import enter_twice
from config.env import PRODUCTION
from config.progress import Progress
from txng.capture.models import Step
from txng.capture.services import capture_events
from txng.catalogue.models import Certificate, ChainTemplate, Product, ProductGroup, ProductImage
from txng.catalogue.queries import templates
from txng.catalogue.services import sum_up_ratings
from txng.core import audit, clock
from txng.core.models import AuditEntry
from txng.core.statements import count_anew
from txng.gs1.epcis.read import read
from txng.identify.models import LogisticUnit, Lot
from txng.parties.actor import Actor
from txng.parties.models import (
    AdministrativeUnit,
    CompanyPrefix,
    Organisation,
    OrganisationRole,
    Place,
    User,
)
from txng.parties.queries import communes, provinces
from txng.parties.vocab import MemberRole
from txng.verify.services import learn_words

PROVINCE = "38"
"""The province whose communes are borrowed; its name is not the demonstration's."""
COMMUNES = 150
ACTION = "demonstration.load_season"


PARTS: tuple[Callable[[Loaded], None], ...] = (
    stock_inputs,
    record_open_lots,
    hand_over,
    stamp,
    look,
    compile_lists,
    revise_chains,
    fill_library,
    ask,
    programme.plan,
    draw_numbers,
    support.support,
    join,
    connect,
    enter_twice,
)
"""What is done after the first season stands, in order; the data of other rooms join here."""


def load(progress: Progress, *, scale: int = 1, today: date | None = None) -> dict[str, Any]:
    """Load the small set, and more seasons up to `scale`; return what `txng run` shows.

    Each further season adds about as many lots and events again. Loading what is there changes
    nothing; the day of the first load stays the demonstration's day.
    """
    if PRODUCTION:
        raise CouldNotRun(
            "TXNG_PRODUCTION=true: the demonstration is not loaded, for its password is public."
            " / Không nạp dữ liệu trình diễn trên máy chủ công khai."
        )
    known = _known()
    day = next(iter(known.values()), None) or today or timezone.localdate()
    for number in range(scale):
        if number not in known:
            _load_season(number, day, progress)
    progress(1, 1)
    return {**accounts.shown(), **_said()}


def _said() -> dict[str, Any]:
    entry = AuditEntry.objects.filter(action=ACTION, details__season=0).first()
    said: dict[str, Any] = entry.details.get("shown", {}) if entry else {}
    return said


def _known() -> dict[int, date]:
    """Return the seasons that were loaded, each with the demonstration's day."""
    entries = AuditEntry.objects.filter(action=ACTION).order_by("id")
    return {e.details["season"]: date.fromisoformat(e.details["day"]) for e in entries}


@transaction.atomic
def _load_season(number: int, today: date, progress: Progress) -> None:
    begun, now = moment(today - YEARS, 8), clock.now()
    made = cast(_registers(progress), today=today, begun=begun)
    actors: Mapping[accounts.Account, Actor] = {}
    if number == 0:
        actors = _write_cast(made, today, begun)
    else:
        _find_cast(made)
    chains = {t.code: t.definition for t in templates()}
    season = season_of(number, made, today=today, chains=chains)
    Lot.objects.bulk_create(season.lots, batch_size=1000)
    LogisticUnit.objects.bulk_create(season.units, batch_size=1000)
    capture(season, accounts.clerks(made, begun=begun), progress)
    count_anew()
    loaded = Loaded(made, season, today, now, actors)
    for part in PARTS if number == 0 else ():
        part(loaded)
    learn_words()
    details = {"season": number, "day": today.isoformat(), "shown": loaded.shown}
    audit.record(ACTION, actor=Actor(), subject=made.agencies[0], at=now, details=details)


def _registers(progress: Progress) -> Registers:
    if not AdministrativeUnit.objects.exists():
        shipped.units(progress)
    if not ChainTemplate.objects.exists():
        shipped.chains(progress)
    province = provinces().get(code=PROVINCE)
    found = communes(parent=province).order_by("code", "id")
    return Registers(
        province=province,
        communes=list(found[:COMMUNES]),
        groups={group.code: group for group in ProductGroup.objects.all()},
        templates={t.code: t for t in ChainTemplate.objects.filter(valid_to=None)},
    )


def _write_cast(made: Cast, today: date, begun: datetime) -> Mapping[accounts.Account, Actor]:
    """Write the registers' rows in bulk, with the identifiers that the seed gives them."""
    Organisation.objects.bulk_create([*made.agencies, *(firm.row for firm in made.firms)])
    OrganisationRole.objects.bulk_create(made.roles)
    for prefix in made.prefixes:
        prefix.checked_by = made.agencies[0] if prefix.checked_at else None
    CompanyPrefix.objects.bulk_create(made.prefixes)
    Place.objects.bulk_create(made.places)
    Product.objects.bulk_create([product for product, _ in made.products])
    Certificate.objects.bulk_create(papers(made, today=today, begun=begun))
    sum_up_ratings(on=today)
    pictures = photos.images(made.producers)
    ProductImage.objects.bulk_create([image for image, _ in pictures])
    photos.write_files(pictures)
    actors = accounts.add_accounts(made, now=begun)
    accounts.issue_key(actors[accounts.OWNER], now=clock.now())
    return actors


def _find_cast(made: Cast) -> None:
    """Give the cast the row numbers under which it stands in the database."""
    organisations = [*made.agencies, *(firm.row for firm in made.firms)]
    for model, rows in (
        (Organisation, organisations),
        (Place, made.places),
        (Product, [product for product, _ in made.products]),
    ):
        numbers = dict(model.objects.values_list("identifier", "pk"))
        for row in rows:
            row.pk = numbers[row.identifier]


def capture(season: Season, people: Mapping[str, User], progress: Progress) -> None:
    """Capture what the organisations of a season state, and keep the diaries of their lots.

    In bulk: a document an evening, and the same entries that `record_step` would have kept.
    """
    evenings, steps = list(season.journal.evenings()), []
    for count, evening in enumerate(evenings):
        person = people[evening.organisation.identifier]
        actor = Actor(organisation=evening.organisation, user=person, role=MemberRole.RECORDER)
        document = read(evening.body, media_type="application/ld+json")
        numbers = capture_events(document=document, actor=actor, now=evening.recorded_at)
        for number, told in zip(numbers, evening.statements, strict=True):
            if told.entry:
                steps.append(_step(number, told, told.entry, person))
        progress(count, len(evenings))
    Step.objects.bulk_create(steps, batch_size=1000)


def _step(number: int, told: Statement, entry: Entry, person: User) -> Step:
    return Step(
        lot=entry.lot,
        template=entry.lot.product.template,
        code=entry.code,
        event_row=number,
        values=entry.values,
        happened_at=told.at,
        recorded_at=told.recorded_at,
        recorded_by=person,
        organisation=told.organisation,
    )
