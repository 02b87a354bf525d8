"""Support and pilots of the demonstration: a policy with applications, two pilots with lessons."""

from collections.abc import Sequence
from datetime import date

from config.demonstration import accounts
from config.demonstration.journal import moment
from config.demonstration.loaded import Loaded
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.parties.vocab import MemberRole
from txng.planning.models import Application, Policy
from txng.planning.services import (
    add_pilot,
    add_policy,
    apply_for,
    award_application,
    pay_award,
    refuse_application,
    report_result,
    score_application,
)
from txng.planning.services.pilot import PilotWords
from txng.planning.services.support import Criterion, Given, PolicyWords, Wish
from txng.planning.vocab import PilotState, SupportKind

CRITERIA = (
    Criterion("Có sản phẩm OCOP hoặc sản phẩm chủ lực", 40),
    Criterion("Nhật ký sản xuất đầy đủ", 40),
    Criterion("Cam kết duy trì ít nhất hai năm", 20),
)
WISHES = (
    ("Cần tem cho vụ tới và máy in tem nhỏ.", (40, 35, 20)),
    ("Xin tem điện tử cho sản phẩm OCOP mới.", (40, 30, 10)),
    ("Xin hỗ trợ tem cho chợ phiên.", (10, 10, 10)),
    ("Cần tem và người hướng dẫn ghi nhật ký.", ()),
)


def support(loaded: Loaded) -> None:
    """Open a policy, decide on some applications, and keep two pilots."""
    lead = loaded.actors[accounts.LEAD]
    year = loaded.today.year
    firms = [firm.row for firm in loaded.cast.of("field")[: len(WISHES)]]
    _policy(lead, firms, year, loaded.today)
    _pilots(lead, firms, year)


def _policy(lead: Actor, firms: Sequence[Organisation], year: int, today: date) -> None:
    words = PolicyWords(
        title=f"Hỗ trợ tem điện tử cho sản phẩm đặc sản năm {year}",
        text="Cấp tem điện tử và hướng dẫn ghi nhật ký cho cơ sở có sản phẩm OCOP, đặc sản.",
        kinds=(SupportKind.STAMPS, SupportKind.EQUIPMENT, SupportKind.CONSULTING),
        criteria=CRITERIA,
        least_score=60,
        money=30_000_000,
        from_date=date(year, 1, 2),
        to_date=date(year, 12, 31),
    )
    at = moment(date(year, 1, 2), 8)
    policy = add_policy(words=words, actor=lead, now=at)
    policy.is_demonstration = True
    policy.save(update_fields=["is_demonstration"])
    for firm, (text, scores) in zip(firms, WISHES, strict=False):
        _application(policy, firm, (text, scores), lead=lead, today=today)


def _application(
    policy: Policy, firm: Organisation, told: tuple[str, tuple[int, ...]], *, lead: Actor,
    today: date,
) -> None:  # fmt: skip
    text, scores = told
    at = moment(policy.from_date, 9)
    owner = Actor(organisation=firm, role=MemberRole.OWNER)
    wish = Wish(SupportKind.STAMPS, text, None)
    found = apply_for(policy=policy, wish=wish, organisation=firm, actor=owner, now=at)
    if scores:
        found = score_application(
            application=found, scores=scores, reason="", actor=lead, now=moment(today, 8)
        )
        _decide(found, lead=lead, today=today)


def _decide(found: Application, *, lead: Actor, today: date) -> None:
    now = moment(today, 9)
    if (found.score or 0) < found.policy.least_score:
        reason = "Chưa đạt điểm tối thiểu: chưa có nhật ký sản xuất."
        refuse_application(application=found, reason=reason, actor=lead, now=now)
        return
    given = Given(SupportKind.STAMPS, 9_000_000, 20_000, "Tem điện tử", "12/QĐ-SKHCN",
                  found.policy.from_date)  # fmt: skip
    award = award_application(application=found, given=given, actor=lead, now=now)
    pay_award(award=award, on_date=found.policy.from_date, actor=lead, now=now)
    if found.score == 95:
        report_result(
            award=award, result="Đã dán tem cho mọi lô xuất bán.", is_connected=True, actor=lead,
            now=now,
        )  # fmt: skip


def _pilots(lead: Actor, firms: Sequence[Organisation], year: int) -> None:
    told = (
        PilotWords(
            "Vòng niêm phong và tem hai lớp cho rau an toàn", "Rau", "Xem tem có bị bóc dùng lại.",
            date(year - 1, 3, 1), date(year - 1, 10, 30), PilotState.FINISHED,
            "Hai hợp tác xã dán tem cho 120 lô.",
            "Vòng niêm phong chống dùng lại tốt; cần một người ghi nhật ký cố định ở mỗi cơ sở.",
        ),
        PilotWords(
            "Quét tem ở chợ phiên", "Đặc sản OCOP", "Xem người mua có quét và tin không.",
            date(year, 2, 1), None, PilotState.RUNNING, "", "",
        ),
    )  # fmt: skip
    for place, words in enumerate(told):
        add_pilot(
            words=words, organisations=firms[place : place + 2], actor=lead,
            now=moment(words.from_date, 9),
        )  # fmt: skip
