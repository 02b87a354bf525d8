"""What agencies decided of pairs that looked like one: different, or merged into the one kept."""

from django.db import models

from txng.catalogue.vocab import Subject, Verdict
from txng.parties.models import Organisation


class Judgement(models.Model):
    """A pair of rows of one register, and what an officer found of it, with the reason."""

    subject = models.CharField(max_length=20, choices=Subject)
    first_id = models.BigIntegerField(help_text="the older row")
    second_id = models.BigIntegerField()
    verdict = models.CharField(max_length=20, choices=Verdict)
    kept_id = models.BigIntegerField(null=True, help_text="merged: the row that stays in use")
    moved = models.JSONField(default=dict, help_text="merged: how many rows went over, by kind")
    reason = models.CharField(max_length=500)
    decided_by = models.ForeignKey(Organisation, models.PROTECT, null=True)
    decided_at = models.DateTimeField()

    class Meta:
        """A pair is judged once."""

        db_table = "catalogue_judgement"
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "first_id", "second_id"], name="pair_judged_once"
            ),
        ]
