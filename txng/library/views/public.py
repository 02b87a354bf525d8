"""What everybody may read: documents, news, the guide."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from txng.core.clock import now
from txng.core.files import open_file
from txng.library import forms, guide, queries, screens
from txng.library.markdown import html_of, plain_of
from txng.library.pages import TONES, listed, relations
from txng.ui.paging import page_of
from txng.ui.share import Share


def list_documents(request: HttpRequest) -> HttpResponse:
    """List the public documents."""
    form = forms.FindDocuments(request.GET)
    found = queries.find_documents(queries.public_documents(), by=form.filter())
    page = page_of(found.rows, request.GET)
    lead = _("Luật, tiêu chuẩn, quyết định, kế hoạch, hướng dẫn về truy xuất nguồn gốc.")
    context = {
        "form": form,
        "page": page,
        "rows": listed(page, on=timezone.localdate()),
        "is_only_like": found.is_only_like,
        "share": Share(_("Văn bản"), lead, request.path),
    }
    return render(request, "library/read_documents.html", context)


def show_document(request: HttpRequest, document_id: int) -> HttpResponse:
    """Show a public document: in force or not first, then summary, relations, files, full text."""
    document = queries.document_for(document_id=document_id, public_only=True)
    validity = document.validity_on(timezone.localdate())
    lead = f"{validity.label}. {document.title}"
    context = {
        "document": document,
        "validity": validity,
        "tone": TONES[validity],
        "relations": relations(document, public_only=True),
        "share": Share(str(document), lead, request.path),
    }
    return render(request, "library/show_document.html", context)


def download_file(request: HttpRequest, file_id: int) -> FileResponse:  # noqa: ARG001  Django's
    """Send a file of a public document."""
    return open_file(queries.file_for(file_id=file_id, public_only=True).stored)


def list_news(request: HttpRequest) -> HttpResponse:
    """List the public news, the newest first."""
    page = page_of(queries.public_news(at=now()), request.GET, size=12)
    lead = _("Tin về truy xuất nguồn gốc của tỉnh.")
    context = {"page": page, "share": Share(_("Tin tức"), lead, request.path)}
    return render(request, "library/list_news.html", context)


def show_news(request: HttpRequest, news_id: int) -> HttpResponse:
    """Show a piece of news."""
    news = queries.news_for(news_id=news_id, public_at=now())
    lead = news.lead or Truncator(plain_of(news.body)).words(40)
    image = reverse("public:library:show_picture", args=[news.pk]) if news.picture else ""
    context = {
        "news": news,
        "body": html_of(news.body),
        "share": Share(news.title, lead, request.path, image),
    }
    return render(request, "library/show_news.html", context)


def show_picture(request: HttpRequest, news_id: int) -> FileResponse:  # noqa: ARG001  Django's
    """Send the picture of a piece of public news."""
    news = queries.news_for(news_id=news_id, public_at=now())
    if news.picture is None:
        raise queries.NoSuchNews
    response = open_file(news.picture)
    response["Cache-Control"] = "public, max-age=3600"
    return response


def show_guide(request: HttpRequest) -> HttpResponse:
    """Show the contents of the guide, or what was found in it."""
    asked = request.GET.get("q", "")[:200].strip()
    lead = _("Từng việc trên cổng, làm thế nào, theo từng màn hình.")
    context = {
        "chapters": guide.chapters(),
        "asked": asked,
        "hits": guide.search(asked),
        "share": Share(_("Sổ tay hướng dẫn"), lead, request.path),
    }
    return render(request, "library/show_guide.html", context)


def read_chapter(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one chapter of the guide."""
    found = guide.chapter(slug)
    all_chapters = guide.chapters()
    context = {
        "chapter": found,
        "before": next((c for c in all_chapters if c.number == found.number - 1), None),
        "after": next((c for c in all_chapters if c.number == found.number + 1), None),
        "share": Share(found.title, found.lead, request.path),
    }
    return render(request, "library/read_chapter.html", context)


def show_screen(request: HttpRequest, name: str) -> FileResponse:  # noqa: ARG001  Django's
    """Send a picture of the guide."""
    response = FileResponse(screens.taken(name).open("rb"), content_type="image/webp")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def print_guide(request: HttpRequest) -> HttpResponse:
    """Show the whole guide on one page, to print."""
    lead = _("Toàn bộ sổ tay trên một trang, để in.")
    context = {
        "chapters": guide.chapters(),
        "share": Share(_("Sổ tay hướng dẫn"), lead, request.path),
    }
    return render(request, "library/print_guide.html", context)
