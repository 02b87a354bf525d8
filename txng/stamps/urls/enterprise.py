"""Addresses of the room in the enterprises' door."""

from django.urls import path

from txng.stamps.views import enterprise

app_name = "stamps"
urlpatterns = [
    path("tem/", enterprise.list_batches, name="list_batches"),
    path("tem/dat/", enterprise.order_batch, name="order_batch"),
    path("tem/buoc-dau/", enterprise.panel_first_steps, name="panel_first_steps"),
    path("tem/cho-kich-hoat/", enterprise.panel_waiting, name="panel_waiting"),
    path("lo/<int:lot_id>/tem/", enterprise.list_batches, name="list_batches"),
    path("lo/<int:lot_id>/tem/dat/", enterprise.order_batch, name="order_batch"),
    path("lo/<int:lot_id>/tem/ma-lo/", enterprise.print_lot_code, name="print_lot_code"),
    path("tem/<int:batch_id>/", enterprise.show_batch, name="show_batch"),
    path("tem/<int:batch_id>/in/", enterprise.print_batch, name="print_batch"),
    path("tem/<int:batch_id>/kich-hoat/", enterprise.activate_range, name="activate_range"),
    path("tem/<int:batch_id>/huy/", enterprise.void_range, name="void_range"),
    path("tem/ban-in/<int:job_id>/", enterprise.show_print, name="show_print"),
    path("tem/ban-in/<int:job_id>/tap/", enterprise.download_print, name="download_print"),
]
