"""Small plans of our own wording, in the layouts that papers come in."""

TABBED = """
KẾ HOẠCH
Phổ biến truy xuất nguồn gốc năm 2024 trên địa bàn tỉnh Lâm Đồng

Căn cứ Quyết định số 100/QĐ-TTg ngày 19/01/2019 của Thủ tướng Chính phủ;
I. MỤC TIÊU
Đến năm 2024, tối thiểu 40% cơ sở được tập huấn.
II. KINH PHÍ THỰC HIỆN
Tổng kinh phí: 12.000.000 đồng (Mười hai triệu đồng).
III. TỔ CHỨC THỰC HIỆN
1. Sở Khoa học và Công nghệ:
- Chủ trì mở lớp.
- Báo cáo trước ngày 10/12/2024.
2. Sở Tài chính: Bố trí kinh phí.

DANH MỤC NHIỆM VỤ

\tTT
\tNội dung
\tĐơn vị chủ trì
\tĐơn vị phối hợp
\tThời gian thực hiện
\tKết quả

\t1
\tMở lớp hướng dẫn ghi nhật ký
\tSở Khoa học và Công nghệ
\tSở Nông nghiệp;
các xã
\tQuý II/2024
\t02 lớp, 60 học viên

\t2
\tIn tờ rơi
\tSở Khoa học và Công nghệ
\t
\tTrước ngày 30/9/2024
\t500 tài liệu

BIỂU KINH PHÍ

\tTT
\tNội dung
\tĐơn vị tính
\tSố lượng
\tĐơn giá
(đồng)
\tThành tiền
(đồng)

\tI
\tMở lớp
\t
\t
\t
\t10.000.000

\t-
\tNước uống (20.000 đồng/người x 60 người x 02 lớp)
\tNgười
\t120
\t20.000
\t2.400.000

\t-
\tTài liệu (60 người; 2 lớp)
\tNgười x lớp
\t120
\t50.000
\t6.000.000

\t-
\tThuê hội trường
\tBuổi
\t4
\t400.000
\t1.600.000

\tII
\tIn tờ rơi
\tTờ
\t500
\t4.000
\t2.000.000

\tTỔNG CỘNG (I+II)
\t
\t
\t
\t12.000.000

Bằng chữ: Mười hai triệu đồng.
"""

PIPED = """KẾ HOẠCH
Truy xuất nguồn gốc chè giai đoạn 2021 - 2023 tỉnh Phú Thọ

| TT | Nội dung công việc | Cơ quan chủ trì | Phối hợp | Tiến độ | Ghi chú |
|---|---|---|---|---|---|
| 1 | Chọn vùng chè | Sở Nông nghiệp | UBND xã | 2021 | |
| 2 | Gắn mã cho 30 cơ sở | Sở Khoa học và Công nghệ | | 2022 - 2023 | |
| 3 | Kiểm tra | Sở Công Thương | | Hằng năm | |
"""

STACKED = """KẾ HOẠCH
TRUY XUẤT NGUỒN GỐC TỈNH SƠN LA GIAI ĐOẠN 2022 - 2023

STT
Nội dung
Đơn vị chủ trì
Thời gian
1
Lập danh mục
Sở Khoa học và Công nghệ
Năm 2022
2
Mở lớp
Chi cục
Năm 2023
"""

BARE_MONEY = """KẾ HOẠCH
Mua tem năm 2025 tỉnh Gia Lai

Số TT
Nội dung
Đơn vị tính
Số lượng
Đơn giá
Thành tiền
I
Mua tem
1.600.000
-
Tem QR
cái
1.000
1.500
1.500.000
-
Công dán
công
1
100.000
100.000
II
Tập huấn
500.000
TỔNG CỘNG (I+II)
2.100.000
Bằng chữ: Hai triệu một trăm nghìn đồng.
"""

BARE_TASKS = """KẾ HOẠCH
Truy xuất nguồn gốc năm 2025 tỉnh Gia Lai

TT
Nội dung
Đơn vị chủ trì
Đơn vị phối hợp
Thời gian
Kết quả
1
Lập danh mục
Sở Khoa học và Công nghệ
Quý I
01 danh mục
2
Mở lớp
Sở Khoa học và Công nghệ
Sở Y tế
Quý II
01 lớp
Nơi nhận:
- Như trên.
"""

TSV = (
    "TT\tNội dung\tĐVT\tSố lượng\tĐơn giá\tThành tiền\n"
    "1\tTem\tcái\t1.000\t500\t500.000\n"
    "\tCộng\t\t\t\t500.000\n"
)


def budget(*rows: str, total: str = "") -> bytes:
    """Return a plan with one table of money, its rows given as "TT|nội dung|ĐVT|SL|giá|tiền"."""
    head = "TT|Nội dung|Đơn vị tính|Số lượng|Đơn giá|Thành tiền"
    lines = [*(f"|{row}|" for row in (head, *rows)), *([f"|{total}|"] if total else [])]
    return "\n".join(["KẾ HOẠCH", "Mua tem năm 2025 tỉnh Gia Lai", "", *lines]).encode()
