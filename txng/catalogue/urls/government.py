"""Addresses of the room in the agencies' door."""

from django.urls import path

from txng.catalogue.views import government

app_name = "catalogue"
urlpatterns = [
    path("san-pham/", government.list_products, name="list_products"),
    path("san-pham/<int:product_id>/", government.show_product, name="show_product"),
    path(
        "chung-nhan/<int:certificate_id>/kiem-tra/",
        government.check_certificate,
        name="check_certificate",
    ),
]
