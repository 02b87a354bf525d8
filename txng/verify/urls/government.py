"""Addresses at which agencies see how far goods are traced."""

from django.urls import path

from txng.verify.views import government

app_name = "verify"
urlpatterns = [
    path(
        "danh-muc-uu-tien/<int:list_id>/do-phu/", government.panel_coverage, name="panel_coverage"
    ),
]
