"""The home of the government door."""

from django.urls import path

from txng.ui.views import government

app_name = "ui"
urlpatterns = [
    path("", government.home, name="home"),
    path("_khung/", government.components, name="components"),
    path("cong-viec/", government.list_works, name="list_works"),
    path("cong-viec/<int:work_id>/", government.show_work, name="show_work"),
    path("cong-viec/<int:work_id>/tai/", government.download_work, name="download_work"),
    path("cong-viec/<int:work_id>/ghi/", government.confirm_work, name="confirm_work"),
    path("cong-viec/<int:work_id>/dung/", government.cancel_work, name="cancel_work"),
    path("cong-viec/<int:work_id>/tiep/", government.resume_work, name="resume_work"),
    path("nhap/<slug:kind>/", government.import_rows, name="import_rows"),
    path("nhap/<slug:kind>/mau/", government.download_template, name="download_template"),
    path("tai/<slug:kind>/", government.export_rows, name="export_rows"),
]
