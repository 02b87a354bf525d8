"""Addresses of the room in the agencies' door."""

from django.urls import path

from txng.capture.views import government

app_name = "capture"
urlpatterns = [
    path("ghi-nhan/", government.list_events, name="list_events"),
    path("lo/<int:lot_id>/giao-nhan/", government.show_partners, name="show_partners"),
    path("ghi-nhan/phan-moi/", government.panel_recent, name="panel_recent"),
    path(
        "mau-chuoi/<int:template_id>/buoc/<int:position>/xem-thu/",
        government.preview_step,
        name="preview_step",
    ),
]
