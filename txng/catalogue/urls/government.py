"""Addresses of the room in the agencies' door."""

from django.urls import path

from txng.catalogue.views import government

app_name = "catalogue"
urlpatterns = [
    path("san-pham/", government.list_products, name="list_products"),
    path("san-pham/<int:product_id>/", government.show_product, name="show_product"),
    path("san-pham/<int:product_id>/ocop/", government.rate_product, name="rate_product"),
    path("trung-lap/", government.list_duplicates, name="list_duplicates"),
    path(
        "trung-lap/<slug:subject>/<int:first_id>/<int:second_id>/",
        government.judge_pair,
        name="judge_pair",
    ),
    path("chung-nhan/", government.list_certificates, name="list_certificates"),
    path("chung-nhan/<int:certificate_id>/", government.show_certificate, name="show_certificate"),
    path("chung-nhan/<int:certificate_id>/ban-chup/", government.open_scan, name="open_scan"),
    path(
        "chung-nhan/<int:certificate_id>/thu-hoi/",
        government.withdraw_certificate,
        name="withdraw_certificate",
    ),
    path(
        "chung-nhan/<int:certificate_id>/kiem-tra/",
        government.check_certificate,
        name="check_certificate",
    ),
    path("danh-muc-uu-tien/", government.list_priority_lists, name="list_priority_lists"),
    path("danh-muc-uu-tien/de-xuat/", government.propose_product, name="propose_product"),
    path(
        "danh-muc-uu-tien/de-xuat/<int:proposal_id>/rut/",
        government.withdraw_proposal,
        name="withdraw_proposal",
    ),
    path(
        "danh-muc-uu-tien/de-xuat/<int:proposal_id>/dua-vao/",
        government.take_proposal,
        name="take_proposal",
    ),
    path(
        "danh-muc-uu-tien/de-xuat/<int:proposal_id>/khong-dua/",
        government.refuse_proposal,
        name="refuse_proposal",
    ),
    path("danh-muc-uu-tien/mo/", government.start_priority_list, name="start_priority_list"),
    path(
        "danh-muc-uu-tien/tong-hop/", government.compile_priority_list, name="compile_priority_list"
    ),
    path(
        "danh-muc-uu-tien/phe-duyet/",
        government.approve_priority_list,
        name="approve_priority_list",
    ),
    path("danh-muc-uu-tien/muc/them/", government.add_entry, name="add_entry"),
    path("danh-muc-uu-tien/muc/<int:entry_id>/sua/", government.edit_entry, name="edit_entry"),
    path("danh-muc-uu-tien/muc/<int:entry_id>/bo/", government.remove_entry, name="remove_entry"),
    path(
        "danh-muc-uu-tien/<int:list_id>/", government.show_priority_list, name="show_priority_list"
    ),
    path(
        "danh-muc-uu-tien/<int:list_id>/excel/",
        government.export_priority_list,
        name="export_priority_list",
    ),
    path(
        "danh-muc-uu-tien/<int:list_id>/quyet-dinh/<slug:form>/",
        government.print_priority_list,
        name="print_priority_list",
    ),
    path(
        "danh-muc-uu-tien/<int:list_id>/so-voi/<int:other_id>/",
        government.compare_priority_lists,
        name="compare_priority_lists",
    ),
    path("mau-chuoi/", government.list_templates, name="list_templates"),
    path("mau-chuoi/nhap/", government.import_template, name="import_template"),
    path("mau-chuoi/<int:template_id>/", government.show_template, name="show_template"),
    path("mau-chuoi/<int:template_id>/sua/", government.edit_template, name="edit_template"),
    path("mau-chuoi/<int:template_id>/ban-moi/", government.start_template, name="start_template"),
    path(
        "mau-chuoi/<int:template_id>/ban-hanh/",
        government.publish_template,
        name="publish_template",
    ),
    path("mau-chuoi/<int:template_id>/san-pham/", government.move_products, name="move_products"),
    path("mau-chuoi/<int:template_id>/bo/", government.discard_template, name="discard_template"),
    path("mau-chuoi/<int:template_id>/tep/", government.export_template, name="export_template"),
    path(
        "mau-chuoi/<int:template_id>/so-voi/<int:other_id>/",
        government.compare_templates,
        name="compare_templates",
    ),
    path(
        "mau-chuoi/<int:template_id>/buoc/<int:position>/", government.edit_step, name="edit_step"
    ),
    path(
        "mau-chuoi/<int:template_id>/buoc/<int:position>/len/",
        government.move_step,
        name="move_step",
    ),
    path(
        "mau-chuoi/<int:template_id>/buoc/<int:position>/bo/",
        government.remove_step,
        name="remove_step",
    ),
    path(
        "mau-chuoi/<int:template_id>/buoc/<int:position>/muc/<int:place>/",
        government.edit_field,
        name="edit_field",
    ),
    path(
        "mau-chuoi/<int:template_id>/buoc/<int:position>/muc/<int:place>/bo/",
        government.remove_field,
        name="remove_field",
    ),
]
