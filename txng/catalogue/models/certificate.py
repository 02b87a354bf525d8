"""Certificates and OCOP ratings: who holds which, since when, until when, who compared it."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from txng.catalogue.models.product import Product
from txng.catalogue.vocab import TONES, CertificateKind, Level, Standing
from txng.core.models import StoredFile
from txng.core.search import Plain
from txng.parties.models import Organisation, Place

EXPIRING_DAYS = 60
"""So many days before its end a paper is shown as about to end."""


class Certificate(models.Model):
    """A certificate of an organisation, for all it does or for one product or place.

    An OCOP rating is one too: of a product, with stars and the level that gave them; `number` is
    that of the decision. Withdrawn ones stay, with who withdrew them and why.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="certificates")
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="certificates")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="certificates")
    kind = models.CharField(max_length=20, choices=CertificateKind)
    number = models.CharField(max_length=80)
    issuer = models.CharField(max_length=200)
    issued_date = models.DateField()
    expires_date = models.DateField(null=True)
    stars = models.PositiveSmallIntegerField(null=True, help_text="OCOP: 3 to 5")
    level = models.CharField(max_length=20, choices=Level, blank=True, help_text="OCOP: who rated")
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="renewals", help_text="the one before it"
    )
    withdrawn_date = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="withdrawn_certificates"
    )
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, help_text="the paper itself")
    checked_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="checked_certificates"
    )
    checked_at = models.DateTimeField(null=True)

    class Meta:
        """It cannot end before it begins."""

        db_table = "catalogue_certificate"
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_date=None) | Q(expires_date__gte=F("issued_date")),
                name="certificate_period",
            ),
            models.CheckConstraint(
                condition=Q(stars=None) | Q(kind="ocop", stars__range=(3, 5)),
                name="certificate_stars",
            ),
        ]
        indexes = [
            models.Index("organisation", Plain("number"), name="certificate_numbered"),
            models.Index(fields=["expires_date", "id"], name="certificate_ends"),
            models.Index(fields=["-issued_date", "-id"], name="certificate_newest"),
        ]

    def __str__(self) -> str:
        """Return its kind and number."""
        return f"{self.get_kind_display()} {self.number}"

    def standing_on(self, day: date) -> Standing:
        """Say how it stands on a day; its last day still counts."""
        if self.withdrawn_date:
            own = self.withdrawn_by_id in (None, self.organisation_id)
            return Standing.LAID_DOWN if own else Standing.WITHDRAWN
        if self.issued_date > day:
            return Standing.FUTURE
        if self.expires_date is None:
            return Standing.VALID
        if self.expires_date < day:
            return Standing.EXPIRED
        soon = self.expires_date <= day + timedelta(days=EXPIRING_DAYS)
        return Standing.EXPIRING if soon else Standing.VALID

    @property
    def standing(self) -> Standing:
        """Say how it stands today."""
        return self.standing_on(timezone.localdate())

    @property
    def tone(self) -> str:
        """Return the colour of how it stands today."""
        return TONES[self.standing]
