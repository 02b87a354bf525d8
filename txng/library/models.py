"""Rows of the room: documents and how they bear on each other, news, communication counted."""

from datetime import date, datetime

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from txng.core.models import StoredFile
from txng.core.search import Plain, Words
from txng.library.vocab import Channel, DocumentKind, NewsState, RelationKind, Validity
from txng.parties.models import Organisation


class Document(models.Model):
    """A law, standard, decision, plan, guide or form, with the time in which it is in force.

    Periods are [from, to): `effective_to` is the first day on which it is no longer in force.
    What nobody compared with the official text has no `verified_date`, and pages say so.
    """

    kind = models.CharField(max_length=20, choices=DocumentKind)
    number = models.CharField(max_length=80, blank=True, help_text="e.g. 100/QĐ-TTg")
    title = models.CharField(max_length=500, help_text="trích yếu")
    issuer = models.CharField(max_length=200, blank=True, help_text="as printed")
    issuer_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="issued_documents"
    )
    issued_date = models.DateField(null=True)
    effective_from = models.DateField(null=True)
    effective_to = models.DateField(null=True)
    partly_expired_from = models.DateField(null=True, help_text="first day on which this is known")
    validity_note = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    full_text = models.TextField(blank=True, help_text="plain text, pasted or read from a file")
    source_note = models.CharField(max_length=300, blank=True, help_text="where this was read")
    source_url = models.URLField(max_length=500, blank=True)
    verified_date = models.DateField(null=True, help_text="compared with the official text")
    is_public = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    words = models.GeneratedField(
        expression=Words("number", "title", "issuer", "summary", "full_text"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        """A number of one issuer and day names one document; it cannot end before it begins."""

        db_table = "library_document"
        constraints = [
            models.UniqueConstraint(
                fields=["number", "issuer", "issued_date"],
                condition=~Q(number=""),
                nulls_distinct=False,
                name="document_number_once",
            ),
            models.CheckConstraint(
                condition=Q(effective_to=None)
                | Q(effective_from=None)
                | Q(effective_to__gte=F("effective_from")),
                name="document_period",
            ),
        ]
        indexes = [
            GinIndex(fields=["words"], name="document_words"),
            GinIndex(OpClass(Plain("title"), name="gin_trgm_ops"), name="document_title"),
            models.Index(F("issued_date").desc(nulls_last=True), "id", name="document_newest"),
        ]

    def __str__(self) -> str:
        """Return how one cites it: "Quyết định 100/QĐ-TTg", else its title."""
        if not self.number:
            return self.title
        plain_kinds = (DocumentKind.DECREE, DocumentKind.CIRCULAR, DocumentKind.DECISION,
                       DocumentKind.DISPATCH, DocumentKind.PLAN, DocumentKind.REPORT)  # fmt: skip
        if self.kind in plain_kinds:
            return f"{self.get_kind_display()} {self.number}"
        return self.number

    def validity_on(self, day: date) -> Validity:
        """Return how far it is in force on a day, by its dates alone."""
        if self.effective_to and self.effective_to <= day:
            return Validity.EXPIRED
        if self.effective_from and self.effective_from > day:
            return Validity.NOT_YET
        if self.partly_expired_from and self.partly_expired_from <= day:
            return Validity.PARTLY
        return Validity.IN_FORCE if self.effective_from else Validity.UNKNOWN


class DocumentRelation(models.Model):
    """A document replaces, amends, details or cites an earlier one, from a day on."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=20, choices=RelationKind)
    other = models.ForeignKey(Document, models.PROTECT, related_name="seen_relations")
    on_date = models.DateField(null=True)

    class Meta:
        """A relation stands once, and never to itself."""

        db_table = "library_document_relation"
        constraints = [
            models.UniqueConstraint(
                fields=["document", "kind", "other"], name="document_relation_once"
            ),
            models.CheckConstraint(
                condition=~Q(document=F("other")), name="document_relation_to_another"
            ),
        ]


class DocumentFile(models.Model):
    """One file of a document: the signed paper, an annex, a form to fill in."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="files")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Names the table."""

        db_table = "library_document_file"

    def __str__(self) -> str:
        """Return what the file is called on the page."""
        return self.title


class News(models.Model):
    """A piece of news in Markdown; public from its time of publication on."""

    title = models.CharField(max_length=250)
    lead = models.CharField(max_length=500, blank=True)
    body = models.TextField(help_text="Markdown")
    picture = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="news")
    published_at = models.DateTimeField(null=True, help_text="null: draft; ahead: scheduled")
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """The newest stands first."""

        db_table = "library_news"
        verbose_name_plural = "news"
        indexes = [models.Index(fields=["-published_at", "-id"], name="news_newest")]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    def state_at(self, moment: datetime) -> NewsState:
        """Return whether it is a draft, waits for its time, or is public."""
        if self.published_at is None:
            return NewsState.DRAFT
        return NewsState.PUBLISHED if self.published_at <= moment else NewsState.SCHEDULED


class Communication(models.Model):
    """How often something was told to the public through one channel, as an agency counts it."""

    channel = models.CharField(max_length=20, choices=Channel)
    title = models.CharField(max_length=250)
    on_date = models.DateField()
    count = models.PositiveIntegerField(help_text="articles, broadcasts, posts, printed pieces")
    news = models.ForeignKey(News, models.SET_NULL, null=True, related_name="communications")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="communications")
    note = models.CharField(max_length=300, blank=True)
    is_demonstration = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        """Nothing is counted as zero."""

        db_table = "library_communication"
        constraints = [
            models.CheckConstraint(condition=Q(count__gt=0), name="communication_counted"),
        ]
        indexes = [models.Index(fields=["-on_date", "-id"], name="communication_newest")]
