"""Acts of the room: on documents, their files and relations, on news and communication."""

from txng.library.services.communication import count_communication, remove_communication
from txng.library.services.document import (
    add_document,
    edit_document,
    hide_document,
    publish_document,
)
from txng.library.services.file import attach_file, detach_file
from txng.library.services.news import add_news, edit_news, publish_news, withdraw_news
from txng.library.services.relation import relate_documents, replace_document, unrelate_documents
from txng.library.services.shipped import load_documents

__all__ = [
    "add_document",
    "add_news",
    "attach_file",
    "count_communication",
    "detach_file",
    "edit_document",
    "edit_news",
    "hide_document",
    "load_documents",
    "publish_document",
    "publish_news",
    "relate_documents",
    "remove_communication",
    "replace_document",
    "unrelate_documents",
    "withdraw_news",
]
