"""Addresses of the room in the enterprises' door."""

from django.urls import path

from txng.parties.views import enterprise

app_name = "parties"
urlpatterns = [
    path("nhac-viec/", enterprise.list_notices, name="list_notices"),
    path("nhac-viec/hom-nay/", enterprise.panel_notices, name="panel_notices"),
    path("nhac-viec/<int:notice_id>/cat/", enterprise.dismiss_notice, name="dismiss_notice"),
    path("don-vi/", enterprise.show_organisation, name="show_organisation"),
    path("don-vi/sua/", enterprise.edit_organisation, name="edit_organisation"),
    path("don-vi/nguoi/", enterprise.list_members, name="list_members"),
    path("don-vi/nguoi/moi/", enterprise.invite_member, name="invite_member"),
    path("don-vi/nguoi/roi-di/", enterprise.leave, name="leave"),
    path("don-vi/nguoi/<int:membership_id>/vai-tro/", enterprise.change_role, name="change_role"),
    path(
        "don-vi/nguoi/<int:membership_id>/thoi/", enterprise.end_membership, name="end_membership"
    ),
    path(
        "don-vi/nguoi/loi-moi/<int:invitation_id>/thu-hoi/",
        enterprise.revoke_invitation,
        name="revoke_invitation",
    ),
    path("dia-diem/", enterprise.list_places, name="list_places"),
    path("dia-diem/them/", enterprise.add_place, name="add_place"),
    path("dia-diem/<int:place_id>/", enterprise.show_place, name="show_place"),
    path("dia-diem/<int:place_id>/sua/", enterprise.edit_place, name="edit_place"),
    path("khoa-api/", enterprise.list_api_keys, name="list_api_keys"),
    path("khoa-api/cap/", enterprise.issue_api_key, name="issue_api_key"),
    path("khoa-api/<int:key_id>/", enterprise.show_api_key, name="show_api_key"),
    path("khoa-api/<int:key_id>/thu-hoi/", enterprise.revoke_api_key, name="revoke_api_key"),
    path("uy-quyen/", enterprise.list_mandates, name="list_mandates"),
    path("uy-quyen/moi/", enterprise.give_mandate, name="give_mandate"),
    path("uy-quyen/<int:mandate_id>/", enterprise.show_mandate, name="show_mandate"),
    path("uy-quyen/<int:mandate_id>/thoi/", enterprise.end_mandate, name="end_mandate"),
    path("ho-thanh-vien/", enterprise.list_households, name="list_households"),
    path("ho-thanh-vien/khai/", enterprise.add_household, name="add_household"),
    path("ho-thanh-vien/hoi/", enterprise.ask_household, name="ask_household"),
    path("ho-thanh-vien/<int:row_id>/thoi/", enterprise.end_household, name="end_household"),
    path("don-vi/htx/", enterprise.list_cooperatives, name="list_cooperatives"),
    path("don-vi/htx/<int:row_id>/dong-y/", enterprise.agree_household, name="agree_household"),
]
