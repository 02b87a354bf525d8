"""Addresses of the room for programs."""

from django.urls import path

from txng.trace.views import api

app_name = "trace"
urlpatterns = [path("api/v1/trace", api.trace, name="trace")]
