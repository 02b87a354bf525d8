"""The EPCIS 2.0 REST binding's manners: who asks, which versions, how large, which format.

Source: GS1's OpenAPI of EPCIS 2.0. What an error is called follows its `epcisException` types.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from txng.capture.problems import VALIDATION, problems
from txng.capture.services import CAPTURE_LIMIT, NotUnderstood
from txng.core import clock
from txng.core.errors import NotAllowed, Refused
from txng.parties.actor import Actor
from txng.parties.services import ON_BEHALF, authenticate_api_key
from txng.parties.vocab import Scope

P = ParamSpec("P")
Method = Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]

FILE_LIMIT: Final[int] = settings.TXNG_CAPTURE_FILE_SIZE_LIMIT
"""Most bytes of one document (GS1-EPCIS-Capture-File-Size-Limit)."""
_CHUNK: Final = 256 * 1024
_MEDIA_TYPES: Final = {
    "application/json": "json",
    "application/ld+json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
_VERSIONS: Final = ("2.0.0", "1.2.0")
_OFFERED: Final = {
    "GS1-EPCIS-Version": "2.0.0",
    "GS1-CBV-Version": "2.0.0",
}
_DISCOVERY: Final = {
    **_OFFERED,
    "GS1-EPCIS-Min": "1.2.0",
    "GS1-EPCIS-Max": "2.0.0",
    "GS1-CBV-Min": "1.2.0",
    "GS1-CBV-Max": "2.0.0",
    "GS1-EPC-Format": "No_Preference",
    "GS1-CBV-XML-Format": "No_Preference",
    "GS1-Vendor-Version": "TXNG 0.1",
}
LIMITS: Final = {
    "GS1-EPCIS-Capture-Limit": str(CAPTURE_LIMIT),
    "GS1-EPCIS-Capture-File-Size-Limit": str(FILE_LIMIT),
}
_EXCEPTIONS: Final = {
    400: VALIDATION,
    401: "epcisException:SecurityException",
    403: "epcisException:SecurityException",
    404: "epcisException:NoSuchResourceException",
    405: "epcisException:ValidationException",
    406: "epcisException:NotAcceptableException",
    409: "epcisException:ResourceAlreadyExistsException",
    413: "epcisException:CaptureLimitExceededException",
    415: "epcisException:UnsupportedMediaTypeException",
}


class KeyMayNot(NotAllowed):
    """The key is right, but was not issued for this."""

    reason = _("Khoá này không được cấp cho việc này: hãy cấp khoá khác có phạm vi phù hợp.")


class WrongMediaType(Refused):
    """Neither JSON nor XML, or compressed."""

    status = 415
    reason = _(
        "Chỉ nhận application/json, application/ld+json, application/xml và text/xml, không nén."
    )


class TooLarge(Refused):
    """More bytes than are taken at a time."""

    status = 413
    reason = _("Nội dung quá lớn: hãy chia nhỏ tài liệu rồi gửi lại.")


class BrokenOff(Refused):
    """The body ended before its stated length, or its length is no number."""

    status = 400
    reason = _("Nội dung nhận được không đủ độ dài đã báo: hãy gửi lại.")


class WrongHeader(Refused):
    """A header has a value that the standard does not know."""

    status = 400
    reason = _("Tiêu đề GS1-Capture-Error-Behaviour chỉ nhận “rollback” hoặc “proceed”.")


class WrongParameter(Refused):
    """A query parameter has a value that makes no sense."""

    status = 400
    reason = _("Tham số perPage và nextPageToken phải là số nguyên dương.")


class OtherVersion(Refused):
    """The client insists on a version of EPCIS or CBV that is not spoken here."""

    status = 406
    reason = _("Hệ thống nói EPCIS và CBV từ 1.2 đến 2.0: hãy bỏ tiêu đề phiên bản hoặc đổi lại.")


class NoSuchFormat(Refused):
    """The client accepts neither JSON nor XML."""

    status = 406
    reason = _("Chỉ trả lời được dạng application/json, application/ld+json hoặc application/xml.")


class NoSuchSpelling(NoSuchFormat):
    """The client asks for a spelling of identifiers or words that the standard does not name."""

    reason = _(
        "Tiêu đề GS1-EPC-Format hoặc GS1-CBV-XML-Format có giá trị lạ: "
        "hãy bỏ tiêu đề đó hoặc ghi No_Preference."
    )


class NotInXml(NoSuchFormat):
    """An event captured in JSON holds what XML cannot, such as a control character."""

    reason = _("Sự kiện này có nội dung mà XML không chứa được: hãy yêu cầu dạng JSON.")


class NoSuchMethod(Refused):
    """The address does not know the method."""

    status = 405
    reason = _("Địa chỉ này không nhận phương thức này.")


def resource(
    methods: Mapping[str, tuple[Scope, Method[P]]],
    discovery: Mapping[str, str] | None = None,
) -> Callable[..., HttpResponse]:
    """Make the view of one address from its methods, each with the scope that its key needs.

    Answers OPTIONS with what the address can do, asks every request for a key, and turns each
    refusal into problem+json.
    """
    allowed = ", ".join(["OPTIONS", *methods])

    @csrf_exempt
    @wraps(next(iter(methods.values()))[1])
    def view(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            actor = _actor(request)
            if request.method == "OPTIONS":
                answer = HttpResponse(status=204, headers={**_DISCOVERY, **(discovery or {})})
            else:
                answer = _act(methods, actor, request, *args, **kwargs)
        except Refused as refusal:
            answer = refused(refusal)
        if answer.status_code in {204, 405}:
            answer["Allow"] = allowed
        if not answer.content:
            del answer["Content-Type"]
        patch_vary_headers(answer, ["Accept", "Authorization", ON_BEHALF])
        return answer

    return view


def _act(
    methods: Mapping[str, tuple[Scope, Method[P]]],
    actor: Actor,
    request: HttpRequest,
    *args: P.args,
    **kwargs: P.kwargs,
) -> HttpResponse:
    found = methods.get(request.method or "")
    if found is None:
        raise NoSuchMethod
    scope, act = found
    if not actor.has_scope(scope):
        raise KeyMayNot
    _agree_on_version(request)
    answer = act(request, actor, *args, **kwargs)
    for name, value in _OFFERED.items():
        answer[name] = value
    return answer


def _actor(request: HttpRequest) -> Actor:
    """Recognise the machine: `Authorization: Bearer …`, or the bare key in a header of its own."""
    header = request.headers.get("Authorization")
    bare = request.headers.get("GS1-API-Key") or request.headers.get("X-API-Key")
    if header is None and bare:
        header = f"Bearer {bare}"
    on_behalf = request.headers.get(ON_BEHALF)
    return authenticate_api_key(header, now=clock.now(), on_behalf=on_behalf)


def _agree_on_version(request: HttpRequest) -> None:
    for name in ("GS1-EPCIS-Version", "GS1-CBV-Version"):
        asked = request.headers.get(name)
        if asked and not any(known.startswith(asked) for known in _VERSIONS):
            raise OtherVersion
    for least in ("GS1-EPCIS-Min", "GS1-CBV-Min"):
        if request.headers.get(least, "") > "2.0.0":
            raise OtherVersion
    for most in ("GS1-EPCIS-Max", "GS1-CBV-Max"):
        if request.headers.get(most, "9") < "1.2":
            raise OtherVersion


def media_type(request: HttpRequest) -> str:
    """Return the body's media type without parameters, or raise WrongMediaType."""
    stated = (request.content_type or "").strip().lower()
    charset = (request.content_params or {}).get("charset", "utf-8").strip('"').lower()
    if stated not in _MEDIA_TYPES or request.headers.get("Content-Encoding", "identity") != (
        "identity"
    ):
        raise WrongMediaType
    if _MEDIA_TYPES[stated] == "json" and charset not in {"utf-8", "utf8", "us-ascii"}:
        raise WrongMediaType
    return stated


def document_in(request: HttpRequest) -> tuple[bytes, str]:
    """Return body and media type; raise WrongMediaType when the one is not what the other says."""
    kind = media_type(request)
    body = body_of(request)
    begins = body[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if begins in {b"{", b"["} and _MEDIA_TYPES[kind] == "xml":
        raise WrongMediaType
    if begins == b"<" and _MEDIA_TYPES[kind] == "json":
        raise WrongMediaType
    return body, kind


def body_of(request: HttpRequest, *, limit: int = FILE_LIMIT) -> bytes:
    """Read the body, never more than `limit` bytes of it.

    A length stated above the limit is refused unread; a body sent in chunks, without a length, is
    read until the limit is passed. Raises TooLarge, BrokenOff.
    """
    stated = _stated_length(request)
    if stated is not None and stated > limit:
        raise TooLarge
    source = request if stated is not None else request.META["wsgi.input"]
    parts: list[bytes] = []
    size = 0
    try:
        while size <= limit:
            part = source.read(_CHUNK if stated is None else min(_CHUNK, stated - size))
            if not part:
                break
            parts.append(part)
            size += len(part)
    except (UnreadablePostError, OSError) as error:
        raise BrokenOff from error
    if size > limit:
        raise TooLarge
    if stated is not None and size != stated:
        raise BrokenOff
    return b"".join(parts)


def _stated_length(request: HttpRequest) -> int | None:
    """Return Content-Length; None when the body comes in chunks."""
    text = request.META.get("CONTENT_LENGTH") or ""
    if not text:
        is_chunked = "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower()
        return None if is_chunked else 0
    if not text.isascii() or not text.isdigit():
        raise BrokenOff
    return int(text)


def answer_type(request: HttpRequest) -> str:
    """Return the media type that the client likes best (`Accept`), or raise NoSuchFormat."""
    chosen = request.get_preferred_type(list(_MEDIA_TYPES))
    if chosen is None:
        raise NoSuchFormat
    return chosen


def is_xml(media_type: str) -> bool:
    """Say whether a media type that is spoken here is XML."""
    return _MEDIA_TYPES[media_type] == "xml"


def json_answer(
    content: Any, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """Return content as application/json."""
    return HttpResponse(
        orjson.dumps(content), status=status, content_type="application/json", headers=headers
    )


def refused(refusal: Refused) -> HttpResponse:
    """Return a refusal as problem+json: the type of the standard, a sentence in both languages."""
    with override("en"):
        detail = str(refusal)
    with override("vi"):
        detail_vi = str(refusal)
    content: dict[str, Any] = {
        "type": _EXCEPTIONS.get(refusal.status, VALIDATION),
        "title": refusal.code,
        "status": refusal.status,
        "detail": detail,
        "detail_vi": detail_vi,
    }
    if isinstance(refusal, NotUnderstood):
        content["errors"] = problems(refusal.faults)
        content["path"] = content["errors"][0]["path"]
    answer = HttpResponse(
        orjson.dumps(content), status=refusal.status, content_type="application/problem+json"
    )
    if refusal.status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="EPCIS"'
    if refusal.status == 413:
        for name, value in LIMITS.items():
            answer[name] = value
    return answer
