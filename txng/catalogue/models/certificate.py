"""Certificates and OCOP ratings: who holds which, since when, until when, who compared it."""

from django.db import models
from django.db.models import F, Q

from txng.catalogue.models.product import Product
from txng.catalogue.vocab import CertificateKind
from txng.parties.models import Organisation, Place


class Certificate(models.Model):
    """A certificate of an organisation, for all it does or for one product or place."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="certificates")
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="certificates")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="certificates")
    kind = models.CharField(max_length=20, choices=CertificateKind)
    number = models.CharField(max_length=80)
    issuer = models.CharField(max_length=200)
    issued_date = models.DateField()
    expires_date = models.DateField(null=True)
    withdrawn_date = models.DateField(null=True)
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
        ]
