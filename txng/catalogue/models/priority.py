"""The priority list: its versions with their decision, what stands on them, what was proposed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from txng.catalogue.models.product import Product, ProductGroup
from txng.catalogue.vocab import ListState, PriorityClass, ProposalState
from txng.library.models import Document
from txng.parties.models import Organisation, User


class PriorityList(models.Model):
    """One version of the province's list of priority products; approved ones never change.

    The period is [valid_from, valid_to): `valid_to` is the first day on which another holds.
    """

    number = models.PositiveIntegerField(unique=True, help_text="version, from 1")
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=ListState, default=ListState.DRAFT)
    decision = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    decision_number = models.CharField(max_length=80, blank=True)
    decision_date = models.DateField(null=True)
    decided_by = models.CharField(max_length=200, blank=True, help_text="as the decision says")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    created_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, help_text="when the decision was entered here")

    class Meta:
        """One draft at a time; an approved version says by which decision and since when."""

        db_table = "catalogue_priority_list"
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="draft"), name="priority_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | (
                    ~Q(decision_number="")
                    & Q(decision_date__isnull=False, valid_from__isnull=False)
                ),
                name="priority_decided",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="priority_period",
            ),
        ]

    def __str__(self) -> str:
        """Return its title."""
        return self.title


class PriorityEntry(models.Model):
    """A product, a kind of product or a whole group on one version of the list."""

    version = models.ForeignKey(PriorityList, models.CASCADE, related_name="entries")
    group = models.ForeignKey(ProductGroup, models.PROTECT)
    name = models.CharField(max_length=200)
    words = models.CharField(
        max_length=300, blank=True, help_text="names in the register, by commas; empty: the name"
    )
    is_whole_group = models.BooleanField(default=False)
    product = models.ForeignKey(Product, models.PROTECT, null=True, help_text="one product only")
    classes = ArrayField(models.CharField(max_length=20, choices=PriorityClass))
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    class Meta:
        """A name stands once in its group."""

        db_table = "catalogue_priority_entry"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "group", "name", "product"],
                nulls_distinct=False,
                name="priority_entry_once",
            ),
        ]

    def __str__(self) -> str:
        """Return its name."""
        return self.name

    @property
    def class_names(self) -> list[str]:
        """Return its classes in words, in the order of the vocabulary."""
        return [str(one.label) for one in PriorityClass if one.value in self.classes]


class PriorityProposal(models.Model):
    """What a department proposes for the next version, and what became of it."""

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="priority_proposals")
    group = models.ForeignKey(ProductGroup, models.PROTECT)
    name = models.CharField(max_length=200)
    words = models.CharField(max_length=300, blank=True)
    is_whole_group = models.BooleanField(default=False)
    product = models.ForeignKey(Product, models.PROTECT, null=True)
    classes = ArrayField(models.CharField(max_length=20, choices=PriorityClass))
    reason = models.TextField()
    state = models.CharField(max_length=20, choices=ProposalState, default=ProposalState.WAITING)
    answer = models.CharField(max_length=500, blank=True, help_text="why it was not taken")
    taken_into = models.ForeignKey(PriorityList, models.SET_NULL, null=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True)
    proposed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """Names the table."""

        db_table = "catalogue_priority_proposal"
        indexes = [models.Index(fields=["state", "id"], name="proposal_waiting")]

    def __str__(self) -> str:
        """Return its name."""
        return self.name

    @property
    def class_names(self) -> list[str]:
        """Return its classes in words."""
        return [str(one.label) for one in PriorityClass if one.value in self.classes]
