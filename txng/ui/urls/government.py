"""The home of the government door."""

from django.urls import path

from txng.ui.views import government

app_name = "ui"
urlpatterns = [
    path("", government.home, name="home"),
    path("_khung/", government.components, name="components"),
]
