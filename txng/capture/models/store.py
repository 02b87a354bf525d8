"""Rows of capture: jobs, contexts, the append-only event store with its narrow tables, steps."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from txng.capture.vocab import (
    Action,
    BodyFormat,
    Entered,
    ErrorBehaviour,
    EventType,
    FieldKind,
    LinkRole,
)
from txng.parties.models import ApiKey, Organisation, Place, User


class CaptureContext(models.Model):
    """What an event's bytes need to be read alone: namespaces, contexts, fields left unhashed."""

    digest = models.BinaryField(unique=True, help_text="SHA-256 of the content")
    content = models.BinaryField(help_text="JSON of gs1.epcis Origin without its bytes")

    class Meta:
        """Names the table."""

        db_table = "capture_context"


class CaptureJob(models.Model):
    """One request to capture: who, when, how it ended (EPCIS 2.0 CaptureJob); append-only."""

    id = models.UUIDField(primary_key=True)
    number = models.BigIntegerField(unique=True, help_text="grows by arrival; events refer to it")
    organisation = models.ForeignKey(Organisation, models.PROTECT, db_index=False)
    user = models.ForeignKey(User, models.PROTECT, null=True)
    api_key = models.ForeignKey(ApiKey, models.PROTECT, null=True)
    error_behaviour = models.CharField(max_length=10, choices=ErrorBehaviour)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    is_running = models.BooleanField(default=False)
    is_success = models.BooleanField(default=True)
    event_count = models.IntegerField(default=0, help_text="events in the document")
    stored_count = models.IntegerField(default=0, help_text="of these newly stored")
    known_count = models.IntegerField(default=0, help_text="of these already in the store")
    errors = models.JSONField(default=list, help_text="problem+json objects")
    master_data = models.JSONField(null=True, help_text="epcisHeader master data, neutral form")

    class Meta:
        """Read by an organisation, newest first."""

        db_table = "capture_job"
        indexes = [models.Index(fields=["organisation", "-number"], name="job_of")]


class Event(models.Model):
    """One event as it came, only ever appended (a trigger keeps it so).

    `id` grows by arrival. `event_key` is a 128-bit digest of the eventID; it is unique with the
    organisation and the time of error declaration. `ins` and `outs` are the 64-bit keys between
    which the event lets matter pass (inputs → outputs, children → parent), so that a trace needs
    no second index; an error declaration lets nothing pass. Who captured stands in the job.
    The database holds no foreign keys here: they would cost more than the rows, and the only
    writer stores job, context and events in one transaction (docs/decisions/0003).
    """

    id = models.BigIntegerField(primary_key=True)
    event_key = models.UUIDField(help_text="128-bit digest of the eventID")
    event_id = models.TextField(null=True, help_text="eventID; null when it is the event hash")  # noqa: DJ001  null is "the hash"
    event_hash = models.BinaryField(help_text="SHA-256 of the CBV pre-hash string, 32 bytes")
    error_declared_at = models.DateTimeField(null=True)
    event_time = models.DateTimeField()
    record_time = models.DateTimeField()
    type = models.SmallIntegerField(choices=EventType)
    action = models.SmallIntegerField(choices=Action, null=True)
    body_format = models.SmallIntegerField(choices=BodyFormat)
    biz_step = models.TextField(null=True, help_text="bare word or URI")  # noqa: DJ001  null is "none stated"
    disposition = models.TextField(null=True)  # noqa: DJ001  null is "none stated"
    read_point = models.BigIntegerField(null=True, help_text="64-bit key")
    biz_location = models.BigIntegerField(null=True, help_text="64-bit key")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, db_index=False, db_constraint=False
    )
    job = models.ForeignKey(
        CaptureJob, models.PROTECT, to_field="number", db_index=False, db_constraint=False
    )
    context = models.ForeignKey(CaptureContext, models.PROTECT, db_index=False, db_constraint=False)
    ins = ArrayField(models.BigIntegerField(), default=list)
    outs = ArrayField(models.BigIntegerField(), default=list)
    body = models.BinaryField(help_text="the event's own bytes, zstd with a trained dictionary")

    class Meta:
        """Indexes as measured; see docs/decisions/0003-event-schema.md."""

        db_table = "capture_event"
        constraints = [
            models.UniqueConstraint(
                fields=["event_key", "organisation", "error_declared_at"],
                name="event_once",
                nulls_distinct=False,
            )
        ]
        indexes = [
            models.Index(fields=["biz_step", "event_time"], name="event_step_time"),
            models.Index(fields=["biz_location", "event_time"], name="event_location_time"),
            models.Index(fields=["read_point", "event_time"], name="event_read_point_time"),
            models.Index(fields=["organisation", "id"], name="event_of"),
            BrinIndex(fields=["event_time"], name="event_time_brin"),
            BrinIndex(fields=["record_time"], name="event_record_brin"),
        ]


class Link(models.Model):
    """An identifier stands in an event in a role; one covering index, never partitioned."""

    pk = models.CompositePrimaryKey("epc", "event_id", "role")
    epc = models.BigIntegerField(help_text="64-bit key of the canonical identifier")
    event_id = models.BigIntegerField(help_text="capture_event.id")
    role = models.SmallIntegerField(choices=LinkRole)

    class Meta:
        """A raw table: the migration creates it, without a primary key in the database."""

        db_table = "capture_link"
        managed = False


class Field(models.Model):
    """A value that queries filter on, for the few events that carry such fields."""

    pk = models.CompositePrimaryKey("event_id", "kind", "name_key")
    event_id = models.BigIntegerField(help_text="capture_event.id")
    kind = models.SmallIntegerField(choices=FieldKind)
    name_key = models.BigIntegerField(help_text="64-bit key of the field's full name")
    value_key = models.BigIntegerField(null=True, help_text="64-bit key of the value's text")
    number = models.FloatField(null=True)
    time = models.DateTimeField(null=True)

    class Meta:
        """A raw table, as `Link`."""

        db_table = "capture_field"
        managed = False


class Held(models.Model):
    """An organisation stated an event about a lot, or about the case that the lot lay in."""

    pk = models.CompositePrimaryKey("organisation_id", "lot_key")
    organisation_id = models.BigIntegerField()
    lot_key = models.BigIntegerField(help_text="64-bit key of the lot's canonical identifier")

    class Meta:
        """A raw table, as `Link`; written with the events."""

        db_table = "capture_held"
        managed = False


class Step(models.Model):
    """One step of a chain template recorded by a person: which lot, which form, which event."""

    lot = models.ForeignKey("identify.Lot", models.PROTECT, related_name="steps")
    template = models.ForeignKey("catalogue.ChainTemplate", models.PROTECT)
    code = models.SlugField(max_length=60, help_text="step code in the template's version")
    event_row = models.BigIntegerField(unique=True, help_text="capture_event.id")
    values = models.JSONField(help_text="what the person entered, by field code")
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    early_reason = models.CharField(
        max_length=300, blank=True, help_text="why a manager let the harvest not wait"
    )
    helper = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        help_text="co-operative whose clerk wrote it for its household",
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, db_index=False, help_text="null: told by the event only"
    )
    entered = models.CharField(max_length=10, choices=Entered, default=Entered.FORM)
    client_id = models.UUIDField(null=True, help_text="given by the phone; the same once only")
    device_at = models.DateTimeField(null=True, help_text="what the phone's clock said meanwhile")
    skew_seconds = models.IntegerField(
        null=True, help_text="server's clock less the phone's, where they differ enough to matter"
    )

    class Meta:
        """Read as the diary of a lot; what a phone sends twice is stored once."""

        db_table = "capture_step"
        indexes = [models.Index(fields=["lot", "happened_at"], name="step_of_lot")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "client_id"],
                condition=Q(client_id__isnull=False),
                name="step_sent_once",
            )
        ]
