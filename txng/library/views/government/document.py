"""Pages of agencies about documents."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.core import audit
from txng.core.clock import now
from txng.core.files import open_file
from txng.library import forms, queries, services
from txng.library.models import Document
from txng.library.pages import TONES, listed, relations
from txng.library.vocab import RelationKind
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


def _show(document: Document) -> HttpResponse:
    return redirect("government:library:show_document", document_id=document.pk)


@may("library.list_documents")
def list_documents(request: ActingRequest) -> HttpResponse:
    """List all documents, public or not."""
    form = forms.FindDocuments(request.GET)
    found = queries.find_documents(queries.documents(), by=form.filter())
    page = page_of(found.rows, request.GET)
    context = {
        "form": form,
        "page": page,
        "rows": listed(page, on=timezone.localdate()),
        "is_only_like": found.is_only_like,
        "may_add": may_do("library.add_document", request.actor),
    }
    return render(request, "library/list_documents.html", context)


@may("library.show_document")
def show_document(request: ActingRequest, document_id: int) -> HttpResponse:
    """Show a document with its files, relations and history."""
    document = queries.document_for(document_id=document_id)
    validity = document.validity_on(timezone.localdate())
    context = {
        "document": document,
        "validity": validity,
        "tone": TONES[validity],
        "relations": relations(document),
        "history": audit.history(document)[:20],
        "may_edit": may_do("library.edit_document", request.actor),
        "may_publish": may_do("library.publish_document", request.actor),
    }
    return render(request, "library/inspect_document.html", context)


@may("library.add_document")
def add_document(request: ActingRequest) -> HttpResponse:
    """Add a document."""
    form = forms.AddDocument(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            document = services.add_document(facts=form.facts(), actor=request.actor, now=now())
            messages.success(request, _("Đã thêm văn bản. Hãy thêm tệp, rồi công khai."))
            return _show(document)
    return render(request, "library/add_document.html", {"form": form})


@may("library.edit_document")
def edit_document(request: ActingRequest, document_id: int) -> HttpResponse:
    """Change what is told about a document."""
    document = queries.document_for(document_id=document_id)
    form = forms.EditDocument(request.POST or None, document=document)
    if form.is_valid():
        with refusals_on(form):
            services.edit_document(
                document=document, facts=form.facts(), actor=request.actor, now=now()
            )
            return _show(document)
    return render(request, "library/edit_document.html", {"form": form, "document": document})


@may("library.add_document")
def replace_document(request: ActingRequest, document_id: int) -> HttpResponse:
    """Add the document that replaces this one."""
    document = queries.document_for(document_id=document_id)
    told = {"kind": document.kind, "issuer": document.issuer, "title": document.title}
    form = forms.ReplaceDocument(request.POST or None, initial=told)
    if form.is_valid():
        with refusals_on(form):
            fresh = services.replace_document(
                document=document, facts=form.facts(), actor=request.actor, now=now()
            )
            return _show(fresh)
    return render(request, "library/replace_document.html", {"form": form, "document": document})


@require_POST
@may("library.publish_document")
def publish_document(request: ActingRequest, document_id: int) -> HttpResponse:
    """Make a document public."""
    document = queries.document_for(document_id=document_id)
    services.publish_document(document=document, actor=request.actor, now=now())
    messages.success(request, _("Văn bản đã công khai."))
    return _show(document)


@require_POST
@may("library.publish_document")
def hide_document(request: ActingRequest, document_id: int) -> HttpResponse:
    """Take a document off the public pages."""
    document = queries.document_for(document_id=document_id)
    services.hide_document(document=document, actor=request.actor, now=now())
    return _show(document)


@may("library.edit_document")
def relate_documents(request: ActingRequest, document_id: int) -> HttpResponse:
    """Note how a document bears on another."""
    document = queries.document_for(document_id=document_id)
    form = forms.RelateDocuments(request.POST or None, document=document)
    if form.is_valid():
        told = form.cleaned_data
        with refusals_on(form):
            services.relate_documents(
                document=document,
                kind=RelationKind(told["kind"]),
                other=told["other"],
                on_date=told["on_date"],
                actor=request.actor,
                now=now(),
            )
            return _show(document)
    return render(request, "library/relate_documents.html", {"form": form, "document": document})


@require_POST
@may("library.edit_document")
def unrelate_documents(request: ActingRequest, relation_id: int) -> HttpResponse:
    """Take a wrongly noted relation away."""
    relation = queries.relation_for(relation_id=relation_id)
    document = relation.document
    services.unrelate_documents(relation=relation, actor=request.actor, now=now())
    return _show(document)


@may("library.edit_document")
def attach_file(request: ActingRequest, document_id: int) -> HttpResponse:
    """Add a file to a document."""
    document = queries.document_for(document_id=document_id)
    form = forms.AttachFile(request.POST or None, request.FILES or None)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        with refusals_on(form):
            services.attach_file(
                document=document,
                body=upload,
                name=upload.name,
                title=form.cleaned_data["title"],
                actor=request.actor,
                now=now(),
            )
            return _show(document)
    return render(request, "library/attach_file.html", {"form": form, "document": document})


@require_POST
@may("library.edit_document")
def detach_file(request: ActingRequest, file_id: int) -> HttpResponse:
    """Take a file away."""
    file = queries.file_for(file_id=file_id)
    document = file.document
    services.detach_file(file=file, actor=request.actor, now=now())
    return _show(document)


@may("library.show_document")
def download_file(request: ActingRequest, file_id: int) -> FileResponse:  # noqa: ARG001  Django's
    """Send a file of any document to an officer."""
    return open_file(queries.file_for(file_id=file_id).stored)
