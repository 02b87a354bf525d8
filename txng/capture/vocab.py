"""Words of the room: numbers under which event kinds, roles and formats stand in the store."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventType(models.IntegerChoices):
    """EPCIS event types as stored; EXTENSION is any type of another namespace."""

    OBJECT = 1, _("Sự kiện đối tượng")
    AGGREGATION = 2, _("Sự kiện đóng gói")
    TRANSACTION = 3, _("Sự kiện giao dịch")
    TRANSFORMATION = 4, _("Sự kiện chế biến")
    ASSOCIATION = 5, _("Sự kiện gắn kết")
    EXTENSION = 9, _("Sự kiện mở rộng")


class Action(models.IntegerChoices):
    """EPCIS actions as stored; transformations have none."""

    ADD = 1, "ADD"
    OBSERVE = 2, "OBSERVE"
    DELETE = 3, "DELETE"


class MoneyKind(models.TextChoices):
    """Money of a lot that no purchase of inputs tells."""

    LABOUR = "labour", _("Chi công lao động")
    OTHER = "other", _("Chi khác")
    SALE = "sale", _("Thu bán hàng")


COMING = frozenset({"receiving", "arriving", "collecting", "accepting"})
"""Business steps by which goods come to who states them."""


class LinkRole(models.IntegerChoices):
    """In which role an identifier stands in an event (link table)."""

    EPC = 1, "epcList"
    EPC_CLASS = 2, "quantityList"
    PARENT = 3, "parentID"
    CHILD = 4, "childEPCs"
    CHILD_CLASS = 5, "childQuantityList"
    INPUT = 6, "inputEPCList"
    INPUT_CLASS = 7, "inputQuantityList"
    OUTPUT = 8, "outputEPCList"
    OUTPUT_CLASS = 9, "outputQuantityList"
    TRANSFORMATION = 10, "transformationID"
    LOT_OF = 11, "ilmd lotNumber of commissioned items"


class FieldKind(models.IntegerChoices):
    """Families of fields that queries filter on beyond the columns.

    A field inside another one (any depth) has the number of its family plus `INNER`.
    """

    BIZ_TRANSACTION = 1, "bizTransaction"
    SOURCE = 2, "source"
    DESTINATION = 3, "destination"
    ILMD = 4, "ilmd"
    EXTENSION = 5, "extension"
    SENSOR = 6, "sensor"
    PERSISTENT_SET = 7, "persistentDisposition set"
    PERSISTENT_UNSET = 8, "persistentDisposition unset"
    ERROR_DECLARATION = 9, "errorDeclaration"
    ERROR_EXTENSION = 10, "errorDeclaration extension"
    READ_POINT = 11, "readPoint extension"
    BIZ_LOCATION = 12, "bizLocation extension"
    SENSOR_ELEMENT = 13, "sensorElement extension"
    SENSOR_METADATA = 14, "sensorMetadata extension"
    SENSOR_REPORT = 15, "sensorReport extension"


INNER = 32
"""Added to a `FieldKind` when the field stands inside another extension field."""


class BodyFormat(models.IntegerChoices):
    """How an event's body came; the labels are what `gs1.epcis` calls the formats."""

    JSON = 1, "json"
    XML_2_0 = 2, "xml-2.0"
    XML_1_2 = 3, "xml-1.2"


class ShipmentState(models.TextChoices):
    """Life of a shipment as the two parties state it."""

    SENT = "sent", _("Chờ bên nhận xác nhận")
    DELIVERED = "delivered", _("Đã giao cho bên ngoài cổng")
    RECEIVED = "received", _("Đã nhận đủ")
    DIFFERENT = "different", _("Nhận lệch số")
    CANCELLED = "cancelled", _("Đã huỷ")


class Way(models.TextChoices):
    """How an amount of a lot came to a holder or left it."""

    MADE = "made", _("Làm ra")
    RECEIVED = "received", _("Nhận về")
    SHIPPED = "shipped", _("Giao đi")
    USED = "used", _("Đưa vào lô khác")
    SOLD = "sold", _("Bán lẻ")
    LOST = "lost", _("Hao hụt, tiêu huỷ")


COMES_IN: Final = frozenset({Way.MADE, Way.RECEIVED})
"""Ways by which a holder has more of a lot than before."""


class ErrorReason(models.TextChoices):
    """Why a statement is wrong (CBV 2.0, ER)."""

    INCORRECT_DATA = "incorrect_data", _("Có xảy ra, nhưng ghi sai số liệu")
    DID_NOT_OCCUR = "did_not_occur", _("Việc này không xảy ra")


class ErrorBehaviour(models.TextChoices):
    """GS1-Capture-Error-Behaviour."""

    ROLLBACK = "rollback", "rollback"
    PROCEED = "proceed", "proceed"


class Entered(models.TextChoices):
    """How an entry of the diary came in; what was not told one by one on the spot is marked."""

    FORM = "form", _("Ghi trên trang")
    QUICK = "quick", _("Ghi nhanh")
    PAPER = "paper", _("Nhập từ sổ giấy")
    MANY = "many", _("Ghi một lần cho nhiều lô")
    SHEET = "sheet", _("Nhập từ Excel")


class AttachmentKind(models.TextChoices):
    """What is kept with an entry of the diary."""

    PHOTO = "photo", _("Ảnh")
    VOICE = "voice", _("Ghi âm")
    PAPER = "paper", _("Ảnh trang sổ giấy")


MARKED: Final = frozenset({Entered.PAPER, Entered.MANY, Entered.SHEET})
"""Ways of entering that readers of the diary are told of."""


ACTS = {
    "capture.record_step": _("ghi một bước"),
    "capture.ship": _("giao hàng"),
    "capture.receive": _("nhận hàng"),
    "capture.receive_by_hand": _("nhận hàng, bên giao chưa ghi"),
    "capture.cancel_shipment": _("huỷ lần giao"),
    "capture.pack_unit": _("đóng vào kiện"),
    "capture.unpack_unit": _("lấy khỏi kiện"),
    "capture.add_input": _("thêm vật tư"),
    "capture.edit_input": _("sửa vật tư"),
    "capture.set_waiting": _("đặt thời gian cách ly"),
    "capture.buy_input": _("ghi mua vật tư"),
    "capture.write_off_input": _("ghi giảm vật tư"),
    "capture.tell_money": _("ghi khoản tiền của lô"),
    "capture.strike_money": _("gạch khoản tiền của lô"),
    "capture.attach_file": _("gắn ảnh, ghi âm vào một bước"),
}
"""The acts of the room in words, as a history shows them."""
