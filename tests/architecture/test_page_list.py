"""Every page of the portal stands in the list of pages to look at, or has a reason not to."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404

from scripts.page_list import LIST, Way, read_list

REASONS: Final = {
    "a file, a picture or data": {
        "enterprise:capture:open_attachment",
        "enterprise:capture:open_invoice",
        "enterprise:capture:print_diary",
        "enterprise:capture:put_file",
        "enterprise:capture:show_book",
        "enterprise:capture:show_session",
        "enterprise:catalogue:open_scan",
        "enterprise:identify:open_proof",
        "enterprise:stamps:download_print",
        "enterprise:trace:print_delivery_note",
        "enterprise:trace:print_origin",
        "enterprise:ui:download_template",
        "enterprise:ui:download_work",
        "enterprise:ui:export_rows",
        "government:catalogue:export_priority_list",
        "government:catalogue:export_template",
        "government:catalogue:open_scan",
        "government:catalogue:print_priority_list",
        "government:identify:open_proof",
        "government:library:download_file",
        "government:library:download_rules",
        "government:parties:open_proof",
        "government:planning:open_evidence",
        "government:planning:open_source",
        "government:planning:print_plan",
        "government:reporting:export_consolidation",
        "government:reporting:export_figure",
        "government:reporting:export_form",
        "government:reporting:export_report",
        "government:reporting:sample_form",
        "government:ui:download_template",
        "government:ui:download_work",
        "government:ui:export_rows",
        "public:capture:show_manifest",
        "public:capture:show_worker",
        "public:catalogue:export_priority_list",
        "public:catalogue:show_image",
        "public:library:download_file",
        "public:library:show_picture",
        "public:library:show_screen",
        "public:parties:find_communes",
        "public:parties:open_proof",
        "public:reporting:send_data",
        "public:reporting:send_dictionary",
        "public:verify:draw_map",
        "public:verify:list_addresses",
        "public:verify:list_parts",
        "public:verify:show_robots",
    },
    "leads on at once": {"public:ui:workspace"},
    "stands in no menu of a running portal": {
        "enterprise:ui:components",
        "government:ui:components",
        "public:ui:components",
    },
    "needs what only a journey makes: a code, a message's link, a file sent, a household": {
        "enterprise:capture:strike_money",
        "enterprise:parties:list_cooperatives",
        "government:ui:show_work",
        "public:parties:confirm_account",
        "public:parties:remove_factor",
        "public:parties:reset_password",
        "public:parties:second_step",
        "public:parties:show_invitation",
    },
}
"""Why an address is no page to look at; the rest of the list is found in the code itself."""


def names(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Yield every address's name with its view."""
    for part in resolver.url_patterns:
        if isinstance(part, URLPattern):
            yield ":".join((*spaces, part.name or "")), part.callback
        else:
            yield from names(part, (*spaces, part.namespace) if part.namespace else spaces)


def may_be_opened(view: Callable[..., Any] | None) -> bool:
    """Say whether a view answers GET: none of its wrappers lets only other methods through."""
    while view is not None:
        closed = dict(zip(view.__code__.co_freevars, view.__closure__ or (), strict=True))
        if "request_method_list" in closed:
            return "GET" in closed["request_method_list"].cell_contents
        view = getattr(view, "__wrapped__", None)
    return True


def looked_at() -> set[str]:
    """Return the names of the addresses that the list leads to."""
    found = set()
    for wanted in read_list(LIST.read_text()):
        path = re.sub(r"\{\w+_word(?::\d+)?\}", "word", wanted.path.partition("?")[0])
        try:
            found.add(resolve(re.sub(r"\{\w+(?::\d+)?\}", "1", path)).view_name)
        except Resolver404:
            assert wanted.name == "not-found", f"{wanted.name}: {wanted.path} is no address"
    return found


def pages() -> set[str]:
    """Return the names of all addresses that may be pages of people."""
    return {
        name
        for name, view in names(get_resolver())
        if not name.startswith("api:") and ":panel_" not in name and may_be_opened(view)
    }


def test_every_page_is_looked_at_or_has_a_reason_not_to_be() -> None:
    reasons = set().union(*REASONS.values())
    missing = sorted(pages() - looked_at() - reasons)
    assert missing == [], "add these to scripts/pages.tsv, and look at their pictures"


def test_no_reason_outlives_its_page() -> None:
    reasons = set().union(*REASONS.values())
    assert sorted(reasons - pages()) == []
    assert sorted(reasons & looked_at()) == []


def test_no_page_is_listed_twice() -> None:
    listed = [wanted.name for wanted in read_list(LIST.read_text())]
    paths = [(wanted.path, wanted.account) for wanted in read_list(LIST.read_text())]
    assert len(listed) == len(set(listed))
    assert len(paths) == len(set(paths))


def test_a_name_finds_its_record_in_links_seen_and_keeps_it() -> None:
    way = Way()
    way.see(["/lo/mo/", "/lo/7/", "/lo/7/?trang=2", "/lo/9/#tem", "/lo/9/nhat-ky/", None])
    assert way.address("/lo/{lot:3}/") is None
    assert way.address("/lo/{lot:2}/") == "/lo/9/"
    assert way.address("/lo/{lot}/nhat-ky/") == "/lo/9/nhat-ky/"
    assert way.address("/lo/{lot}/{part_word}/") == "/lo/9/nhat-ky/"
