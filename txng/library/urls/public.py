"""Public addresses of the room."""

from django.urls import path

from txng.library.views import public

app_name = "library"
urlpatterns = [
    path("van-ban/", public.list_documents, name="list_documents"),
    path("van-ban/<int:document_id>/", public.show_document, name="show_document"),
    path("van-ban/tep/<int:file_id>/", public.download_file, name="download_file"),
    path("tin-tuc/", public.list_news, name="list_news"),
    path("tin-tuc/<int:news_id>/", public.show_news, name="show_news"),
    path("tin-tuc/<int:news_id>/anh.webp", public.show_picture, name="show_picture"),
    path("so-tay/", public.show_guide, name="show_guide"),
    path("so-tay/in/", public.print_guide, name="print_guide"),
    path("so-tay/hinh/<slug:name>.webp", public.show_screen, name="show_screen"),
    path("so-tay/<slug:slug>/", public.read_chapter, name="read_chapter"),
]
