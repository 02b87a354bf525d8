"""Addresses of the room in the agencies' door."""

from django.urls import path

from txng.catalogue.views import government

app_name = "catalogue"
urlpatterns = [
    path("san-pham/", government.list_products, name="list_products"),
    path("san-pham/<int:product_id>/", government.show_product, name="show_product"),
    path("san-pham/<int:product_id>/ocop/", government.rate_product, name="rate_product"),
    path("chung-nhan/", government.list_certificates, name="list_certificates"),
    path("chung-nhan/<int:certificate_id>/", government.show_certificate, name="show_certificate"),
    path("chung-nhan/<int:certificate_id>/ban-chup/", government.open_scan, name="open_scan"),
    path(
        "chung-nhan/<int:certificate_id>/thu-hoi/",
        government.withdraw_certificate,
        name="withdraw_certificate",
    ),
    path(
        "chung-nhan/<int:certificate_id>/kiem-tra/",
        government.check_certificate,
        name="check_certificate",
    ),
]
