"""What every page's frame shows: province, menu, language, and for whom one acts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, cast
from urllib.parse import urlsplit

import rules
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from config.menu import HOME_PANELS, MENUS, Section, Text
from txng.core.sheets.register import page_of as page_of_register
from txng.library import guide
from txng.parties import queries
from txng.parties.actor import Actor
from txng.parties.models import Membership


@dataclass(frozen=True)
class Page:
    """One section of a place as the templates get it."""

    text: Text
    url: str
    room: str
    is_current: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A place or panel as the templates get it."""

    text: Text
    short: Text
    lead: Text
    icon: str
    url: str
    page_url: str
    is_current: bool = False
    sections: tuple[Page, ...] = ()


@dataclass(frozen=True)
class Language:
    """One language: its name, and this very page in it."""

    code: str
    name: str
    url: str
    is_current: bool


class Frame:
    """What every page's frame shows; each part is found only when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        """Keep the request; ask nothing yet."""
        self.request = request
        self.province = settings.TXNG_PROVINCE_NAME

    @property
    def host(self) -> str:
        """Host of the portal as printed in codes."""
        return urlsplit(settings.TXNG_PUBLIC_URL).netloc

    @property
    def site(self) -> str:
        """Address of the portal itself, as others are told it."""
        return str(settings.TXNG_PUBLIC_URL)

    @property
    def front_url(self) -> str:
        """The portal's front page, for everybody."""
        return reverse("public:verify:home")

    @cached_property
    def door(self) -> str:
        """Door of the page: public, enterprise or government."""
        match = self.request.resolver_match
        named = match.namespaces[0] if match and match.namespaces else ""
        if named in MENUS:
            return named
        return next((d for d in ("enterprise", "government") if self._is_under(d)), "public")

    def _is_under(self, door: str) -> bool:
        return self.request.path.startswith(reverse(f"{door}:ui:home"))

    @cached_property
    def base(self) -> str:
        """Template that pages of every door extend (refusals, confirmations)."""
        inside = self.door != "public" and self.is_signed_in
        return "ui/workspace.html" if inside else "ui/base.html"

    @cached_property
    def actor(self) -> Actor:
        """Who acts; nobody when the middleware did not run."""
        return getattr(self.request, "actor", None) or Actor()

    @cached_property
    def is_signed_in(self) -> bool:
        """Say whether somebody is signed in."""
        user = getattr(self.request, "user", None)
        return bool(user and user.is_authenticated)

    @cached_property
    def person_name(self) -> str:
        """Name of the person signed in."""
        return str(self.request.user) if self.is_signed_in else ""

    @cached_property
    def organisation_name(self) -> str:
        """Name of the organisation acted for."""
        found = self.actor.organisation
        return str(found) if found else gettext("Chưa chọn đơn vị")

    @cached_property
    def role_name(self) -> str:
        """Role in which the person acts."""
        if self.actor.helper:
            helper = self.actor.helper.short_name or self.actor.helper.name
            return gettext("%(name)s ghi thay") % {"name": helper}
        return str(self.actor.role.label) if self.actor.role else ""

    @cached_property
    def other_organisations(self) -> list[Membership]:
        """Memberships to which one may switch."""
        if not self.is_signed_in:
            return []
        mine = queries.memberships_of(user_id=cast("int", self.request.user.pk))
        return [m for m in mine if m.organisation_id != self.actor.organisation_id]

    @cached_property
    def languages(self) -> list[Language]:
        """This very page in each language, its query included."""
        here, active = self.request.get_full_path(), translation.get_language()
        bare = here.removeprefix(f"/{active}") if here.startswith(f"/{active}/") else here
        return [
            Language(
                code,
                name,
                bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}",
                code == active,
            )
            for code, name in settings.LANGUAGES
        ]

    @cached_property
    def menu(self) -> list[Shown]:
        """Places of this door that exist and that the actor may open."""
        found = list(self._places())
        current = self._current([page for place in found for page in place.sections])
        return [
            replace(
                place,
                is_current=current in place.sections,
                sections=tuple(replace(s, is_current=s is current) for s in place.sections),
            )
            for place in found
        ]

    @cached_property
    def sections(self) -> tuple[Page, ...]:
        """Sections of the place one stands in, when there are several to choose from."""
        found = next((place.sections for place in self.menu if place.is_current), ())
        return found if len(found) > 1 else ()

    def _current(self, pages: list[Page]) -> Page | None:
        """Section one stands in: its page, a page under its address, else one of its room."""
        here, home = self._list_page or self.request.path, self.home_url
        under = [
            (len(url), page)
            for page in pages
            for url in (page.url, *page.also)
            if here.startswith(url) and (url != home or here == home)
        ]
        if under:
            return max(under, key=lambda found: found[0])[1]
        match = self.request.resolver_match
        room = match.namespaces[-1] if match and match.namespaces else ""
        return next((p for p in pages if p.room == room and p.url != home), None)

    @cached_property
    def _list_page(self) -> str:
        """Return the list that a page of Excel belongs to: it stands where the list does."""
        match = self.request.resolver_match
        if match is None or match.view_name != f"{self.door}:ui:import_rows":
            return ""
        page = page_of_register(door=self.door, kind=str(match.kwargs.get("kind")))
        return _url(f"{self.door}:{page}") if page else ""

    def _places(self) -> Iterator[Shown]:
        for place in MENUS[self.door]:
            sections = tuple(self._pages(place.sections))
            if sections:
                url, short = sections[0].url, place.short or place.text
                yield Shown(place.text, short, place.lead, place.icon, url, url, sections=sections)

    def _pages(self, sections: Sequence[Section]) -> Iterator[Page]:
        for section in sections:
            if self._may(section.permission, section.page) and (url := _url(section.page)):
                also = tuple(filter(None, map(_url, section.also)))
                yield Page(section.text, url, section.page.split(":")[1], also=also)

    @cached_property
    def thumbs(self) -> list[Shown]:
        """The five places a phone shows at the bottom."""
        return self.menu[:5]

    @cached_property
    def panels(self) -> list[Shown]:
        """Parts of the home page that exist and that the actor may see."""
        return [
            Shown(p.text, p.text, "", p.icon, url, _url(p.page) or url)
            for p in HOME_PANELS[self.door]
            if (url := _url(p.name)) and self._may(p.permission, p.name)
        ]

    def _may(self, permission: str, page: str) -> bool:
        door, _colon, act = page.partition(":")
        if door == "public" and not permission:
            return True
        needed = permission or act.replace(":", ".")
        return not rules.perm_exists(needed) or bool(rules.has_perm(needed, self.actor))

    @cached_property
    def guide_url(self) -> str:
        """The part of the guide that shows this very page of a workspace, if there is one."""
        match = self.request.resolver_match
        return guide.about(match.view_name) if match and self.door != "public" else ""

    @cached_property
    def today(self) -> str:
        """Today's day in words."""
        return str(date_format(timezone.localdate(), "l, d/m/Y"))

    @cached_property
    def home_url(self) -> str:
        """Home of the door one stands in."""
        return self.front_url if self.door == "public" else reverse(f"{self.door}:ui:home")

    @cached_property
    def back_url(self) -> str:
        """Page one came from, if it is ours and not this very one."""
        came = self.request.headers.get("Referer", "")
        hosts = {self.request.get_host()}
        ours = url_has_allowed_host_and_scheme(came, hosts, self.request.is_secure())
        return came if ours and came != self.request.build_absolute_uri() else ""

    @property
    def sign_in_url(self) -> str:
        """Address of the sign-in page."""
        return _url("public:parties:sign_in")

    @property
    def sign_out_url(self) -> str:
        """Address that signs out (POST)."""
        return _url("public:parties:sign_out")

    @property
    def act_for_url(self) -> str:
        """Address that chooses for whom one acts (POST `organisation`)."""
        return _url("public:parties:act_for")


def _url(name: str) -> str:
    """Return the address of a page, or nothing while no room offers it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame: province, menu, for whom one acts."""
    return {"frame": Frame(request)}
