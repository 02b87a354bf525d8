"""The priority list of the demonstration: one version in force, a draft, and what is proposed."""

from datetime import timedelta

from config.demonstration import accounts
from config.demonstration.journal import moment
from config.demonstration.loaded import Loaded
from txng.catalogue.models import ProductGroup
from txng.catalogue.services import (
    DecisionFacts,
    EntryFacts,
    add_entry,
    approve_priority_list,
    propose_product,
    start_priority_list,
    take_proposal,
)
from txng.library.models import Document
from txng.library.vocab import DocumentKind

_COMMITTEE = "Uỷ ban nhân dân tỉnh Trình diễn"
_FIRST = (
    ("vegetables", "Cải bắp", ("key",), "Vùng rau lớn của tỉnh, bán nhiều tỉnh (trình diễn)."),
    ("fruit", "Bưởi", ("key", "export"), "Có vùng trồng được cấp mã số (trình diễn)."),
    ("fruit", "Cam", ("key",), "Diện tích lớn nhất trong các loại quả (trình diễn)."),
    ("honey", "Mật ong", ("ocop",), "Nhiều sản phẩm đã xếp hạng OCOP (trình diễn)."),
    ("seafood", "Tôm", ("key", "export"), "Mặt hàng xuất khẩu chính (trình diễn)."),
    ("meat", "Thịt lợn", ("mandatory",), "Rủi ro cao, phải truy xuất theo lộ trình (trình diễn)."),
    ("processed-food", "Nước mắm", ("ocop",), "Nghề truyền thống ven biển (trình diễn)."),
)  # fmt: skip
_PROPOSED = (
    ("tea", "Chè", ("key", "ocop"), "Vùng chè hữu cơ mở rộng năm nay (trình diễn)."),
    ("fruit", "Thanh long", ("export",), "Đơn hàng xuất khẩu yêu cầu truy xuất (trình diễn)."),
    ("fruit", "Cam sành", ("ocop",), "Đã có sản phẩm 4 sao (trình diễn)."),
    ("eggs", "Trứng gà", ("mandatory",), "Nhóm rủi ro cao (trình diễn)."),
)


def compile_lists(loaded: Loaded) -> None:
    """Approve a first version by a decision, open a draft of the second, take one proposal in."""
    lead, officer = loaded.actors[accounts.LEAD], loaded.actors[accounts.OFFICER]
    groups = {group.code: group for group in ProductGroup.objects.all()}
    then = moment(loaded.today - timedelta(days=400), 9)
    start_priority_list(
        title="Danh mục sản phẩm ưu tiên truy xuất nguồn gốc (trình diễn)", actor=lead, now=then
    )
    for row in _FIRST:
        add_entry(facts=_facts(groups, row), actor=lead, now=then)
    approve_priority_list(facts=_decision(loaded), actor=lead, now=then)
    later = moment(loaded.today - timedelta(days=20), 9)
    start_priority_list(
        title="Danh mục sản phẩm ưu tiên, bản sửa đổi (trình diễn)", actor=lead, now=later
    )
    made = [
        propose_product(facts=_facts(groups, row), actor=officer, now=later) for row in _PROPOSED
    ]
    take_proposal(proposal=made[0], actor=lead, now=later)


def _facts(
    groups: dict[str, ProductGroup], row: tuple[str, str, tuple[str, ...], str]
) -> EntryFacts:
    group, name, classes, reason = row
    return EntryFacts(group=groups[group], name=name, classes=classes, reason=reason)


def _decision(loaded: Loaded) -> DecisionFacts:
    day = loaded.today - timedelta(days=410)
    document = Document.objects.create(
        kind=DocumentKind.DECISION,
        number="TD-1234/QĐ-UBND",
        title="Phê duyệt Danh mục sản phẩm ưu tiên truy xuất nguồn gốc (trình diễn)",
        issuer=_COMMITTEE,
        issued_date=day,
        effective_from=day,
        is_public=True,
        is_demonstration=True,
        created_at=loaded.now,
    )
    return DecisionFacts(
        number=document.number,
        decided_date=day,
        decided_by=_COMMITTEE,
        valid_from=day,
        document=document,
    )
