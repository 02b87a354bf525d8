"""The act of writing down that somebody agreed to something, or took it back."""

from datetime import datetime

from django.utils.translation import gettext_noop

from txng.core import audit
from txng.core.models import StoredFile
from txng.parties.actor import Actor
from txng.parties.models import Consent, Organisation
from txng.parties.vocab import ConsentWay, ConsentWhat

WORDS = {
    ConsentWhat.SHOW_NAME: gettext_noop(
        "Đồng ý hiện tên hộ trên trang công khai của tem và trong danh sách nhà sản xuất; "
        "rút lại lúc nào cũng được."
    ),
    ConsentWhat.WRITE_FOR: gettext_noop(
        "Đồng ý để hợp tác xã ghi nhật ký sản xuất thay cho hộ; rút lại lúc nào cũng được."
    ),
}


def keep_consent(
    *,
    organisation: Organisation,
    what: ConsentWhat,
    is_given: bool,
    actor: Actor,
    at: datetime,
    way: ConsentWay = ConsentWay.ONLINE,
    paper: StoredFile | None = None,
) -> Consent:
    """Add to the log of consents, with the very sentence that was agreed to."""
    row = Consent.objects.create(
        organisation=organisation,
        what=what,
        is_given=is_given,
        way=way,
        words=WORDS[what],
        paper=paper,
        by=actor.user,
        at=at,
    )
    action = "parties.give_consent" if is_given else "parties.take_back_consent"
    audit.record(
        action, actor=actor, subject=organisation, at=at, details={"what": what, "way": way}
    )
    return row
