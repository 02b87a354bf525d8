"""Product groups, chain templates, products and their images."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from txng.catalogue.vocab import Unit
from txng.core.search import Plain
from txng.parties.models import Organisation


def _named(name: str, name_en: str) -> str:
    """Return the English name to those who read English, if there is one."""
    is_english = (get_language() or "").startswith("en")
    return name_en if is_english and name_en else name


class ProductGroup(models.Model):
    """A kind of product, within the sector of one agency."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    sector = models.CharField(max_length=40, help_text="as `sector` of the agency in charge")
    chain = models.SlugField(max_length=60, blank=True, help_text="code of its usual template")
    parent = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        """Names the table."""

        db_table = "catalogue_product_group"

    def __str__(self) -> str:
        """Return the name in the active language."""
        return _named(self.name, self.name_en)


class ChainTemplate(models.Model):
    """One version of a chain as data: its steps, what each asks, and the standard behind it.

    `definition` follows catalogue/templates.md: steps with code, names, event form, CBV words,
    key data elements with labels (vi, en), types, units and rules.
    """

    code = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    standard = models.CharField(max_length=120, blank=True, help_text="e.g. TCVN 12827:2023")
    definition = models.JSONField()
    valid_from = models.DateField(null=True, help_text="null: a draft, nobody records by it")
    valid_to = models.DateField(null=True)

    class Meta:
        """A version stands once; one draft of a chain at a time."""

        db_table = "catalogue_chain_template"
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="chain_version_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_from=None), name="chain_one_draft"
            ),
        ]

    def __str__(self) -> str:
        """Return the name in the active language."""
        return _named(self.name, self.name_en)


class Product(models.Model):
    """A product of one organisation, with a GTIN or with the province's own code."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="products")
    group = models.ForeignKey(ProductGroup, models.PROTECT, related_name="products")
    template = models.ForeignKey(ChainTemplate, models.PROTECT, related_name="products")
    name = models.CharField(max_length=200)
    sort_key = models.CharField(
        max_length=240, blank=True, help_text="Vietnamese collation key of the name"
    )
    name_en = models.CharField(max_length=200, blank=True)
    brand = models.CharField(max_length=120, blank=True)
    model = models.CharField(max_length=120, blank=True, help_text="mã ký hiệu")
    description = models.TextField(blank=True)
    identifier = models.CharField(
        max_length=200, unique=True, help_text="canonical URI: GTIN (01) or the province's own"
    )
    gtin = models.CharField(max_length=14, blank=True, help_text="14 digits, or empty")
    unit = models.CharField(max_length=3, choices=Unit, default=Unit.KILOGRAM)
    shelf_life_days = models.PositiveIntegerField(null=True)
    standards = ArrayField(
        models.CharField(max_length=120), default=list, help_text="TCVN, QCVN, … applied"
    )
    warnings = models.TextField(blank=True, help_text="cảnh báo an toàn")
    ocop_stars = models.PositiveSmallIntegerField(
        null=True, help_text="of the rating in force, kept by services.sum_up_ratings"
    )
    ocop_until = models.DateField(null=True, help_text="last day of that rating; null: no end")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        """A GTIN names one product; names are searched by likeness."""

        db_table = "catalogue_product"
        constraints = [
            models.UniqueConstraint(
                fields=["gtin"], condition=~Q(gtin=""), name="product_gtin_once"
            ),
            models.CheckConstraint(
                condition=Q(ocop_stars=None) | Q(ocop_stars__range=(3, 5)), name="ocop_3_to_5"
            ),
        ]
        indexes = [
            GinIndex(OpClass(Plain("name"), name="gin_trgm_ops"), name="product_name"),
            models.Index("organisation", Plain("name"), name="product_named"),
            models.Index(fields=["organisation", "sort_key", "id"], name="product_of"),
            models.Index(fields=["sort_key", "id"], name="product_sorted"),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def stars(self) -> int | None:
        """Return the OCOP stars that an agency has checked and that are in force today."""
        if self.ocop_until and self.ocop_until < timezone.localdate():
            return None
        return self.ocop_stars

    @property
    def code_text(self) -> str:
        """Return the code people know: GTIN, else the end of the identifier."""
        return self.gtin or self.identifier.rpartition("/")[2]


class ProductAlias(models.Model):
    """An identifier that a product had before it got a GTIN: lots and stamps of then name it."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="aliases")
    identifier = models.CharField(max_length=200, unique=True)
    replaced_at = models.DateTimeField()

    class Meta:
        """Names the table."""

        db_table = "catalogue_product_alias"


class ProductImage(models.Model):
    """A photo of a product: WebP, at most 1280 px, without EXIF."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="images")
    file = models.FileField(upload_to="products/")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    caption = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Names the table."""

        db_table = "catalogue_product_image"
