"""The EPCIS 2.0 capture interface: documents and single events in, jobs and events out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from txng.capture import jobs, protocol, queries, services
from txng.capture.job_documents import job_document, job_xml
from txng.capture.protocol import answer_type, document_in, is_xml, json_answer, resource
from txng.capture.vocab import ErrorBehaviour
from txng.core import clock
from txng.gs1.epcis.formats import CbvFormat, EpcFormat
from txng.gs1.epcis.json_writer import write_json
from txng.gs1.epcis.model import Document
from txng.gs1.epcis.xml_writer import write_xml
from txng.gs1.errors import Gs1Error
from txng.parties.actor import Actor
from txng.parties.rights import demand
from txng.parties.vocab import Scope

_PER_PAGE = 30
_MOST_PER_PAGE = 100
_EPC_FORMATS: dict[str, EpcFormat] = {
    "Always_GS1_Digital_Link": "digital-link",
    "Always_EPC_URN": "urn",
    "Never_Translates": "as-captured",
    "No_Preference": "as-captured",
}
_CBV_FORMATS: dict[str, CbvFormat] = {
    "Always_URN": "urn",
    "Always_Web_URI": "web-uri",
    "Never_Translates": "web-uri",  # words are kept in one neutral spelling
    "No_Preference": "web-uri",
}


def _capture(request: HttpRequest, actor: Actor) -> HttpResponse:
    """POST /epcis/capture: 202 and the job's address; the job is finished when it is asked for."""
    demand("capture.capture_document", actor)
    body, kind = document_in(request)
    job = services.capture_document(
        body=body,
        media_type=kind,
        actor=actor,
        now=clock.now(),
        error_behaviour=_error_behaviour(request),
    )
    address = reverse("api:capture:show_job", args=[job.pk])
    return HttpResponse(
        status=202,
        headers={"Location": address, "GS1-Capture-Error-Behaviour": job.error_behaviour},
    )


def _error_behaviour(request: HttpRequest) -> ErrorBehaviour:
    stated = request.headers.get("GS1-Capture-Error-Behaviour", ErrorBehaviour.ROLLBACK)
    if stated not in ErrorBehaviour.values:
        raise protocol.WrongHeader
    return ErrorBehaviour(stated)


def _list_jobs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """GET /epcis/capture: jobs of the own organisation, newest first, paged by key."""
    per_page = _whole(request.GET.get("perPage"), _PER_PAGE, most=_MOST_PER_PAGE)
    before = _whole(request.GET.get("nextPageToken"), 0, most=2**63 - 1) or None
    found = jobs.jobs_for(actor=actor, before=before, limit=per_page + 1)
    answer = json_answer([job_document(job) for job in found[:per_page]])
    if len(found) > per_page:
        more = urlencode({"perPage": per_page, "nextPageToken": found[per_page - 1].number})
        answer["Link"] = f'<{request.build_absolute_uri(request.path)}?{more}>; rel="next"'
    return answer


def _whole(text: str | None, usual: int, *, most: int) -> int:
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit()) or len(text) > 19 or int(text) < 1:
        raise protocol.WrongParameter
    return min(int(text), most)


def _show_job(request: HttpRequest, actor: Actor, job_id: str) -> HttpResponse:
    """GET /epcis/capture/{id}: how the job of the own organisation ended."""
    try:
        number = UUID(job_id)
    except ValueError as error:
        raise jobs.NoSuchJob from error
    job = jobs.job_for(actor=actor, job_id=number)
    if is_xml(kind := answer_type(request)):
        return HttpResponse(job_xml(job), content_type=kind)
    return json_answer(job_document(job))


def _capture_event(request: HttpRequest, actor: Actor) -> HttpResponse:
    """POST /epcis/events: one event, stored when answered; 409 when it is known already."""
    demand("capture.capture_document", actor)
    body, kind = document_in(request)
    number, is_new = services.capture_event(
        body=body, media_type=kind, actor=actor, now=clock.now()
    )
    if not is_new:
        raise services.EventKnown
    [stored] = queries.events([number])
    address = reverse("api:capture:show_event", args=[stored.event_id])
    return HttpResponse(status=201, headers={"Location": address})


def _show_event(request: HttpRequest, actor: Actor, event_id: str) -> HttpResponse:
    """GET /epcis/events/{eventID}: the event and its error declarations as a query document."""
    if event_id.startswith("ni:") and "?" not in event_id and request.META["QUERY_STRING"]:
        # A client that did not encode the question mark of a hash id.
        event_id = f"{event_id}?{request.META['QUERY_STRING']}"
    kind = answer_type(request)
    stated = request.headers.get("GS1-EPC-Format", "Always_GS1_Digital_Link")
    words = request.headers.get("GS1-CBV-XML-Format", "No_Preference")
    if stated not in _EPC_FORMATS or words not in _CBV_FORMATS:
        raise protocol.NoSuchSpelling
    found = queries.events_for(actor=actor, event_id=event_id)
    document = queries.document_of(found, now=clock.now())
    if is_xml(kind):
        body = _xml(document, _EPC_FORMATS[stated], _CBV_FORMATS[words])
    else:
        body = write_json(document, epc_format=_EPC_FORMATS[stated])
    answer = HttpResponse(body, content_type=kind, headers={"GS1-EPC-Format": stated})
    if is_xml(kind):
        written = "Always_URN" if _CBV_FORMATS[words] == "urn" else "Always_Web_URI"
        answer["GS1-CBV-XML-Format"] = written
    return answer


def _xml(document: Document, spelling: EpcFormat, words: CbvFormat) -> bytes:
    try:
        return write_xml(document, cbv_format=words, epc_format=spelling)
    except Gs1Error as error:
        raise protocol.NotInXml from error


capture = resource(
    {"POST": (Scope.CAPTURE, _capture), "GET": (Scope.CAPTURE, _list_jobs)},
    discovery={**protocol.LIMITS, "GS1-Capture-Error-Behaviour": "all"},
)
show_job = resource({"GET": (Scope.CAPTURE, _show_job)})
events = resource({"POST": (Scope.CAPTURE, _capture_event)}, discovery=protocol.LIMITS)
show_event = resource({"GET": (Scope.QUERY, _show_event)})
