"""People on their way in: applications with proofs, invitations, households of a co-operative."""

import io
from datetime import timedelta
from typing import Any, Final

from PIL import Image, ImageDraw

from config.demonstration.accounts import LEAD, OWNER, let_in
from config.demonstration.loaded import Loaded
from config.demonstration.naming import tax_code
from txng.parties import services
from txng.parties.actor import Actor
from txng.parties.facts import PersonFacts
from txng.parties.models import Household, User
from txng.parties.vocab import MemberRole, OrganisationKind, ProofKind, State

APPLICANT: Final = "nguoinop@trinhdien.example"
_AGREED: Final = 6
_WAITING: Final = (
    ("Hợp tác xã Nông nghiệp Suối Mơ (trình diễn)", OrganisationKind.COOPERATIVE, 9001),
    ("Công ty TNHH Chế biến Nông sản Đồi Xanh (trình diễn)", OrganisationKind.COMPANY, 9002),
    ("Tổ hợp tác Trồng rau Bản Mới (trình diễn)", OrganisationKind.GROUP, 9003),
)


def join(loaded: Loaded) -> None:
    """Let some apply, some be invited, and a co-operative write for a few households."""
    _households(loaded)
    _applications(loaded)
    owner, lead = loaded.actors[OWNER], loaded.actors[LEAD]
    invited = (
        (owner, "be.nong@trinhdien.example", MemberRole.RECORDER),
        (owner, "0900000001", MemberRole.VIEWER),
        (lead, "canbo.moi@trinhdien.example", MemberRole.OFFICER),
    )
    for actor, address, role in invited:
        assert actor.organisation is not None  # noqa: S101  accounts act for one
        services.invite(
            organisation=actor.organisation, address=address, role=role, actor=actor,
            now=loaded.now,
        )  # fmt: skip


def _households(loaded: Loaded) -> None:
    owner = loaded.actors[OWNER]
    homes = [
        firm.row
        for firm in loaded.cast.firms
        if firm.row.kind == OrganisationKind.HOUSEHOLD and firm.row.state == State.ACTIVE
    ][: _AGREED + 1]
    then = loaded.now - timedelta(days=200)
    Household.objects.bulk_create(
        Household(
            household=home,
            cooperative=owner.organisation,
            asked_by=owner.user,
            asked_at=then,
            agreed_at=then if number < _AGREED else None,
            since_date=then.date() if number < _AGREED else None,
        )
        for number, home in enumerate(homes)
    )


def _applications(loaded: Loaded) -> None:
    """Send three applications: one waits, one is asked for more, one is not approved."""
    lead = loaded.actors[LEAD]
    decide = (None, services.ask_more, services.reject_application)
    reasons = ("", "Ảnh giấy đăng ký bị mờ, hãy chụp lại trang có dấu.",
               "Tổ hợp tác chưa có hợp đồng hợp tác được chứng thực.")  # fmt: skip
    for number, act in enumerate(decide):
        row = _send(loaded, number)
        if act is not None:
            act(application=row, reason=reasons[number], actor=lead, now=loaded.now)


def _send(loaded: Loaded, number: int) -> Any:
    name, kind, code = _WAITING[number]
    then = loaded.now - timedelta(days=3 - number)
    row = services.begin_application(user=_applicant(number, loaded), now=then)
    unit = loaded.cast.firms[number].row.unit
    services.tell_kind(application=row, kind=kind, number=tax_code(code), claims=False)
    told = {"name": name, "roles": ["producer"], "address": "Thôn 1", "unit": unit,
            "phone": f"090000010{number}", "email": f"hoso{number}@trinhdien.example"}  # fmt: skip
    services.tell_application(application=row, told=told, step=4)
    services.add_proof(
        application=row, kind=ProofKind.REGISTRATION, upload=_paper(), name="giay-dang-ky.png",
        now=then,
    )  # fmt: skip
    return services.send_application(application=row, may_show_name=False, answer="", now=then)


def _applicant(number: int, loaded: Loaded) -> User:
    login = APPLICANT if number == 1 else f"nguoinop{number}@trinhdien.example"
    facts = PersonFacts(login=login, full_name="Lương Văn Nộp", email=login)
    person = services.add_person(facts=facts, actor=Actor(), now=loaded.now)
    let_in([person])
    return person


def _paper() -> bytes:
    """Return a picture that looks like a paper from afar and says nothing."""
    page = Image.new("RGB", (600, 840), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((30, 30, 570, 810), outline=(150, 40, 40), width=3)
    for line in range(12):
        pen.line((80, 160 + 45 * line, 520 - 60 * (line % 3), 160 + 45 * line), (90, 90, 90), 6)
    pen.ellipse((360, 660, 500, 800), outline=(190, 30, 30), width=6)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()
