"""Company prefixes of GS1 that organisations have proven to hold."""

from django.db import models

from txng.core.models import StoredFile
from txng.parties.models.organisation import Organisation


class CompanyPrefix(models.Model):
    """A GS1 company prefix whose right of use an organisation has proven."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="prefixes")
    prefix = models.CharField(max_length=12)
    proof_number = models.CharField(max_length=80, help_text="giấy chứng nhận quyền sử dụng MSMV")
    valid_from = models.DateField()
    expires_date = models.DateField()
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, help_text="the proof itself")
    checked_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="checked_prefixes"
    )
    checked_at = models.DateTimeField(null=True, help_text="when an agency compared the proof")
    refused_reason = models.CharField(max_length=500, blank=True, help_text="why it was not")
    next_item = models.BigIntegerField(default=0, help_text="where the search for a GTIN begins")
    next_location = models.BigIntegerField(default=0, help_text="likewise for a GLN")
    next_reference = models.BigIntegerField(default=1, help_text="next serial reference of an SSCC")

    class Meta:
        """A prefix belongs to one holder."""

        db_table = "parties_company_prefix"
        constraints = [models.UniqueConstraint(fields=["prefix"], name="prefix_once")]

    def __str__(self) -> str:
        """Return the digits."""
        return self.prefix
