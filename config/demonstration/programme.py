"""The programme of the demonstration: a ten-year plan, two yearly ones, money, support, pilots."""

from datetime import date, timedelta
from typing import NamedTuple

from config.demonstration import accounts
from config.demonstration.journal import moment
from config.demonstration.loaded import Loaded
from txng.parties.actor import Actor
from txng.planning import queries
from txng.planning.models import Plan
from txng.planning.services import (
    add_expense,
    add_line,
    approve_plan,
    derive_plan,
    import_plan,
    keep_source,
    update_task,
)
from txng.planning.services.budget import LineWords, Spent
from txng.planning.services.plan import Approval
from txng.planning.services.task import Progress
from txng.planning.vocab import ExpenseKind, TaskState

TEN_YEARS = """ỦY BAN NHÂN DÂN TỈNH TRÌNH DIỄN

Số: 18/KH-UBND

Trình Diễn, ngày 15 tháng 01 năm 2021

KẾ HOẠCH
Truy xuất nguồn gốc sản phẩm, hàng hóa giai đoạn 2021 - 2030 trên địa bàn tỉnh Trình Diễn

Căn cứ Quyết định số 100/QĐ-TTg ngày 19/01/2019 của Thủ tướng Chính phủ;

I. MỤC TIÊU
1. Giai đoạn 2021 - 2025
- 50% cơ sở sản xuất, kinh doanh được tập huấn về truy xuất nguồn gốc.
- Tối thiểu 30% doanh nghiệp dùng mã số mã vạch có hệ thống truy xuất cho sản phẩm chủ lực, OCOP.
2. Giai đoạn 2026 - 2030
- 100% cơ sở sản xuất, kinh doanh được tập huấn về truy xuất nguồn gốc.
- 100% doanh nghiệp dùng mã số mã vạch có hệ thống truy xuất cho sản phẩm chủ lực, OCOP.
II. KINH PHÍ THỰC HIỆN
Kinh phí từ ngân sách nhà nước và các nguồn vốn huy động hợp pháp khác, dự toán từng năm.
III. TỔ CHỨC THỰC HIỆN
1. Sở Khoa học và Công nghệ
- Chủ trì, theo dõi, tổng hợp; báo cáo UBND tỉnh trước ngày 15 tháng 12 hằng năm.
2. Sở Nông nghiệp và Môi trường
- Đề xuất sản phẩm ưu tiên; hướng dẫn cơ sở ghi nhật ký.
3. Ủy ban nhân dân các xã, phường
- Rà soát cơ sở trên địa bàn; báo cáo trước ngày 30 tháng 11 hằng năm.

PHỤ LỤC
DANH MỤC NHIỆM VỤ

| TT | Nội dung | Chủ trì | Phối hợp | Thời gian | Kết quả |
| 1 | Lập và cập nhật danh mục sản phẩm ưu tiên | {lead} | {farm}; Sở Công Thương | Quý I | 01 danh mục |
| 2 | Tập huấn ghi nhật ký và dùng tem cho cơ sở sản xuất | {lead} | {farm}; {commune} | Hằng năm | 02 lớp |
| 3 | Vận hành cổng truy xuất của tỉnh, kết nối cổng quốc gia | {lead} | Sở Công Thương | Hằng năm | Cổng hoạt động liên tục |
| 4 | Thí điểm tem điện tử cho sản phẩm đặc sản | {farm} | {lead}; {commune} | Hằng năm | 02 mô hình |
| 5 | Khảo sát nhu cầu truy xuất của cơ sở OCOP | {lead} | {commune} | Quý II | 20 cơ sở |
| 6 | Kiểm tra việc ghi và dán tem trên thị trường | Sở Công Thương | {lead}; {farm} | Quý IV | 30 cơ sở |
| 7 | Tuyên truyền trên báo, đài và trang thông tin | {lead} | Đài Phát thanh và Truyền hình tỉnh | Hằng năm | 12 tin bài |
"""  # noqa: E501  rows of a table stay rows
MONEY = (
    LineWords("I", "Tập huấn ghi nhật ký (02 lớp)", "", None, None, 41_000_000, ""),
    LineWords("-", "Thuê giảng viên (02 lớp x 02 ngày)", "ngày", None, None, 16_000_000, ""),
    LineWords("-", "Tài liệu, nước uống cho học viên", "người", None, None, 25_000_000, ""),
    LineWords("II", "Khảo sát nhu cầu 20 cơ sở OCOP", "", None, None, 19_000_000, ""),
    LineWords("III", "Tem cho hai mô hình thí điểm", "tem", None, None, 30_000_000, ""),
)


class Fate(NamedTuple):
    """How far the tasks of a yearly plan are, in their order."""

    states: tuple[TaskState, ...]
    spent: float
    """Share of each line that is paid."""
    is_settled: bool = False


DONE, DOING, WAITING = TaskState.DONE, TaskState.DOING, TaskState.WAITING
LAST_YEAR = Fate((DONE, DONE, DONE, DONE, DONE, DOING, DONE), 0.96, is_settled=True)
THIS_YEAR = Fate((DONE, DOING, DOING, DOING, DONE, WAITING, DOING), 0.5)


def plan(loaded: Loaded) -> None:
    """Let the programme run: last year's plan is settled, this year's is under way."""
    lead = loaded.actors[accounts.LEAD]
    names = {
        "lead": loaded.cast.agencies[0].name,
        "farm": loaded.cast.agencies[1].name,
        "commune": loaded.cast.agencies[2].name,
    }
    ten = _ten_years(lead, names)
    year = loaded.today.year
    for number, fate in ((year - 1, LAST_YEAR), (year, THIS_YEAR)):
        _year(ten, number, fate, lead=lead, today=loaded.today)


def _ten_years(lead: Actor, names: dict[str, str]) -> Plan:
    at = moment(date(2021, 1, 15), 9)
    body = TEN_YEARS.format(**names).encode()
    source = keep_source(body=body, name="ke-hoach-2021-2030.txt", actor=lead, now=at)
    made = import_plan(source=source, actor=lead, now=at)
    made.is_demonstration = True
    made.save(update_fields=["is_demonstration"])
    approval = Approval("18/KH-UBND", date(2021, 1, 15))
    return approve_plan(plan=made, approval=approval, actor=lead, now=at)


def _year(ten: Plan, year: int, fate: Fate, *, lead: Actor, today: date) -> None:
    signed = date(year, 1, 20)
    if signed > today:
        return
    at = moment(signed, 9)
    made = derive_plan(plan=ten, year=year, actor=lead, now=at)
    for words in MONEY:
        add_line(plan=made, words=words, actor=lead, now=at)
    approval = Approval(f"{year % 100}/KH-SKHCN", signed)
    made = approve_plan(plan=made, approval=approval, actor=lead, now=at)
    told = min(today, date(year, 12, 20))
    for task, state in zip(queries.tasks_of(made), fate.states, strict=True):
        if state != WAITING:
            update_task(task=task, version=1, progress=_progress(state, told, year), actor=lead,
                        now=moment(told, 10))  # fmt: skip
    _spend(made, fate, told=told, lead=lead)


def _progress(state: TaskState, told: date, year: int) -> Progress:
    if state == DONE:
        done = min(told, date(year, 9, 15))
        return Progress(state, "Đã hoàn thành, có biên bản nghiệm thu.", "", done)
    reason = "Chờ đơn vị phối hợp bố trí lịch, chuyển sang quý sau."
    return Progress(state, "Đang làm theo kế hoạch.", reason, None)


def _spend(made: Plan, fate: Fate, *, told: date, lead: Actor) -> None:
    """Commit each line without lines below it, pay a share, and settle what was paid."""
    day = min(told, date(told.year, 6, 30))
    for row in queries.money_of(made.budget):
        if row.line.content.startswith("Tập huấn"):
            continue
        paid = int(row.estimate * fate.spent) // 100_000 * 100_000
        kinds = [(ExpenseKind.COMMITMENT, row.estimate), (ExpenseKind.PAYMENT, paid)]
        if fate.is_settled:
            kinds.append((ExpenseKind.SETTLEMENT, paid))
        for place, (kind, amount) in enumerate(kinds):
            on_date = min(told, day + timedelta(days=30 * place))
            spent = Spent(kind, amount, on_date, f"{place + 1:02}/{told.year}")
            add_expense(line=row.line, spent=spent, actor=lead, now=moment(told, 15))
