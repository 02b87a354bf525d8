"""Addresses of the room in the agencies' door."""

from django.urls import path

from txng.identify.views import government

app_name = "identify"
urlpatterns = [
    path("lo/", government.list_lots, name="list_lots"),
    path("lo/<int:lot_id>/", government.show_lot, name="show_lot"),
]
