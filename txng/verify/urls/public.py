"""What printed codes open: GS1 Digital Links and the province's own identifiers, in either case."""

from django.urls import re_path

from txng.verify.views import public

app_name = "verify"
urlpatterns = [
    re_path(
        r"^(?P<path>(?:01|00|414|obj|class|loc|OBJ|CLASS|LOC)/.+)$",
        public.show_code,
        name="show_code",
    ),
]
