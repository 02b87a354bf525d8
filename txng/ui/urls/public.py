"""Public addresses of the frame."""

from django.urls import path

from txng.ui.views import public

app_name = "ui"
urlpatterns = [
    path("lam-viec/", public.workspace, name="workspace"),
    path("_khung/", public.components, name="components"),
]
