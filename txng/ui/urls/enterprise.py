"""The home of the enterprise door."""

from django.urls import path

from txng.ui.views import enterprise

app_name = "ui"
urlpatterns = [
    path("", enterprise.home, name="home"),
    path("_khung/", enterprise.components, name="components"),
]
