"""Addresses of the room in the agencies' door."""

from django.urls import path

from txng.capture.views import government

app_name = "capture"
urlpatterns = [
    path("ghi-nhan/", government.list_events, name="list_events"),
    path("ghi-nhan/phan-moi/", government.panel_recent, name="panel_recent"),
]
