"""What a fault in an EPCIS XML document is called and how it is said, beside the common ones."""

from __future__ import annotations

from typing import Final

from txng.gs1.epcis.sentences import SENTENCES

XML_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    **{
        code: SENTENCES[code]
        for code in (
            "empty_body",
            "nul_character",
            "too_deep",
            "too_many_events",
            "bad_version",
            "bad_action",
        )
    },
    "xml_too_large": (
        "The document has {count} bytes; at most {expected} are taken: send it in parts.",
        "Tài liệu có {count} byte; chỉ nhận tối đa {expected} byte: hãy chia nhỏ để gửi.",
    ),
    "xml_encoding": (
        "The bytes are not valid {name}, or that encoding is not taken; send the XML in UTF-8.",
        "Các byte không đúng mã {name}, hoặc mã này không được nhận; hãy gửi XML theo mã UTF-8.",
    ),
    "xml_doctype": (
        "The DOCTYPE declares or fetches entities, which are never expanded; leave it out.",
        "DOCTYPE khai báo hoặc tải thực thể, hệ thống không bao giờ mở rộng; hãy bỏ DOCTYPE.",
    ),
    "xml_malformed": (
        "The XML is malformed at line {line}: {reason}.",
        "XML sai cú pháp ở dòng {line}: {reason}.",
    ),
    "xml_master_data_document": (
        (
            "An EPCISMasterDataDocument holds no events; send EPCISDocument, master data in its "
            "EPCISHeader."
        ),
        (
            "EPCISMasterDataDocument không chứa sự kiện; hãy gửi EPCISDocument, dữ liệu chủ "
            "đặt trong EPCISHeader."
        ),
    ),
    "xml_capture_job": (
        "An EPCISCaptureJob is a server's answer about a capture, not events; send EPCISDocument.",
        (
            "EPCISCaptureJob là câu trả lời của máy chủ về việc thu thập, không phải sự kiện; "
            "hãy gửi EPCISDocument."
        ),
    ),
    "xml_wrong_namespace": (
        "{name} is in namespace {namespace}; it must be in {expected}.",
        "{name} thuộc không gian tên {namespace}; phải thuộc {expected}.",
    ),
    "xml_unknown_document": (
        (
            "{name} is no EPCIS document; the root must be EPCISDocument, EPCISQueryDocument or an "
            "event."
        ),
        (
            "{name} không phải tài liệu EPCIS; phần tử gốc phải là EPCISDocument, "
            "EPCISQueryDocument hoặc một sự kiện."
        ),
    ),
    "xml_no_results": (
        "The query document carries {name}, not results; send one with QueryResults.",
        "Tài liệu truy vấn chứa {name}, không phải kết quả; hãy gửi tài liệu có QueryResults.",
    ),
    "xml_unknown_element": (
        (
            "{name} is not known here; use one of {expected}, or an element with a namespace "
            "of your own."
        ),
        (
            "Không có phần tử {name} ở đây; hãy dùng một trong {expected}, hoặc phần tử có "
            "không gian tên riêng."
        ),
    ),
    "xml_unqualified": (
        "{name} must stand without a namespace here; write {expected}.",
        "{name} ở đây phải viết không có không gian tên; hãy ghi {expected}.",
    ),
    "xml_unknown_attribute": (
        (
            "The attribute {name} is not known here; use a standard one or one with a namespace of "
            "your own."
        ),
        (
            "Không có thuộc tính {name} ở đây; hãy dùng thuộc tính chuẩn hoặc thuộc tính có "
            "không gian tên riêng."
        ),
    ),
    "xml_missing_element": (
        "{name} is missing; the standard requires it in {parent}.",
        "Thiếu {name}; tiêu chuẩn bắt buộc phải có trong {parent}.",
    ),
    "xml_missing_attribute": (
        "The attribute {name} is missing; the standard requires it on {parent}.",
        "Thiếu thuộc tính {name}; tiêu chuẩn bắt buộc phải có ở {parent}.",
    ),
    "xml_repeated_element": (
        "{name} stands more than once; state it once.",
        "{name} xuất hiện nhiều lần; chỉ ghi một lần.",
    ),
    "xml_empty_element": (
        "{name} is empty; it must hold a value.",
        "{name} đang trống; phải có giá trị.",
    ),
    "xml_not_text": (
        "{name} holds elements; it must hold text alone.",
        "{name} chứa phần tử con; chỉ được chứa văn bản.",
    ),
    "xml_loose_text": (
        "The text {value} stands between elements; put it into one of them, or leave it out.",
        "Văn bản {value} nằm giữa các phần tử; hãy đưa vào một phần tử, hoặc bỏ đi.",
    ),
    "xml_bad_number": (
        "{value} in {name} is no finite number; write digits with a point, such as 12.5.",
        "{value} trong {name} không phải số hữu hạn; hãy ghi chữ số với dấu chấm, ví dụ 12.5.",
    ),
    "xml_bad_boolean": (
        "{value} in {name} is no boolean; write true or false.",
        "{value} trong {name} không phải giá trị logic; hãy ghi true hoặc false.",
    ),
    "xml_quantity_event": (
        (
            "QuantityEvent was removed in EPCIS 2.0; send an ObjectEvent with action OBSERVE and a "
            "quantityList."
        ),
        (
            "QuantityEvent đã bị bỏ từ EPCIS 2.0; hãy gửi ObjectEvent với action OBSERVE và "
            "quantityList."
        ),
    ),
    "xml_unwritable": (
        "{name} cannot be written in XML: {reason}.",
        "{name} không thể ghi bằng XML: {reason}.",
    ),
}
