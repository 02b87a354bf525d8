"""Invented content of the page that shows every component; nothing of it is real."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.core.clock import now
from txng.ui.paging import Page
from txng.ui.widgets import Day, Figure

LONG_NAME = _(
    "Hợp tác xã Nông nghiệp hữu cơ, dịch vụ tổng hợp và du lịch cộng đồng Tân Lập – "
    "Chi nhánh thu mua, sơ chế, đóng gói rau quả"
)
KINDS = [
    ("rau", _("Rau, củ, quả")),
    ("thit", _("Thịt và sản phẩm từ thịt")),
    ("thuy", _("Thủy sản")),
]


class Filter(forms.Form):
    """Filters of the example list."""

    tu = forms.CharField(label=_("Tìm theo tên hoặc mã"), required=False)
    nhom = forms.ChoiceField(
        label=_("Nhóm hàng"), choices=[("", _("Mọi nhóm")), *KINDS], required=False
    )


class Step(forms.Form):
    """One of each kind of field."""

    name = forms.CharField(label=_("Tên sản phẩm"), help_text=_("Ví dụ: Miến dong Tân Lập"))
    amount = forms.DecimalField(
        label=_("Khối lượng thu hoạch"),
        help_text=_("Cân tại ruộng, trừ bì"),
        localize=True,
        widget=Figure("kg"),
    )
    on_date = forms.DateField(label=_("Ngày thu hoạch"), widget=Day())
    kind = forms.ChoiceField(label=_("Nhóm hàng"), choices=KINDS)
    method = forms.ChoiceField(
        label=_("Cách thu hoạch"),
        choices=[("tay", _("Bằng tay")), ("may", _("Bằng máy"))],
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(
        label=_("Ghi chú"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    checked = forms.BooleanField(label=_("Tôi đã xem lại các số liệu trên"))


def content(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return everything the example page shows."""
    moment = now()
    rows = [
        ("Miến dong Tân Lập", "8938501234568", _("Đã kích hoạt"), "active", Decimal("1250"), 0),
        (LONG_NAME, "8938501234575", _("Chờ kích hoạt"), "pending", Decimal("88500.5"), 3),
        ("Gạo nếp Khẩu Nua Lếch", "8938501234582", _("Đã thu hồi"), "recalled", Decimal("20"), 40),
    ]
    return {
        "long_name": LONG_NAME,
        "filter_form": Filter(given),
        "page": Page(
            rows=[(*row[:5], moment - timedelta(days=row[5], hours=2)) for row in rows],
            previous_url="?truoc=x",
            next_url="?sau=x",
            total=12_345,
        ),
        "fresh": Step(),
        "wrong": Step(
            {"amount": "mười lăm", "on_date": "2026-11-21", "kind": "rau"}, auto_id="wrong_%s"
        ),
        "moment": moment,
        "amount": Decimal("77500000"),
        "bars": [
            (_("Rau, củ, quả"), Decimal(182)),
            (_("Thịt và sản phẩm từ thịt"), Decimal(96)),
            (_("Thủy sản"), Decimal(41)),
            (_("Dược liệu"), Decimal("7.5")),
        ],
    }
