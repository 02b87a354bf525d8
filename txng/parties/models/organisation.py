"""Organisations of every kind, what they do in chains, and their places."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from txng.core.search import Plain
from txng.parties.models.unit import AdministrativeUnit
from txng.parties.vocab import ChainRole, OrganisationKind, PlaceKind, State


class Organisation(models.Model):
    """A company, co-operative, group, household, agency or solution provider."""

    kind = models.CharField(max_length=20, choices=OrganisationKind)
    name = models.CharField(max_length=250)
    sort_key = models.CharField(
        max_length=240, blank=True, help_text="Vietnamese collation key of the name"
    )
    short_name = models.CharField(max_length=80, blank=True)
    tax_code = models.CharField(max_length=14, blank=True)
    person_digest = models.CharField(
        max_length=64, blank=True, help_text="keyed hash of a citizen's number"
    )
    person_end = models.CharField(max_length=4, blank=True, help_text="its last four digits")
    identifier = models.CharField(
        max_length=200, unique=True, help_text="canonical URI: GLN (417) or the province's own"
    )
    address = models.CharField(
        max_length=250, blank=True, help_text="as recorded, without the unit's name"
    )
    unit = models.ForeignKey(AdministrativeUnit, models.PROTECT, null=True, db_index=False)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    sector = models.CharField(max_length=40, blank=True, help_text="sector in an agency's charge")
    state = models.CharField(max_length=20, choices=State, default=State.PENDING)
    may_show_name = models.BooleanField(
        default=False, help_text="consent of a household to stand on public pages by name"
    )
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    succeeded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="preceded_by")
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        """A tax code registers once; names are searched by likeness."""

        db_table = "parties_organisation"
        constraints = [
            models.UniqueConstraint(
                fields=["tax_code"], condition=~Q(tax_code=""), name="organisation_tax_code_once"
            ),
            models.UniqueConstraint(
                fields=["person_digest"], condition=~Q(person_digest=""), name="organisation_once"
            ),
        ]
        indexes = [
            GinIndex(OpClass(Plain("name"), name="gin_trgm_ops"), name="organisation_name"),
            models.Index(Plain("name"), name="organisation_named"),
            models.Index(fields=["sort_key", "id"], name="organisation_sorted"),
            models.Index(fields=["unit"], name="organisation_unit"),
        ]

    def __str__(self) -> str:
        """Return the full name."""
        return self.name


class OrganisationRole(models.Model):
    """One chain role that an organisation holds."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=ChainRole)

    class Meta:
        """A role is held once."""

        db_table = "parties_organisation_role"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "role"], name="chain_role_once"),
        ]


class Place(models.Model):
    """A farm, plot, factory, warehouse or shop; exact coordinates are for authorities only."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="places")
    kind = models.CharField(max_length=20, choices=PlaceKind)
    name = models.CharField(max_length=200)
    identifier = models.CharField(
        max_length=200, unique=True, help_text="canonical URI: GLN (414) or the province's own"
    )
    key = models.BigIntegerField(unique=True, help_text="64-bit key of the identifier")
    gln = models.CharField(max_length=13, blank=True)
    growing_area_code = models.CharField(max_length=40, blank=True, help_text="mã số vùng trồng")
    packing_house_code = models.CharField(
        max_length=40, blank=True, help_text="mã số cơ sở đóng gói"
    )
    address = models.CharField(max_length=250, blank=True)
    unit = models.ForeignKey(AdministrativeUnit, models.PROTECT, null=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    area_m2 = models.DecimalField(max_digits=12, decimal_places=1, null=True)
    outline = models.JSONField(null=True, help_text="GeoJSON polygon, WGS 84; never public")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="parts", help_text="farm it stands in"
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        """A GLN names one place."""

        db_table = "parties_place"
        constraints = [
            models.UniqueConstraint(fields=["gln"], condition=~Q(gln=""), name="place_gln_once"),
        ]
        indexes = [
            models.Index("organisation", Plain("name"), name="place_named"),
            models.Index(fields=["organisation", "-is_active", "name", "id"], name="place_of"),
            models.Index(fields=["name", "id"], name="place_sorted"),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def code_text(self) -> str:
        """Return the code people know: GLN, growing-area code, else the end of the identifier."""
        return self.gln or self.growing_area_code or self.identifier.rpartition("/")[2]


class PlaceAlias(models.Model):
    """An identifier that a place had before: events and papers of that time still name it."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="aliases")
    identifier = models.CharField(max_length=200, unique=True)
    replaced_at = models.DateTimeField()

    class Meta:
        """Names the table."""

        db_table = "parties_place_alias"
