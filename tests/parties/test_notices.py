"""Notices are told once, seen by those concerned only, and carried by one message a day."""

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from tests import factories, people
from txng.core.clock import now
from txng.parties import services
from txng.parties.models import Notice, Organisation
from txng.parties.vocab import MemberRole

pytestmark = pytest.mark.django_db
LIST = "/doanh-nghiep/nhac-viec/"


def _tell(of: Organisation, key: str = "thu:1", **more: Any) -> Notice:
    told = {"text": "Chứng nhận VietGAP sắp hết hạn", "url": "/doanh-nghiep/don-vi/", **more}
    return services.notify(organisation_id=of.pk, key=key, kind="thu.nghiem", at=now(), **told)


def test_notify_tells_a_cause_once_and_keeps_its_words_up_to_date() -> None:
    organisation = factories.organisation()
    first = _tell(organisation)
    again = _tell(organisation, text="Còn 3 ngày", due=date(2026, 12, 1))
    assert (again.pk, again.text, again.due_date) == (first.pk, "Còn 3 ngày", date(2026, 12, 1))
    assert Notice.objects.count() == 1


def test_notify_does_not_bring_back_what_was_put_away() -> None:
    organisation = factories.organisation()
    services.dismiss_notice(notice=_tell(organisation), now=now())
    assert _tell(organisation).settled_at is not None


def test_settle_notice_takes_away_only_that_cause_of_that_receiver() -> None:
    one, other = factories.organisation(), factories.organisation()
    for organisation in (one, other):
        _tell(organisation)
    _tell(one, "thu:2")
    services.settle_notice(key="thu:1", organisation_id=one.pk, at=now())
    left = Notice.objects.filter(settled_at=None).order_by("id")
    assert [(n.organisation_id, n.key) for n in left] == [(other.pk, "thu:1"), (one.pk, "thu:2")]


def test_a_lazy_text_is_kept_in_both_languages() -> None:
    text = format_lazy("{} – {}", _("Nhắc việc"), "A")
    notice = _tell(factories.organisation(), text=text)
    assert (notice.text, notice.text_en) == ("Nhắc việc – A", "Reminders – A")
    with override("en"):
        assert (str(notice), notice.address) == ("Reminders – A", "/en/doanh-nghiep/don-vi/")


def test_members_see_their_organisations_notices_and_strangers_do_not() -> None:
    organisation = factories.organisation()
    around, notice = people.around(organisation), _tell(organisation)
    seen = {
        name: notice.text in getattr(around, name).get(LIST).content.decode()
        for name in people.NAMES
    }
    assert [name for name, is_seen in seen.items() if is_seen] == ["owner", "colleague"]
    address = f"{LIST}{notice.pk}/cat/"
    found = {name: getattr(around, name).post(address).status_code for name in people.NAMES}
    assert found == {"owner": 302, "colleague": 404, "stranger": 404, "officer": 404,
                     "other_agency": 404, "nobody": 302}  # fmt: skip


def test_a_person_sees_notices_of_their_own_in_either_workspace() -> None:
    officer = factories.officer()
    assert officer.user is not None
    services.notify(user_id=officer.user.pk, key="k", kind="x", text="Riêng bạn", url="", at=now())
    client = factories.signed_in(officer.user)
    for address in ("/quan-ly/nhac-viec/", "/quan-ly/nhac-viec/hom-nay/"):
        assert "Riêng bạn" in client.get(address).content.decode()


def test_what_has_a_day_comes_first_then_the_newest() -> None:
    organisation = factories.organisation()
    for key, due in (("a", None), ("b", date(2026, 12, 9)), ("c", None), ("d", date(2026, 12, 1))):
        _tell(organisation, key, text=key, due=due)
    page = factories.signed_in(factories.person(organisation)).get(LIST)
    assert [notice.key for notice in page.context["page"]] == ["d", "b", "c", "a"]


def test_a_list_of_one_and_of_three_cost_the_same(django_assert_num_queries: Any) -> None:
    organisation = factories.organisation()
    client = factories.signed_in(factories.person(organisation))
    _tell(organisation)
    client.get(LIST)
    with django_assert_num_queries(6):
        client.get(LIST)
    for key in ("x", "y"):
        _tell(organisation, key)
    with django_assert_num_queries(6):
        client.get(LIST)


def test_mail_notices_sends_one_message_to_each_who_decides_and_each_notice_once() -> None:
    organisation = factories.organisation()
    factories.person(organisation, email="chu@vidu.example")
    factories.person(organisation, MemberRole.VIEWER, email="xem@vidu.example")
    for key in ("a", "b"):
        _tell(organisation, key, text=f"Việc {key}", due=date(2026, 12, 1))
    assert (services.mail_notices(now=now()), services.mail_notices(now=now())) == (1, 0)
    assert [message.to for message in mail.outbox] == [["chu@vidu.example"]]
    assert "Việc a (trước ngày 01/12/2026)" in mail.outbox[0].body
    assert "/doanh-nghiep/don-vi/" in mail.outbox[0].body


def test_a_message_that_no_server_takes_is_tried_again(monkeypatch: Any) -> None:
    _tell(factories.organisation(email="htx@vidu.example"))

    def down(*_args: object, **_more: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("txng.parties.services.notice.send_mail", down)
    assert services.mail_notices(now=now()) == 0
    monkeypatch.undo()
    assert services.mail_notices(now=now()) == 1
