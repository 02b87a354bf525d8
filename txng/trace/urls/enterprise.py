"""Addresses of the room in the enterprises' door."""

from django.urls import path

from txng.trace.views import enterprise

app_name = "trace"
urlpatterns = [
    path("truy-vet/", enterprise.find, name="find"),
    path("lo/<int:lot_id>/duong-di/", enterprise.show_lot, name="show_lot"),
    path("lo/<int:lot_id>/nguon-goc.pdf", enterprise.print_origin, name="print_origin"),
    path(
        "giao-nhan/<int:shipment_id>/phieu.pdf",
        enterprise.print_delivery_note,
        name="print_delivery_note",
    ),
    path("ton-kho/", enterprise.show_stock, name="show_stock"),
    path("lo/<int:lot_id>/muc-do/", enterprise.panel_grade, name="panel_grade"),
]
