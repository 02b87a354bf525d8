"""Addresses of the room in the enterprises' door."""

from django.urls import path

from txng.capture.views import enterprise

app_name = "capture"
urlpatterns = [
    path("lo/<int:lot_id>/nhat-ky/", enterprise.list_steps, name="list_steps"),
    path("lo/<int:lot_id>/nhat-ky/ghi/", enterprise.choose_step, name="choose_step"),
    path(
        "lo/<int:lot_id>/nhat-ky/ghi/<slug:step_code>/", enterprise.record_step, name="record_step"
    ),
    path(
        "lo/<int:lot_id>/nhat-ky/<int:step_id>/khai-sai/",
        enterprise.declare_step_wrong,
        name="declare_step_wrong",
    ),
]
