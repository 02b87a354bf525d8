"""Requests for figures: last year's locked, this year's half answered, next year's a draft."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from config.demonstration import accounts
from config.demonstration.journal import moment
from config.demonstration.loaded import Loaded
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.reporting import services
from txng.reporting.facts import Line, ReportFacts, ReportHead, RequestFacts
from txng.reporting.models import DataRequest, Indicator, Submission
from txng.reporting.periods import Period, year_of
from txng.reporting.tasks import grade_first
from txng.reporting.vocab import CellType, ReportKind

ASKED = (
    "trained",
    "barcode-users-traced",
    "courses",
    "people-trained",
    "workshops",
    "inspections",
    "on-national-portal",
)
_GIVEN = {"trained-numerator": 46, "trained-denominator": 120, "courses-numerator": 2,
          "people-trained-numerator": 85, "workshops-numerator": 1, "inspections-numerator": 14,
          "on-national-portal-numerator": 3, "on-national-portal-denominator": 21}  # fmt: skip
_TROUBLE = "Hộ sản xuất nhỏ ghi chép còn chậm; một số xã thiếu người hướng dẫn (trình diễn)."


def ask(loaded: Loaded) -> None:
    """Ask for figures of three years by the room's own acts.

    Lots of the years that are reported are graded first, the rest in the background.
    """
    services.load_indicators()
    year = loaded.today.year
    for reported in (year - 1, year):
        services.settle_grades(period=year_of(reported), now=loaded.now)
    lead = loaded.actors[accounts.LEAD]
    recipients = loaded.cast.agencies[1:]
    _locked(_asked(year - 1, recipients, lead), lead, recipients, year - 1)
    _running(_asked(year, recipients, lead), lead, recipients, loaded)
    _drafted(loaded, lead, recipients, year + 1)
    _group(loaded, lead)
    _reported(lead, year - 1)
    grade_first.defer()


def _asked(year: int, recipients: Sequence[Organisation], lead: Actor) -> DataRequest:
    chosen = list(Indicator.objects.filter(code__in=ASKED).order_by("position"))
    facts = RequestFacts(
        title=f"Báo cáo năm {year} về truy xuất nguồn gốc (trình diễn)",
        period=year_of(year),
        due=date(year, 11, 30),
        recipients=recipients,
        indicators=chosen,
        lines=(Line("Khó khăn, vướng mắc", CellType.TEXT),),
        note="Số liệu đến hết kỳ. Ô hệ thống đã điền sẵn thì chỉ cần xem lại.",
    )
    begun = moment(date(year, 11, 2), 9)
    row = services.create_request(facts=facts, actor=lead, now=begun)
    return services.open_request(request=row, actor=lead, now=begun)


def _locked(row: DataRequest, lead: Actor, recipients: Sequence[Organisation], year: int) -> None:
    for number, agency in enumerate(recipients):
        at = moment(date(year, 11, 20 + number), 14)
        answer = _answered(row, agency, at, more=-number)
        services.approve_submission(submission=answer, actor=lead, now=at + timedelta(days=2))
    services.lock_request(
        request=row,
        reason="Đủ báo cáo của các cơ quan, khoá để tổng hợp (trình diễn)",
        actor=lead,
        now=moment(date(year, 12, 5), 10),
    )


def _running(
    row: DataRequest, lead: Actor, recipients: Sequence[Organisation], loaded: Loaded
) -> None:
    """One has handed in and waits, one was given back, the rest have not begun."""
    first, second = recipients[0], recipients[1]
    _answered(row, first, loaded.now - timedelta(days=2), more=20)
    returned = _answered(row, second, loaded.now - timedelta(days=5), more=10)
    services.return_submission(
        submission=returned,
        reason="Số người được tập huấn lớn hơn tổng số hộ của xã, hãy xem lại (trình diễn)",
        actor=lead,
        now=loaded.now - timedelta(days=3),
    )


def _answered(row: DataRequest, agency: Organisation, at: datetime, more: int) -> Submission:
    answer = row.submissions.get(organisation=agency)
    fields = {field.code: field.pk for field in row.fields.all()}
    values: dict[int, Decimal | str | None] = {
        fields[code]: Decimal(max(value + more, 1)) for code, value in _GIVEN.items()
    }
    values[fields["them-1"]] = _TROUBLE
    actor = Actor(organisation=agency)
    services.save_entry(submission=answer, values=values, seen="", actor=actor, now=at)
    return services.submit_entry(submission=answer, actor=actor, now=at)


def _drafted(loaded: Loaded, lead: Actor, recipients: Sequence[Organisation], year: int) -> None:
    chosen = list(Indicator.objects.filter(code__in=("courses", "people-trained")))
    period: Period = year_of(year)
    facts = RequestFacts(
        title=f"Báo cáo đào tạo năm {year} (trình diễn)",
        period=period,
        due=date(year, 11, 30),
        recipients=recipients,
        indicators=chosen,
    )
    services.create_request(facts=facts, actor=lead, now=loaded.now)


def _group(loaded: Loaded, lead: Actor) -> None:
    units = [agency.unit for agency in loaded.cast.agencies[2:] if agency.unit]
    services.save_group(
        name="Huyện cũ Trình diễn (trình diễn)", units=units, actor=lead, now=loaded.now
    )


def _reported(lead: Actor, year: int) -> None:
    """The province's report of last year, finished; this year's has begun."""
    at = moment(date(year, 12, 12), 9)
    facts = ReportFacts(kind=ReportKind.PROVINCE, period=year_of(year))
    report = services.write_report(facts=facts, actor=lead, now=at)
    head = ReportHead(
        title=report.title,
        number="00/BC-TRINHDIEN",
        place="Trình Diễn",
        issued_date=date(year, 12, 12),
        superior="Uỷ ban nhân dân tỉnh Trình diễn",
        signer_title="Giám đốc",
        signer_name="Hoàng Thị Đầu Mối (trình diễn)",
        recipients="Uỷ ban nhân dân tỉnh (b/c);\nCác sở, ngành liên quan;\nLưu: VT.",
    )
    texts = {"difficulties": _TROUBLE, "proposals": "Hỗ trợ tem và tập huấn cho hộ nhỏ."}
    services.edit_report(report=report, head=head, texts=texts, actor=lead, now=at)
    services.finish_report(report=report, actor=lead, now=at)
    services.write_report(
        facts=ReportFacts(kind=ReportKind.PROVINCE, period=year_of(year + 1)),
        actor=lead,
        now=moment(date(year + 1, 11, 16), 9),
    )
