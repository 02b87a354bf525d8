"""Addresses at which an organisation sees the looks at its goods."""

from django.urls import path

from txng.verify.views import enterprise

app_name = "verify"
urlpatterns = [
    path("luot-quet/", enterprise.list_scans, name="list_scans"),
    path("luot-quet/dang-chu-y/", enterprise.panel_scans, name="panel_scans"),
]
