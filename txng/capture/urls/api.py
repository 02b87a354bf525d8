"""Addresses of the EPCIS 2.0 capture interface."""

from django.urls import path

from txng.capture.views import api

app_name = "capture"
urlpatterns = [
    path("epcis/capture", api.capture, name="capture"),
    path("epcis/capture/<str:job_id>", api.show_job, name="show_job"),
    path("epcis/events", api.events, name="events"),
    path("epcis/events/<path:event_id>", api.show_event, name="show_event"),
]
