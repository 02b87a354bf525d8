"""Named queries over the registers: organisations, products, barcodes, certificates.

Each answers rows; an indicator's data row names one as its numerator or denominator.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import Certificate, Product
from txng.catalogue.queries import rated
from txng.catalogue.vocab import CertificateKind
from txng.parties.models import CompanyPrefix, Organisation
from txng.parties.vocab import OrganisationKind, State
from txng.reporting.rows import Column, Rows, Scope, Split, counted
from txng.reporting.vocab import SECTORS

EXPIRING_DAYS = 60
_KINDS = Split("loai", _("Loại hình"), "kind", dict(OrganisationKind.choices))
_SECTORS = Split("nganh", _("Ngành"), "sector", SECTORS)
_STATES = Split("trang-thai", _("Trạng thái"), "state", dict(State.choices))
_UNITS = Split("xa", _("Xã, phường"), "unit", label="unit__name")
_ORGANISATION = (
    Column(_("Đơn vị"), "name", link=("government:parties:show_organisation", "pk")),
    Column(_("Mã số thuế"), "tax_code"),
    Column(_("Loại hình"), "get_kind_display"),
    Column(_("Xã, phường"), "unit"),
    Column(_("Đăng ký ngày"), "created_at", "day"),
)
_PRODUCT = (
    Column(_("Sản phẩm"), "name"),
    Column(_("Mã"), "code_text"),
    Column(_("Nhóm"), "group"),
    Column(_("Sao OCOP"), "ocop_stars", "number"),
    Column(
        _("Đơn vị"), "organisation.name",
        link=("government:parties:show_organisation", "organisation_id"),
    ),
)  # fmt: skip
_GROUPS = Split("nhom", _("Nhóm sản phẩm"), "group", label="group__name")
_STARS = Split("sao", _("Sao OCOP"), "ocop_stars", {"3": "3", "4": "4", "5": "5"})
_PRODUCT_UNITS = Split(
    "xa", _("Xã, phường"), "organisation__unit", label="organisation__unit__name"
)


def _organisations(scope: Scope) -> QuerySet[Organisation]:
    _first, after = scope.moments
    return (
        Organisation.objects.filter(created_at__lt=after, **scope.within(""))
        .exclude(kind=OrganisationKind.AGENCY)
        .select_related("unit")
        .order_by("sort_key", "id")
    )


def as_organisations(rows: QuerySet[Organisation]) -> Rows:
    """Return organisations as rows of a figure."""
    splits = (_KINDS, _SECTORS, _STATES, _UNITS)
    return Rows(rows, _ORGANISATION, splits=splits, unit_path="unit")


@counted
def organisations_registered(scope: Scope) -> Rows:
    """Organisations registered until the end of the period, agencies left out."""
    return as_organisations(_organisations(scope))


@counted
def organisations_approved(scope: Scope) -> Rows:
    """Of these, those active on the last day: approved, not suspended, not closed by then."""
    return as_organisations(_organisations(scope).filter(active(scope)))


def active(scope: Scope, lead: str = "") -> Q:
    """Return the condition that an organisation is active on the day of a scope.

    Closing has its day, so who closed later still counts; a suspension has none, so whoever is
    suspended today counts in no period. `lead` is the path to the organisation.
    """
    later = Q(**{f"{lead}state": State.CLOSED, f"{lead}valid_to__gt": scope.day})
    return Q(**{f"{lead}state": State.ACTIVE}) | later


@counted
def organisations_pending(scope: Scope) -> Rows:
    """Of these, those whose registration waits today."""
    return as_organisations(_organisations(scope).filter(state=State.PENDING))


def barcode_users_in(scope: Scope) -> QuerySet[Organisation]:
    """Active organisations that hold a company prefix on the day, or a product with a GTIN."""
    held = CompanyPrefix.objects.filter(
        organisation=OuterRef("pk"), valid_from__lte=scope.day, expires_date__gte=scope.day
    )
    coded = Product.objects.filter(organisation=OuterRef("pk"), is_active=True).exclude(gtin="")
    return _organisations(scope).filter(active(scope)).filter(Exists(held) | Exists(coded))


@counted
def barcode_users(scope: Scope) -> Rows:
    """Enterprises that use barcodes: a company prefix in force, or a product with a GTIN."""
    return as_organisations(barcode_users_in(scope))


def products_in(scope: Scope) -> QuerySet[Product]:
    """Products in use of active organisations, added until the end of the period."""
    _first, after = scope.moments
    return (
        Product.objects.filter(is_active=True, created_at__lt=after, **scope.within())
        .filter(active(scope, "organisation__"))
        .select_related("organisation", "group")
        .order_by("sort_key", "id")
    )


def as_products(rows: QuerySet[Product]) -> Rows:
    """Return products as rows of a figure."""
    splits = (_GROUPS, _STARS, _PRODUCT_UNITS)
    return Rows(rows, _PRODUCT, splits=splits, unit_path="organisation__unit")


@counted
def products_all(scope: Scope) -> Rows:
    """All products in use."""
    return as_products(products_in(scope))


@counted
def products_ocop(scope: Scope) -> Rows:
    """Products with OCOP stars on the last day of the period (today, while it runs)."""
    return as_products(products_in(scope).filter(is_ocop(scope)))


def is_ocop(scope: Scope) -> Q:
    """Return the condition that a product has OCOP stars on the day of a scope.

    Of days past the ratings then in force tell it, those that an agency has checked.
    """
    if scope.day >= scope.today:
        return rated(on=scope.day)
    rating = (
        Certificate.objects.filter(kind=CertificateKind.OCOP, product=OuterRef("pk"))
        .filter(issued_date__lte=scope.day, checked_at__isnull=False)
        .filter(Q(expires_date=None) | Q(expires_date__gte=scope.day))
        .filter(Q(withdrawn_date=None) | Q(withdrawn_date__gt=scope.day))
    )
    return Q(Exists(rating))


_CERTIFICATE = (
    Column(_("Số giấy"), "number"),
    Column(_("Loại"), "get_kind_display"),
    Column(
        _("Đơn vị"), "organisation.name",
        link=("government:parties:show_organisation", "organisation_id"),
    ),
    Column(_("Cấp ngày"), "issued_date", "day"),
    Column(_("Hết hạn"), "expires_date", "day"),
)  # fmt: skip
_CERTIFICATE_KINDS = Split("loai", _("Loại giấy"), "kind", dict(CertificateKind.choices))


def _certificates(scope: Scope) -> QuerySet[Certificate]:
    return (
        Certificate.objects.filter(issued_date__lte=scope.day, **scope.within())
        .filter(Q(expires_date=None) | Q(expires_date__gte=scope.day))
        .filter(Q(withdrawn_date=None) | Q(withdrawn_date__gt=scope.day))
        .select_related("organisation")
        .order_by("expires_date", "id")
    )


def _as_certificates(rows: QuerySet[Certificate]) -> Rows:
    return Rows(rows, _CERTIFICATE, splits=(_CERTIFICATE_KINDS,), unit_path="organisation__unit")


@counted
def certificates_valid(scope: Scope) -> Rows:
    """Certificates in force on the last day of the period (today, while it runs)."""
    return _as_certificates(_certificates(scope))


@counted
def certificates_expiring(scope: Scope) -> Rows:
    """Of these, those that end within sixty days of it."""
    last = scope.day + timedelta(days=EXPIRING_DAYS)
    return _as_certificates(_certificates(scope).filter(expires_date__lte=last))
