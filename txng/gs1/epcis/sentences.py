"""What a fault in an EPCIS document is called and how it is said, in English and in Vietnamese.

Each entry: code → (English, Vietnamese). Names in braces are facts that the rule gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from txng.gs1.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    # --- the bytes -------------------------------------------------------------------------
    "empty_body": (
        "There is nothing to read; send an EPCIS document in JSON or XML.",
        "Không có nội dung; hãy gửi một tài liệu EPCIS dạng JSON hoặc XML.",
    ),
    "unknown_format": (
        "This is neither JSON nor XML: it must begin with an opening brace or an angle bracket.",
        "Nội dung không phải JSON cũng không phải XML: phải bắt đầu bằng dấu ngoặc nhọn mở.",
    ),
    "not_utf8": (
        "The text is not valid UTF-8; send it encoded in UTF-8.",
        "Văn bản không đúng mã UTF-8; hãy gửi theo mã UTF-8.",
    ),
    "json_malformed": (
        "The JSON is malformed at line {line}, column {column}: {reason}.",
        "JSON sai cú pháp ở dòng {line}, cột {column}: {reason}.",
    ),
    "too_deep": (
        "The content is nested deeper than {limit} levels; make it flatter.",
        "Nội dung lồng nhau quá {limit} cấp; hãy giảm số cấp.",
    ),
    "too_many_events": (
        "The document holds {count} events; send at most {limit} at a time.",
        "Tài liệu có {count} sự kiện; mỗi lần chỉ gửi tối đa {limit}.",
    ),
    "duplicate_key": (
        "The key {name} stands twice in one object; keep one.",
        "Khóa {name} xuất hiện hai lần trong một đối tượng; chỉ giữ một.",
    ),
    "nul_character": (
        "The text holds a NUL character, which cannot be kept; remove it.",
        "Văn bản chứa ký tự NUL, không lưu được; hãy bỏ ký tự này.",
    ),
    "text_too_long": (
        "The text has {count} characters; at most {limit} are kept.",
        "Văn bản dài {count} ký tự; chỉ nhận tối đa {limit}.",
    ),
    "number_too_large": (
        "The number is too large; its magnitude must stay below 2^63.",
        "Số quá lớn; giá trị tuyệt đối phải nhỏ hơn 2^63.",
    ),
    # --- shape -----------------------------------------------------------------------------
    "wrong_type": (
        "{name} must be {expected}.",
        "{name} phải là {expected_vi}.",
    ),
    "missing_field": (
        "{name} is missing; the standard requires it here.",
        "Thiếu {name}; tiêu chuẩn bắt buộc phải có ở đây.",
    ),
    "unknown_field": (
        "{name} is no field of the standard; an extension needs a prefix declared in @context.",
        "{name} không có trong tiêu chuẩn; trường mở rộng cần tiền tố khai báo trong @context.",
    ),
    "not_allowed_here": (
        "{name} is not allowed here; the standard knows only {expected}.",
        "Không được dùng {name} ở đây; tiêu chuẩn chỉ có {expected}.",
    ),
    "empty_list": (
        "{name} is empty; it must hold at least one entry.",
        "{name} đang trống; phải có ít nhất một mục.",
    ),
    "repeated_entry": (
        "{value} stands twice in {name}; state it once.",
        "{value} lặp lại trong {name}; chỉ ghi một lần.",
    ),
    "unknown_document": (
        "{value} is no EPCIS document; use EPCISDocument, EPCISQueryDocument or an event type.",
        "{value} không phải tài liệu EPCIS; dùng EPCISDocument, EPCISQueryDocument hoặc sự kiện.",
    ),
    "bad_version": (
        "schemaVersion {value} is no version number; write 2.0.",
        "schemaVersion {value} không phải số phiên bản; hãy ghi 2.0.",
    ),
    "bad_context": (
        "@context must be an address, an object of prefixes, or a list of these, none twice.",
        "@context phải là địa chỉ, đối tượng khai báo tiền tố, hoặc danh sách không lặp của chúng.",
    ),
    "undeclared_prefix": (
        "The prefix {prefix} of {value} is not declared; declare it in @context.",
        "Tiền tố {prefix} của {value} chưa được khai báo; hãy khai báo trong @context.",
    ),
    # --- values ----------------------------------------------------------------------------
    "time_without_offset": (
        "The time {value} has no offset from UTC; add one, such as +07:00 or Z.",
        "Thời điểm {value} thiếu độ lệch so với UTC; hãy thêm, ví dụ +07:00 hoặc Z.",
    ),
    "bad_time": (
        "{value} is no time; write it as 2026-11-21T08:30:00.000+07:00.",
        "{value} không phải thời điểm; hãy ghi như 2026-11-21T08:30:00.000+07:00.",
    ),
    "bad_offset": (
        "{value} is no time zone offset; write a sign, hours and minutes up to 14:00, as +07:00.",
        "{value} không phải độ lệch múi giờ; hãy ghi dấu, giờ và phút đến 14:00, ví dụ +07:00.",
    ),
    "offset_contradiction": (
        "eventTime states offset {value}, eventTimeZoneOffset says {expected}; they must agree.",
        "eventTime ghi độ lệch {value}, eventTimeZoneOffset ghi {expected}; hai giá trị phải khớp.",
    ),
    "end_before_start": (
        "endTime lies before startTime; the observation must end after it starts.",
        "endTime trước startTime; quan sát phải kết thúc sau khi bắt đầu.",
    ),
    "bad_uri": (
        "{value} is no URI; write a full one, such as https://id.gs1.org/… or urn:epc:id:….",
        "{value} không phải URI; hãy ghi đầy đủ, ví dụ https://id.gs1.org/… hoặc urn:epc:id:….",
    ),
    "unknown_scheme": (
        "{value} identifies nothing: {prefix} is no URI scheme in use here and no declared prefix.",
        "{value} không định danh được gì: {prefix} không phải lược đồ URI hay tiền tố đã khai báo.",
    ),
    "bad_check_digit": (
        "The key {value} of AI ({name}) has a wrong check digit; it should be {expected}.",
        "Khóa {value} của AI ({name}) sai số kiểm tra; phải là {expected}.",
    ),
    "bad_digital_link": (
        "{value} is no GS1 Digital Link; after id.gs1.org stand a key and its qualifiers in order.",
        "{value} không phải GS1 Digital Link; sau id.gs1.org phải là khóa và các phần bổ nghĩa.",
    ),
    "class_for_instance": (
        "{value} names a class or lot, not one thing; add its serial, or state it by quantity.",
        "{value} là loại hoặc lô, không phải một vật; ghi thêm số sê-ri hoặc đưa vào số lượng.",
    ),
    "instance_for_class": (
        "{value} names one thing, not a class or lot; write {expected}, or list it as an EPC.",
        "{value} là một vật, không phải loại hay lô; ghi {expected} hoặc đưa vào danh sách EPC.",
    ),
    "bad_epc": ("{reason}", "{reason_vi}"),
    "bad_name": (
        "The name {name} cannot stand in a URI; use letters, digits and - . _ only.",
        "Tên {name} không dùng được trong URI; chỉ dùng chữ cái, chữ số và - . _",
    ),
    "unknown_word": (
        "{value} is no word of the CBV vocabulary {name}; use one of its words or your own URI.",
        "{value} không có trong bộ từ vựng CBV {name}; hãy dùng từ của tiêu chuẩn hoặc URI riêng.",
    ),
    "urn_word": (
        "{value} is the old URN spelling of a standard word; write {expected}.",
        "{value} là cách viết URN cũ của một từ chuẩn; hãy ghi {expected}.",
    ),
    "bad_action": (
        "action {value} is unknown; it must be OBSERVE, ADD or DELETE.",
        "action {value} không hợp lệ; phải là OBSERVE, ADD hoặc DELETE.",
    ),
    "bad_uom": (
        "{value} is no unit code; use UN/ECE Recommendation 20, in capitals, such as KGM.",
        "{value} không phải mã đơn vị; hãy dùng mã UN/ECE Rec 20 viết hoa, ví dụ KGM.",
    ),
    "negative_quantity": (
        "The quantity {value} is negative; it must be zero or more.",
        "Số lượng {value} là số âm; phải lớn hơn hoặc bằng không.",
    ),
    "uom_without_quantity": (
        "A uom stands without a quantity; state how many {uom}, or leave both out.",
        "Có đơn vị mà không có số lượng; hãy ghi số lượng theo {uom}, hoặc bỏ cả hai.",
    ),
    "fraction_without_uom": (
        "The quantity {value} without uom counts pieces; state a whole number, or add the uom.",
        "Số lượng {value} không có đơn vị là số đếm; ghi số nguyên, hoặc thêm đơn vị (uom).",
    ),
    "bad_hex": (
        "{value} is no hexadecimal text; use only 0-9 and A-F.",
        "{value} không phải chuỗi thập lục phân; chỉ dùng 0-9 và A-F.",
    ),
    # --- what an event must state ----------------------------------------------------------
    "no_objects": (
        "The event names no objects; give {expected}.",
        "Sự kiện không nêu đối tượng nào; hãy ghi {expected}.",
    ),
    "missing_parent": (
        "An {name} with action {value} must name its parentID.",
        "{name} có action {value} phải có parentID.",
    ),
    "missing_children": (
        "An {name} with action {value} must name what it holds: childEPCs or childQuantityList.",
        "{name} có action {value} phải nêu các phần tử con: childEPCs hoặc childQuantityList.",
    ),
    "half_transformation": (
        "A TransformationEvent needs inputs and outputs, or a transformationID and one of them.",
        "TransformationEvent cần cả đầu vào và đầu ra, hoặc transformationID kèm một trong hai.",
    ),
    "ilmd_without_add": (
        "ilmd describes objects when they begin to exist; it is allowed only with action ADD.",
        "ilmd mô tả đối tượng khi bắt đầu tồn tại; chỉ được dùng với action ADD.",
    ),
    "empty_persistent_disposition": (
        "persistentDisposition must set or unset at least one disposition.",
        "persistentDisposition phải có ít nhất một trạng thái trong set hoặc unset.",
    ),
    "sensor_attribute_twice": (
        "{name} stands in sensorMetadata and again in sensorReport; state it in one place.",
        "{name} có cả trong sensorMetadata và sensorReport; chỉ ghi ở một nơi.",
    ),
    "xml_order": (
        "{name} stands too late; elements follow the order of the XML schema.",
        "{name} đứng quá muộn; các phần tử phải theo thứ tự của lược đồ XML.",
    ),
    "unreadable_event": (
        "The event cannot be read: {reason}.",
        "Không đọc được sự kiện: {reason}.",
    ),
}


def fault(
    code: str,
    path: str,
    *,
    expected: str = "",
    table: Mapping[str, tuple[str, str]] = SENTENCES,
    **facts: object,
) -> Fault:
    """Make a fault of a known code: its path, its facts put into both sentences."""
    english, vietnamese = table[code]
    shown = {name: _short(fact) for name, fact in facts.items()}
    shown["expected"] = expected
    shown.setdefault("expected_vi", expected)
    return Fault(
        code=code,
        path=path,
        message=english.format(**shown),
        message_vi=vietnamese.format(**shown),
        expected=expected,
    )


_LONGEST: Final = 160


def _short(fact: object) -> str:
    """A fact as it is shown: hostile input is not repeated at length, nor control characters."""
    text = str(fact)
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
