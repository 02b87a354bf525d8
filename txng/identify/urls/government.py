"""Addresses of the room in the agencies' door."""

from django.urls import path

from txng.identify.views import government

app_name = "identify"
urlpatterns = [
    path("lo/", government.list_lots, name="list_lots"),
    path("lo/<int:lot_id>/", government.show_lot, name="show_lot"),
    path("ma-doanh-nghiep/", government.list_prefixes, name="list_prefixes"),
    path("ma-doanh-nghiep/<int:prefix_id>/giay/", government.open_proof, name="open_proof"),
    path(
        "ma-doanh-nghiep/<int:prefix_id>/doi-chieu/", government.check_prefix, name="check_prefix"
    ),
    path(
        "ma-doanh-nghiep/<int:prefix_id>/tu-choi/", government.refuse_prefix, name="refuse_prefix"
    ),
]
