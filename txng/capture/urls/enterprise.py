"""Addresses of the room in the enterprises' door."""

from django.urls import path

from txng.capture.views import enterprise

app_name = "capture"
urlpatterns = [
    path("ghi-nhanh/", enterprise.list_plots, name="list_plots"),
    path("ghi-nhanh/so/", enterprise.show_book, name="show_book"),
    path("ghi-nhanh/phien/", enterprise.show_session, name="show_session"),
    path("ghi-nhanh/gui/", enterprise.sync_steps, name="sync_steps"),
    path("ghi-nhanh/tep/<uuid:file_id>/", enterprise.put_file, name="put_file"),
    path("lo/<int:lot_id>/nhat-ky/", enterprise.list_steps, name="list_steps"),
    path(
        "lo/<int:lot_id>/nhat-ky/tep/<int:attachment_id>/",
        enterprise.open_attachment,
        name="open_attachment",
    ),
    path("lo/<int:lot_id>/nhat-ky/so-giay/", enterprise.print_diary, name="print_diary"),
    path("lo/<int:lot_id>/nhat-ky/ghi/", enterprise.choose_step, name="choose_step"),
    path(
        "lo/<int:lot_id>/nhat-ky/ghi/<slug:step_code>/", enterprise.record_step, name="record_step"
    ),
    path(
        "lo/<int:lot_id>/nhat-ky/<int:step_id>/khai-sai/",
        enterprise.declare_step_wrong,
        name="declare_step_wrong",
    ),
    path("giao-nhan/", enterprise.list_shipments, name="list_shipments"),
    path("giao-nhan/giao/", enterprise.ship, name="ship"),
    path("giao-nhan/nhan/", enterprise.receive_by_hand, name="receive_by_hand"),
    path("giao-nhan/phan-cho-nhan/", enterprise.panel_shipments, name="panel_shipments"),
    path("giao-nhan/<int:shipment_id>/", enterprise.show_shipment, name="show_shipment"),
    path("giao-nhan/<int:shipment_id>/nhan/", enterprise.receive, name="receive"),
    path("giao-nhan/<int:shipment_id>/huy/", enterprise.cancel_shipment, name="cancel_shipment"),
    path("lo/<int:lot_id>/giao-nhan/", enterprise.show_partners, name="show_partners"),
    path("lo/<int:lot_id>/tien/", enterprise.tell_money, name="tell_money"),
    path("lo/tien/<int:money_id>/gach/", enterprise.strike_money, name="strike_money"),
    path("kien-hang/<int:unit_id>/", enterprise.show_unit, name="show_unit"),
    path("kien-hang/<int:unit_id>/dong/", enterprise.pack_unit, name="pack_unit"),
    path("kien-hang/<int:unit_id>/lay-ra/", enterprise.unpack_unit, name="unpack_unit"),
    path("vat-tu/", enterprise.list_inputs, name="list_inputs"),
    path("vat-tu/them/", enterprise.add_input, name="add_input"),
    path("vat-tu/phan-sap-het/", enterprise.panel_inputs, name="panel_inputs"),
    path("vat-tu/phan-cho-thu-hoach/", enterprise.panel_harvests, name="panel_harvests"),
    path("vat-tu/hoa-don/<int:purchase_id>/", enterprise.open_invoice, name="open_invoice"),
    path("vat-tu/<int:material_id>/", enterprise.show_input, name="show_input"),
    path("vat-tu/<int:material_id>/sua/", enterprise.edit_input, name="edit_input"),
    path("vat-tu/<int:material_id>/mua/", enterprise.buy_input, name="buy_input"),
    path("vat-tu/<int:material_id>/giam/", enterprise.write_off_input, name="write_off_input"),
    path("vat-tu/<int:material_id>/cach-ly/", enterprise.set_waiting, name="set_waiting"),
]
