"""Public addresses of the room."""

from django.urls import path

from txng.catalogue.views import public

app_name = "catalogue"
urlpatterns = [
    path("anh-san-pham/<int:image_id>.webp", public.show_image, name="show_image"),
    path("danh-muc-uu-tien/", public.show_priority_list, name="show_priority_list"),
    path("danh-muc-uu-tien/<int:number>/", public.show_priority_list, name="show_priority_list"),
    path(
        "danh-muc-uu-tien/<int:number>/excel/",
        public.export_priority_list,
        name="export_priority_list",
    ),
]
