"""People of an organisation in Excel: its owner brings colleagues in, takes the list away."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from txng.core.errors import Refused
from txng.core.sheets.columns import Column, Kind, Text, Wrong, choices_of
from txng.core.sheets.reading import Row
from txng.core.sheets.register import Register, Told
from txng.parties import queries, services
from txng.parties.login import is_phone, normal_login
from txng.parties.models import Invitation, Membership
from txng.parties.rights import may_do
from txng.parties.services import Wanted
from txng.parties.vocab import OFFICER_ROLES, MemberRole


def _login(text: str) -> str:
    login = normal_login(text)
    if is_phone(login):
        return login
    try:
        validate_email(login)
    except ValidationError:
        raise Wrong(
            gettext("Hãy ghi thư điện tử, hoặc số điện thoại 10 chữ số bắt đầu bằng 0.")
        ) from None
    return login


class Members(Register):
    """Who may act for an organisation."""

    kind: ClassVar[str] = "nguoi-dung"
    doors: ClassVar[tuple[str, ...]] = ("enterprise",)
    name: ClassVar[Text] = _("Người dùng của đơn vị")
    lead: ClassVar[Text] = _(
        "Mỗi dòng một người được làm việc thay đơn vị. "
        "Người mới nhận một lời mời và tự đặt mật khẩu của mình."
    )
    page: ClassVar[str] = "parties:list_members"

    def may_read(self) -> bool:
        """Managers take the list away."""
        return may_do("parties.edit_organisation", self.actor)

    def may_write(self) -> bool:
        """Owners add people."""
        return not self.actor.is_agency and may_do("parties.invite_member", self.actor)

    def columns(self) -> Sequence[Column]:
        """Return the columns."""
        roles = tuple(c for c in choices_of(MemberRole) if c.value not in OFFICER_ROLES)
        return (
            Column(
                code="login",
                name=_("Thư điện tử hoặc số điện thoại"),
                kind=Kind.CODE,
                required=True,
                lengths=(10,),
                longest=120,
                example="0912345678",
                also=("tài khoản", "điện thoại", "số điện thoại", "email"),
                check=_login,
            ),
            Column(
                code="full_name",
                name=_("Họ và tên"),
                required=True,
                longest=120,
                example="Nông Thị Bé",
                also=("họ tên",),
            ),
            Column(
                code="role",
                name=_("Vai trò"),
                kind=Kind.CHOICE,
                choices=roles,
                required=True,
                example="Người ghi chép",
            ),
        )

    def exported(self, given: Mapping[str, Any]) -> QuerySet[Membership]:  # noqa: ARG002
        """Return the people of today."""
        return queries.members_of(self.actor.organisation)

    def told_of(self, found: Membership) -> Mapping[str, Any]:
        """Return a person by column."""
        person = found.user
        return {"login": person.login, "full_name": person.full_name, "role": found.role}

    def key(self, row: Row) -> str | None:
        """A person is known by the login."""
        return str(row.values["login"])

    def known(self, rows: Sequence[Row]) -> Mapping[Any, Membership]:
        """Find those who are members already."""
        logins = {self.key(row) for row in rows}
        return {m.user.login: m for m in self.exported({}).filter(user__login__in=logins)}

    def examine(self, row: Row, values: Mapping[str, Any]) -> Mapping[str, Text]:  # noqa: ARG002
        """A person's name is their own: only they change it."""
        if row.found is not None and str(_("Họ và tên")) in row.changes:
            return {"full_name": _("Tên của người đã có tài khoản do chính họ sửa: giữ tên cũ.")}
        return {}

    def add(self, told: Sequence[Told], now: datetime) -> list[Invitation | Refused]:
        """Send each an invitation; a trial sends none."""
        wanted = [Wanted(one.values["login"], MemberRole(one.values["role"])) for one in told]
        return services.invite_all(
            organisation=self.actor.organisation,
            wanted=wanted,
            actor=self.actor,
            now=now,
            is_sent=not self.is_trial,
        )

    def change(self, row: Row, values: Mapping[str, Any], now: datetime) -> None:
        """Give a member another role."""
        role = MemberRole(values["role"])
        services.change_role(membership=row.found, role=role, actor=self.actor, now=now)
