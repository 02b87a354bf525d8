"""Public addresses of the frame."""

from django.urls import path

from txng.ui.views import public

app_name = "ui"
urlpatterns = [path("", public.home, name="home")]
