"""What all measurements stand on: how much to measure, who captures, and one filled store."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from django.db import connection

from benchmarks import events
from benchmarks.figures import seconds
from tests import factories
from txng.capture.services import capture_document
from txng.parties.actor import Actor

NOW = datetime(2026, 11, 1, tzinfo=UTC)
DOCUMENT = 1_000


@dataclass
class Ground:
    """How many events the store gets, how many rounds are taken, and what was made so far."""

    events: int
    rounds: int
    next_chain: int = 0
    raw_bytes: int = 0
    known_chains: int = 0
    """Chains 0 to here stand whole in the grown store."""
    document_seconds: list[float] = field(default_factory=list)
    """What each document took while the store grew."""

    @property
    def small_size(self) -> int:
        """The size at which the store is looked at while it is small."""
        return max(self.events // 10, 5_000)

    @cached_property
    def actor(self) -> Actor:
        """An organisation's owner, who captures everything."""
        return factories.actor()

    def has_events(self) -> None:
        """See that there is a store to add to."""
        self.grow_to(min(self.events, 10_000))

    def fresh(self, count: int) -> list[bytes]:
        """Return events of chains that the store has not seen; what is over is thrown away."""
        made: list[bytes] = []
        while len(made) < count:
            made += events.chain(self.next_chain).events
            self.next_chain += 1
        return made[:count]

    def grow_to(self, count: int) -> None:
        """Capture documents of 1,000 until the store holds so many events, timing each."""
        if len(self.document_seconds) * DOCUMENT >= count:
            return
        pending: list[bytes] = []
        while len(self.document_seconds) * DOCUMENT < count:
            while len(pending) < DOCUMENT:
                pending += events.chain(self.next_chain).events
                self.next_chain += 1
            body = events.document(pending[:DOCUMENT])
            self.raw_bytes += sum(map(len, pending[:DOCUMENT]))
            pending = pending[DOCUMENT:]
            self.document_seconds.append(seconds(self.capture, body))
        # The rest of the last chain, so that none is torn.
        if pending:
            self.capture(events.document(pending))
        self.known_chains = self.next_chain
        tidy()

    def capture_all(self, bodies: list[bytes]) -> None:
        """Capture documents one after the other."""
        for body in bodies:
            self.capture(body)

    def capture(self, body: bytes) -> None:
        """Capture a document as the interface does; every event must be new and good."""
        job = capture_document(body=body, actor=self.actor, now=NOW)
        if not job.is_success or job.stored_count != job.event_count:
            raise ValueError(f"{job.stored_count} of {job.event_count} stored: {job.errors[:1]}")


def tidy() -> None:
    """Do what autovacuum does by the minute, so that no measurement waits for it by chance."""
    with connection.cursor() as cursor:
        cursor.execute("vacuum (analyze) capture_event, capture_link, capture_field")
