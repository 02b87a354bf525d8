"""Rows about goods that change hands: shipments and what is in them."""

from django.db import models
from django.db.models import Q

from txng.capture.vocab import ShipmentState
from txng.catalogue.vocab import Unit
from txng.identify.models import LogisticUnit, Lot
from txng.parties.models import Organisation, Place, User


class Shipment(models.Model):
    """Goods that went from one party to another: stated by the sender, by the receiver, or both.

    A party that is not on the portal stands by name and phone. The events state what is public to
    the chain; a phone number stands here only.
    """

    sender = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="shipments_sent"
    )
    sender_name = models.CharField(max_length=250, help_text="as known at that time")
    sender_phone = models.CharField(max_length=20, blank=True)
    receiver = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="shipments_received"
    )
    receiver_name = models.CharField(max_length=250, help_text="as known at that time")
    receiver_phone = models.CharField(max_length=20, blank=True)
    from_place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    to_place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    document = models.CharField(max_length=60, blank=True, help_text="số phiếu giao hàng")
    order_number = models.CharField(max_length=60, blank=True, help_text="số đơn đặt hàng")
    vehicle = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=20, choices=ShipmentState)
    note = models.CharField(max_length=300, blank=True, help_text="why less or more came")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_event = models.BigIntegerField(null=True, unique=True, help_text="capture_event.id")
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    received_event = models.BigIntegerField(null=True, unique=True, help_text="capture_event.id")
    created_at = models.DateTimeField()

    class Meta:
        """Somebody stated it; at least one of the two is on the portal."""

        db_table = "capture_shipment"
        constraints = [
            models.CheckConstraint(
                condition=~Q(sender=None, receiver=None), name="shipment_has_party"
            ),
            models.CheckConstraint(
                condition=~Q(sent_event=None, received_event=None), name="shipment_was_stated"
            ),
        ]
        indexes = [
            models.Index(fields=["sender", "-id"], name="shipment_from"),
            models.Index(fields=["receiver", "-id"], name="shipment_to"),
        ]

    def __str__(self) -> str:
        """Return the number people know."""
        return self.document or f"#{self.pk}"

    @property
    def moment(self) -> object:
        """When it left, or when it came if nobody says when it left."""
        return self.sent_at or self.received_at


class ShipmentLine(models.Model):
    """One lot, or the part of a lot that is in one case or pallet, within a shipment."""

    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="lines")
    lot = models.ForeignKey(Lot, models.PROTECT, null=True, related_name="shipment_lines")
    logistic_unit = models.ForeignKey(
        LogisticUnit, models.PROTECT, null=True, related_name="shipment_lines"
    )
    identifier = models.CharField(max_length=240, help_text="canonical URI of the lot")
    name = models.CharField(max_length=250, help_text="as known at that time")
    quantity = models.DecimalField(max_digits=14, decimal_places=3, help_text="as sent")
    unit = models.CharField(max_length=3)
    received_quantity = models.DecimalField(max_digits=14, decimal_places=3, null=True)

    class Meta:
        """Something was sent."""

        db_table = "capture_shipment_line"
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=0), name="shipment_line_positive"),
        ]
        indexes = [models.Index(fields=["identifier"], name="shipment_line_of")]

    @property
    def unit_text(self) -> str:
        """The unit in words."""
        return str(Unit(self.unit).label if self.unit in Unit.values else self.unit)

    @property
    def is_different(self) -> bool:
        """Say whether something else came than was sent."""
        return self.received_quantity is not None and self.received_quantity != self.quantity
