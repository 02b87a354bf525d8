"""Public addresses of the room."""

from django.urls import path

from txng.parties.views import public

app_name = "parties"
urlpatterns = [
    path("dang-nhap/", public.sign_in, name="sign_in"),
    path("dang-xuat/", public.sign_out, name="sign_out"),
    path("chon-don-vi/", public.act_for, name="act_for"),
    path("dang-nhap/buoc-hai/", public.second_step, name="second_step"),
    path("quen-mat-khau/", public.forgot_password, name="forgot_password"),
    path("quen-mat-khau/ma/", public.reset_password, name="reset_password"),
    path("mo-tai-khoan/", public.open_account, name="open_account"),
    path("mo-tai-khoan/ma/", public.confirm_account, name="confirm_account"),
    path("loi-moi/<str:token>/", public.show_invitation, name="show_invitation"),
    path("loi-moi/<str:token>/nhan/", public.accept_invitation, name="accept_invitation"),
    path("bao-mat/", public.show_security, name="show_security"),
    path("bao-mat/mat-khau/", public.change_password, name="change_password"),
    path("bao-mat/may-khac/", public.end_sessions, name="end_sessions"),
    path("bao-mat/ma-6-so/", public.add_totp, name="add_totp"),
    path("bao-mat/khoa-truy-cap/", public.add_passkey, name="add_passkey"),
    path("bao-mat/ma-du-phong/", public.renew_recovery_codes, name="renew_recovery_codes"),
    path("bao-mat/<int:factor_id>/bo/", public.remove_factor, name="remove_factor"),
    path("dang-ky/", public.start_application, name="start_application"),
    path("dang-ky/xa-phuong/", public.find_communes, name="find_communes"),
    path("dang-ky/giay-to/<int:proof_id>/", public.open_proof, name="open_proof"),
    path("dang-ky/giay-to/<int:proof_id>/bo/", public.remove_proof, name="remove_proof"),
    path("dang-ky/<int:application_id>/", public.show_application, name="show_application"),
    path(
        "dang-ky/<int:application_id>/rut/",
        public.withdraw_application,
        name="withdraw_application",
    ),
    path(
        "dang-ky/<int:application_id>/<str:step>/",
        public.fill_application,
        name="fill_application",
    ),
]
