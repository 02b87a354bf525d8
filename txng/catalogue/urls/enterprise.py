"""Addresses of the room in the enterprises' door."""

from django.urls import path

from txng.catalogue.views import enterprise

app_name = "catalogue"
urlpatterns = [
    path("san-pham/", enterprise.list_products, name="list_products"),
    path("san-pham/them/", enterprise.add_product, name="add_product"),
    path("san-pham/chung-nhan-sap-het/", enterprise.panel_expiring, name="panel_expiring"),
    path("san-pham/<int:product_id>/", enterprise.show_product, name="show_product"),
    path("san-pham/<int:product_id>/sua/", enterprise.edit_product, name="edit_product"),
    path("san-pham/<int:product_id>/gtin/", enterprise.move_to_gtin, name="move_to_gtin"),
    path("san-pham/<int:product_id>/ban-moi/", enterprise.move_product, name="move_product"),
    path("san-pham/<int:product_id>/anh/them/", enterprise.add_image, name="add_image"),
    path("san-pham/anh/<int:image_id>/bo/", enterprise.remove_image, name="remove_image"),
    path(
        "san-pham/<int:product_id>/chung-nhan/them/",
        enterprise.add_certificate,
        name="add_certificate",
    ),
    path("chung-nhan/", enterprise.list_certificates, name="list_certificates"),
    path("chung-nhan/them/", enterprise.add_certificate, name="add_certificate"),
    path("chung-nhan/<int:certificate_id>/", enterprise.show_certificate, name="show_certificate"),
    path("chung-nhan/<int:certificate_id>/ban-chup/", enterprise.open_scan, name="open_scan"),
    path(
        "chung-nhan/<int:certificate_id>/gia-han/",
        enterprise.renew_certificate,
        name="renew_certificate",
    ),
    path(
        "chung-nhan/<int:certificate_id>/thoi/",
        enterprise.lay_down_certificate,
        name="lay_down_certificate",
    ),
]
