"""Public addresses of the frame."""

from django.urls import path

from txng.ui.views import public

app_name = "ui"
urlpatterns = [
    path("", public.home, name="home"),
    path("lam-viec/", public.workspace, name="workspace"),
    path("tra-cuu/", public.look_up, name="look_up"),
    path("_khung/", public.components, name="components"),
]
