"""Pages of agencies: documents, news, communication."""

from txng.library.views.government.communication import (
    count_communication,
    list_communication,
    remove_communication,
)
from txng.library.views.government.document import (
    add_document,
    attach_file,
    detach_file,
    download_file,
    edit_document,
    hide_document,
    list_documents,
    publish_document,
    relate_documents,
    replace_document,
    show_document,
    unrelate_documents,
)
from txng.library.views.government.news import (
    add_news,
    edit_news,
    list_news,
    publish_news,
    show_news,
    withdraw_news,
)
from txng.library.views.government.rules import download_rules, draft_rules

__all__ = [
    "add_document",
    "add_news",
    "attach_file",
    "count_communication",
    "detach_file",
    "download_file",
    "download_rules",
    "draft_rules",
    "edit_document",
    "edit_news",
    "hide_document",
    "list_communication",
    "list_documents",
    "list_news",
    "publish_document",
    "publish_news",
    "relate_documents",
    "remove_communication",
    "replace_document",
    "show_document",
    "show_news",
    "unrelate_documents",
    "withdraw_news",
]
