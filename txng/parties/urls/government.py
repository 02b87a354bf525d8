"""Addresses of the room in the agencies' door."""

from django.urls import path

from txng.parties.views import government

app_name = "parties"
urlpatterns = [
    path("nhac-viec/", government.list_notices, name="list_notices"),
    path("nhac-viec/hom-nay/", government.panel_notices, name="panel_notices"),
    path("nhac-viec/<int:notice_id>/cat/", government.dismiss_notice, name="dismiss_notice"),
    path("can-bo/", government.list_members, name="list_members"),
    path("can-bo/moi/", government.invite_member, name="invite_member"),
    path("can-bo/roi-di/", government.leave, name="leave"),
    path("can-bo/<int:membership_id>/vai-tro/", government.change_role, name="change_role"),
    path("can-bo/<int:membership_id>/thoi/", government.end_membership, name="end_membership"),
    path(
        "can-bo/loi-moi/<int:invitation_id>/thu-hoi/",
        government.revoke_invitation,
        name="revoke_invitation",
    ),
    path("dia-diem/", government.list_places, name="list_places"),
    path("dia-diem/<int:place_id>/", government.show_place, name="show_place"),
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
    path("don-vi/<int:organisation_id>/moi-chu/", government.invite_owner, name="invite_owner"),
    path("ho-so/", government.list_applications, name="list_applications"),
    path("ho-so/giay-to/<int:proof_id>/", government.open_proof, name="open_proof"),
    path("ho-so/<int:application_id>/", government.show_application, name="show_application"),
    path(
        "ho-so/<int:application_id>/duyet/",
        government.approve_application,
        name="approve_application",
    ),
    path("ho-so/<int:application_id>/bo-sung/", government.ask_more, name="ask_more"),
    path(
        "ho-so/<int:application_id>/khong-duyet/",
        government.reject_application,
        name="reject_application",
    ),
]
