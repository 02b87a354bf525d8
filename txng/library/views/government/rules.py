"""The draft of the rules for running the portal: to read, and to take away as DOCX or PDF."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from txng.core.papers.docx import to_docx
from txng.core.papers.pdf import to_pdf
from txng.library import regulation
from txng.parties.rights import ActingRequest, may

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@may("library.list_documents")
def draft_rules(request: ActingRequest) -> HttpResponse:
    """Show the draft with the ways to take it away."""
    return render(request, "library/draft_rules.html", {"blocks": regulation.blocks()})


@may("library.list_documents")
def download_rules(request: ActingRequest, form: str) -> HttpResponse:  # noqa: ARG001  Django's
    """Send the draft as DOCX, to be worked on, or as PDF, to be read."""
    writers = {"docx": (to_docx, _DOCX), "pdf": (to_pdf, "application/pdf")}
    if form not in writers:
        raise Http404
    write, media = writers[form]
    answer = HttpResponse(write(regulation.paper()), content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="quy-che-du-thao.{form}"'
    return answer
