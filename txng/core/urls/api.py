"""Addresses for load balancers."""

from django.urls import path

from txng.core.views import api

app_name = "core"
urlpatterns = [
    path("healthz", api.show_health, name="show_health"),
    path("readyz", api.show_readiness, name="show_readiness"),
]
