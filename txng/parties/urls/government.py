"""Addresses of the room in the agencies' door."""

from django.urls import path

from txng.parties.views import government

app_name = "parties"
urlpatterns = [
    path("nhac-viec/", government.list_notices, name="list_notices"),
    path("nhac-viec/hom-nay/", government.panel_notices, name="panel_notices"),
    path("nhac-viec/<int:notice_id>/cat/", government.dismiss_notice, name="dismiss_notice"),
    path("don-vi/", government.list_organisations, name="list_organisations"),
    path("don-vi/cho-duyet/", government.panel_pending, name="panel_pending"),
    path("don-vi/dang-ky/", government.register_organisation, name="register_organisation"),
    path("don-vi/<int:organisation_id>/", government.show_organisation, name="show_organisation"),
    path(
        "don-vi/<int:organisation_id>/duyet/",
        government.approve_organisation,
        name="approve_organisation",
    ),
    path(
        "don-vi/<int:organisation_id>/tam-dung/",
        government.suspend_organisation,
        name="suspend_organisation",
    ),
    path(
        "don-vi/<int:organisation_id>/tiep-tuc/",
        government.resume_organisation,
        name="resume_organisation",
    ),
]
