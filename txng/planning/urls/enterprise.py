"""Addresses of the room in the enterprises' door."""

from django.urls import path

from txng.planning.views import enterprise

app_name = "planning"
urlpatterns = [
    path("ho-tro/", enterprise.list_policies, name="list_policies"),
    path("ho-tro/<int:policy_id>/", enterprise.show_policy, name="show_policy"),
    path("ho-tro/<int:policy_id>/nop-don/", enterprise.apply_for, name="apply_for"),
    path(
        "ho-tro/don/<int:application_id>/rut/",
        enterprise.withdraw_application,
        name="withdraw_application",
    ),
]
