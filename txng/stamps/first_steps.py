"""The way of a newcomer from an empty workspace to a stamp that opens a truthful page."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.capture.models import CaptureJob
from txng.catalogue.models import Product, ProductImage
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.models import Organisation, Place
from txng.stamps.models import Activation, Batch


@dataclass(frozen=True)
class FirstStep:
    """One thing to do once: its name, why it is worth doing, the page where it is done."""

    name: str
    text: Promise
    why: Promise
    page: str
    is_done: bool = False


_STEPS: Final = (
    FirstStep(
        "profile",
        _("Điền địa chỉ và số điện thoại của đơn vị"),
        _("Người mua thấy ai làm ra sản phẩm."),
        "enterprise:parties:edit_organisation",
    ),
    FirstStep(
        "place",
        _("Khai báo nơi sản xuất"),
        _("Mỗi bước đều diễn ra ở một nơi."),
        "enterprise:parties:add_place",
    ),
    FirstStep(
        "product",
        _("Khai báo sản phẩm"),
        _("Có mã GS1 thì dùng mã GS1; chưa có thì Cổng cấp mã của tỉnh."),
        "enterprise:catalogue:add_product",
    ),
    FirstStep(
        "image",
        _("Thêm ảnh sản phẩm"),
        _("Chụp bằng điện thoại là được."),
        "enterprise:catalogue:list_products",
    ),
    FirstStep(
        "lot",
        _("Mở lô hàng đầu tiên"),
        _("Lô là những gì làm ra cùng nhau."),
        "enterprise:identify:create_lot",
    ),
    FirstStep(
        "step",
        _("Ghi bước đầu tiên vào nhật ký"),
        _("Chọn việc vừa làm, bấm một lần."),
        "enterprise:capture:list_plots",
    ),
    FirstStep(
        "order",
        _("Đặt và in tem"),
        _("In trên giấy nhãn A4 thường."),
        "enterprise:stamps:order_batch",
    ),
    FirstStep(
        "activation",
        _("Kích hoạt tem đã dán"),
        _("Từ lúc đó người mua quét được."),
        "enterprise:stamps:list_batches",
    ),
)


def first_steps(*, actor: Actor) -> list[FirstStep]:
    """Return the steps with what the actor's organisation has done; nothing once all are done.

    One SQL statement.
    """
    found = _looked_up(actor.organisation_id) if actor.organisation_id else {}
    steps = [
        FirstStep(step.name, step.text, step.why, step.page, is_done=found.get(step.name, False))
        for step in _STEPS
    ]
    return [] if all(step.is_done for step in steps) else steps


def _looked_up(organisation_id: int) -> dict[str, bool]:
    of: dict[str, QuerySet[Model]] = {
        "place": Place.objects.filter(organisation=OuterRef("pk")),
        "product": Product.objects.filter(organisation=OuterRef("pk")),
        "image": ProductImage.objects.filter(product__organisation=OuterRef("pk")),
        "lot": Lot.objects.filter(product__organisation=OuterRef("pk")),
        "step": CaptureJob.objects.filter(organisation=OuterRef("pk"), stored_count__gt=0),
        "order": Batch.objects.filter(organisation=OuterRef("pk")),
        "activation": Activation.objects.filter(batch__organisation=OuterRef("pk")),
    }
    told = Q(unit__isnull=False) & ~Q(address="") & ~Q(phone="")
    of["profile"] = Organisation.objects.filter(told, pk=OuterRef("pk"))
    looked = {f"has_{name}": Exists(rows) for name, rows in of.items()}
    one = Organisation.objects.filter(pk=organisation_id).annotate(**looked).order_by("pk")
    row = one.values(*looked).first() or {}
    return {name: row[f"has_{name}"] for name in of if row}
