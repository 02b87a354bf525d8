"""A capture job as the document that EPCIS 2.0 describes, in JSON and XML."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from txng.capture.models import CaptureJob

_EPCIS = "urn:epcglobal:epcis:xsd:2"


def job_document(job: CaptureJob) -> dict[str, Any]:
    """Return the CaptureJob document.

    `running` and `success` together say how it stands: false and true, all is stored; false and
    false, nothing is (rollback) or not all (proceed).
    """
    document: dict[str, Any] = {
        "captureID": str(job.pk),
        "createdAt": _moment(job.created_at),
        "running": job.is_running,
        "success": job.is_success,
        "captureErrorBehaviour": job.error_behaviour,
        "errors": job.errors,
    }
    if job.finished_at is not None:
        document["finishedAt"] = _moment(job.finished_at)
    return document


def job_xml(job: CaptureJob) -> bytes:
    """Return the EPCISCaptureJob element (EPCIS 2.0 XML schema)."""
    document = job_document(job)
    root = etree.Element(
        f"{{{_EPCIS}}}EPCISCaptureJob",
        attrib={
            "captureID": document["captureID"],
            "running": str(job.is_running).lower(),
            "success": str(job.is_success).lower(),
        },
        nsmap={"epcis": _EPCIS},
    )
    for name in ("captureErrorBehaviour", "createdAt", "finishedAt"):
        if name in document:
            etree.SubElement(root, name).text = document[name]
    if job.errors:
        errors = etree.SubElement(root, "errors")
        for item in job.errors:
            _error(etree.SubElement(errors, "error"), item)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _error(element: etree._Element, item: Mapping[str, Any]) -> None:
    for name in ("type", "title", "status", "detail", "instance"):
        if name in item:
            etree.SubElement(element, name).text = str(item[name])


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
