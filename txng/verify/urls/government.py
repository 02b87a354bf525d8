"""Addresses at which agencies see how far goods are traced, and stamps that raise doubt."""

from django.urls import path

from txng.verify.views import government

app_name = "verify"
urlpatterns = [
    path("dau-hieu/", government.list_suspicions, name="list_suspicions"),
    path(
        "danh-muc-uu-tien/<int:list_id>/do-phu/", government.panel_coverage, name="panel_coverage"
    ),
]
