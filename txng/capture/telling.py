"""How an entry of the diary comes in: which way, under which name of the phone, by which clock."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from txng.capture.vocab import Entered


@dataclass(frozen=True, kw_only=True)
class Telling:
    """The way of one entry; a page tells nothing but that it is a page.

    `client_id` is the phone's own name of the record: sent twice, it is stored once. `device_at`
    is what the phone's clock said when the record was made, `skew_seconds` how far the server's
    clock was ahead of it, where that is enough to matter.
    """

    entered: Entered = Entered.FORM
    client_id: UUID | None = None
    device_at: datetime | None = None
    skew_seconds: int | None = None


ON_A_PAGE = Telling()
