"""Public addresses of the room: open data, at addresses that stay."""

from django.urls import path, re_path

from txng.reporting.views import public

app_name = "reporting"
urlpatterns = [
    path("du-lieu-mo/", public.list_data, name="list_data"),
    re_path(
        r"^du-lieu-mo/tu-dien\.(?P<form>csv|json)$", public.send_dictionary, name="send_dictionary"
    ),
    re_path(
        r"^du-lieu-mo/(?P<code>[a-z-]+)/(?P<period>[0-9A-Z_-]+)\.(?P<form>csv|json)$",
        public.send_data,
        name="send_data",
    ),
]
