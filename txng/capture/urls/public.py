"""Addresses of the room for everybody: what makes the portal an app on a phone."""

from django.urls import path

from txng.capture.views import public

app_name = "capture"
urlpatterns = [
    path("sw.js", public.show_worker, name="show_worker"),
    path("ung-dung.webmanifest", public.show_manifest, name="show_manifest"),
    path("ghi-nhanh/khong-mang/", public.show_shell, name="show_shell"),
]
