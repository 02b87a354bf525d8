"""Public addresses of the room."""

from django.urls import path

from txng.parties.views import public

app_name = "parties"
urlpatterns = [
    path("dang-nhap/", public.sign_in, name="sign_in"),
    path("dang-xuat/", public.sign_out, name="sign_out"),
    path("chon-don-vi/", public.act_for, name="act_for"),
]
