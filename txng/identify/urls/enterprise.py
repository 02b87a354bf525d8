"""Addresses of the room in the enterprises' door."""

from django.urls import path

from txng.identify.views import enterprise

app_name = "identify"
urlpatterns = [
    path("lo/", enterprise.list_lots, name="list_lots"),
    path("lo/mo/", enterprise.create_lot, name="create_lot"),
    path("lo/phan-dang-mo/", enterprise.panel_open_lots, name="panel_open_lots"),
    path("lo/<int:lot_id>/", enterprise.show_lot, name="show_lot"),
    path("lo/<int:lot_id>/sua/", enterprise.edit_lot, name="edit_lot"),
    path("kien-hang/", enterprise.list_logistic_units, name="list_logistic_units"),
    path("kien-hang/cap-ma/", enterprise.draw_logistic_unit, name="draw_logistic_unit"),
    path("ma-doanh-nghiep/", enterprise.list_prefixes, name="list_prefixes"),
    path("ma-doanh-nghiep/them/", enterprise.add_prefix, name="add_prefix"),
    path("ma-doanh-nghiep/<int:prefix_id>/gia-han/", enterprise.renew_proof, name="renew_proof"),
    path("ma-doanh-nghiep/<int:prefix_id>/giay/", enterprise.open_proof, name="open_proof"),
    path("ma-doanh-nghiep/so/rut/", enterprise.draw_number, name="draw_number"),
    path(
        "ma-doanh-nghiep/so/<int:number_id>/gan/", enterprise.confirm_number, name="confirm_number"
    ),
    path(
        "ma-doanh-nghiep/so/<int:number_id>/tra/", enterprise.release_number, name="release_number"
    ),
]
