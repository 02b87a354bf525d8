"""Notices: what an organisation or a person should know or do, once for each cause."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from txng.parties.models.organisation import Organisation
from txng.parties.models.person import User


class Notice(models.Model):
    """One thing to know or to do; it stands until it is settled or put away."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, db_index=False)
    user = models.ForeignKey(User, models.CASCADE, null=True, db_index=False)
    key = models.CharField(max_length=150, help_text="the cause: told once for each receiver")
    kind = models.CharField(max_length=60, help_text="room.thing, e.g. catalogue.certificate_ends")
    text = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=300, blank=True, help_text="path without language")
    due_date = models.DateField(null=True, help_text="by when something is to be done")
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, help_text="done, or put away by somebody")
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        """A notice is for an organisation or for a person, and tells its cause once."""

        db_table = "parties_notice"
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation=None) ^ Q(user=None), name="notice_for_one"
            ),
            models.UniqueConstraint(
                fields=["organisation", "user", "key"], name="notice_once", nulls_distinct=False
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "id"],
                condition=Q(settled_at=None),
                name="notice_of_organisation",
            ),
            models.Index(
                fields=["user", "id"], condition=Q(settled_at=None), name="notice_of_person"
            ),
        ]

    def __str__(self) -> str:
        """Return the sentence in the active language."""
        is_english = (get_language() or "vi").startswith("en")
        return self.text_en if is_english and self.text_en else self.text

    @property
    def address(self) -> str:
        """Return the path in the active language."""
        is_english = (get_language() or "vi").startswith("en")
        return f"/en{self.url}" if is_english and self.url else self.url
