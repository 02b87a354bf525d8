"""Pages of agencies about news."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.core import audit
from txng.core.clock import now
from txng.library import forms, queries, services
from txng.library.markdown import html_of
from txng.library.models import News
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


def _show(news: News) -> HttpResponse:
    return redirect("government:library:show_news", news_id=news.pk)


@may("library.list_news")
def list_news(request: ActingRequest) -> HttpResponse:
    """List all news: drafts, scheduled, published."""
    form, moment = forms.FindNews(request.GET), now()
    page = page_of(queries.find_news(by=form.filter(), at=moment), request.GET)
    context = {
        "form": form,
        "page": page,
        "rows": [(row, row.state_at(moment)) for row in page],
        "may_add": may_do("library.add_news", request.actor),
    }
    return render(request, "library/inspect_all_news.html", context)


@may("library.list_news")
def show_news(request: ActingRequest, news_id: int) -> HttpResponse:
    """Show a piece of news as it will be read, with what may be done with it."""
    news = queries.news_for(news_id=news_id)
    is_ours = queries.may_change(request.actor, news)
    context = {
        "news": news,
        "body": html_of(news.body),
        "state": news.state_at(now()),
        "history": audit.history(news)[:20],
        "may_edit": is_ours and may_do("library.edit_news", request.actor),
        "may_publish": is_ours and may_do("library.publish_news", request.actor),
    }
    return render(request, "library/inspect_news.html", context)


@may("library.add_news")
def add_news(request: ActingRequest) -> HttpResponse:
    """Write a piece of news."""
    form = forms.AddNews(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_on(form):
            news = services.add_news(
                facts=form.facts(),
                picture=form.cleaned_data["picture"],
                actor=request.actor,
                now=now(),
            )
            return _show(news)
    return render(request, "library/add_news.html", {"form": form})


@may("library.edit_news")
def edit_news(request: ActingRequest, news_id: int) -> HttpResponse:
    """Change a piece of news."""
    news = queries.news_to_change(actor=request.actor, news_id=news_id)
    form = forms.EditNews(request.POST or None, request.FILES or None, news=news)
    if form.is_valid():
        with refusals_on(form):
            services.edit_news(
                news=news,
                facts=form.facts(),
                picture=form.cleaned_data["picture"],
                actor=request.actor,
                now=now(),
            )
            return _show(news)
    return render(request, "library/edit_news.html", {"form": form, "news": news})


@may("library.publish_news")
def publish_news(request: ActingRequest, news_id: int) -> HttpResponse:
    """Publish a piece of news, now or at a time."""
    news = queries.news_to_change(actor=request.actor, news_id=news_id)
    form = forms.PublishNews(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            services.publish_news(
                news=news, at=form.cleaned_data["at"], actor=request.actor, now=now()
            )
            messages.success(request, _("Đã đăng hoặc hẹn giờ đăng tin."))
            return _show(news)
    return render(request, "library/publish_news.html", {"form": form, "news": news})


@require_POST
@may("library.publish_news")
def withdraw_news(request: ActingRequest, news_id: int) -> HttpResponse:
    """Make a piece of news a draft again."""
    news = queries.news_to_change(actor=request.actor, news_id=news_id)
    services.withdraw_news(news=news, actor=request.actor, now=now())
    return _show(news)
