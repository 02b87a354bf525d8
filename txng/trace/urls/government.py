"""Addresses of the room in the agencies' door."""

from django.urls import path

from txng.trace.views import government

app_name = "trace"
urlpatterns = [
    path("so-lieu-chua-khop/", government.list_breaches, name="list_breaches"),
    path("so-lieu-chua-khop/phan-moi/", government.panel_breaches, name="panel_breaches"),
    path("truy-vet/", government.find, name="find"),
    path("lo/<int:lot_id>/duong-di/", government.show_lot, name="show_lot"),
]
