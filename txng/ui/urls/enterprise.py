"""The home of the enterprise door."""

from django.urls import path

from txng.ui.views import enterprise

app_name = "ui"
urlpatterns = [
    path("", enterprise.home, name="home"),
    path("_khung/", enterprise.components, name="components"),
    path("cong-viec/", enterprise.list_works, name="list_works"),
    path("cong-viec/<int:work_id>/", enterprise.show_work, name="show_work"),
    path("cong-viec/<int:work_id>/tai/", enterprise.download_work, name="download_work"),
    path("cong-viec/<int:work_id>/ghi/", enterprise.confirm_work, name="confirm_work"),
    path("cong-viec/<int:work_id>/dung/", enterprise.cancel_work, name="cancel_work"),
    path("cong-viec/<int:work_id>/tiep/", enterprise.resume_work, name="resume_work"),
    path("nhap/<slug:kind>/", enterprise.import_rows, name="import_rows"),
    path("nhap/<slug:kind>/mau/", enterprise.download_template, name="download_template"),
    path("tai/<slug:kind>/", enterprise.export_rows, name="export_rows"),
]
