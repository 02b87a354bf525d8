"""Addresses of the room in the agencies' door."""

from django.urls import path

from txng.library.views import government

app_name = "library"
urlpatterns = [
    path("van-ban/", government.list_documents, name="list_documents"),
    path("van-ban/them/", government.add_document, name="add_document"),
    path("van-ban/quy-che/", government.draft_rules, name="draft_rules"),
    path("van-ban/quy-che.<str:form>", government.download_rules, name="download_rules"),
    path("van-ban/<int:document_id>/", government.show_document, name="show_document"),
    path("van-ban/<int:document_id>/sua/", government.edit_document, name="edit_document"),
    path(
        "van-ban/<int:document_id>/thay-the/", government.replace_document, name="replace_document"
    ),
    path(
        "van-ban/<int:document_id>/cong-khai/", government.publish_document, name="publish_document"
    ),
    path("van-ban/<int:document_id>/an/", government.hide_document, name="hide_document"),
    path(
        "van-ban/<int:document_id>/quan-he/them/",
        government.relate_documents,
        name="relate_documents",
    ),
    path(
        "van-ban/quan-he/<int:relation_id>/bo/",
        government.unrelate_documents,
        name="unrelate_documents",
    ),
    path("van-ban/<int:document_id>/tep/them/", government.attach_file, name="attach_file"),
    path("van-ban/tep/<int:file_id>/", government.download_file, name="download_file"),
    path("van-ban/tep/<int:file_id>/bo/", government.detach_file, name="detach_file"),
    path("tin-tuc/", government.list_news, name="list_news"),
    path("tin-tuc/soan/", government.add_news, name="add_news"),
    path("tin-tuc/<int:news_id>/", government.show_news, name="show_news"),
    path("tin-tuc/<int:news_id>/sua/", government.edit_news, name="edit_news"),
    path("tin-tuc/<int:news_id>/dang/", government.publish_news, name="publish_news"),
    path("tin-tuc/<int:news_id>/go/", government.withdraw_news, name="withdraw_news"),
    path("tuyen-truyen/", government.list_communication, name="list_communication"),
    path("tuyen-truyen/ghi/", government.count_communication, name="count_communication"),
    path(
        "tuyen-truyen/<int:communication_id>/bo/",
        government.remove_communication,
        name="remove_communication",
    ),
]
