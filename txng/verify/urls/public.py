"""The public portal, and what printed codes open: Digital Links, the province's own codes."""

from django.urls import path, re_path

from txng.verify.views import public

app_name = "verify"
urlpatterns = [
    path("", public.home, name="home"),
    path("tra-cuu/", public.look_up, name="look_up"),
    path("tim/", public.search, name="search"),
    path("quet/", public.scan, name="scan"),
    path("ban-do/", public.show_map, name="show_map"),
    path("ban-do.svg", public.draw_map, name="draw_map"),
    path("san-pham/<int:product_id>/", public.show_product, name="show_product"),
    path("don-vi/<int:organisation_id>/", public.show_producer, name="show_producer"),
    path("noi-san-xuat/<int:place_id>/", public.show_place, name="show_place"),
    path("danh-muc-uu-tien/<int:number>/do-phu/", public.panel_coverage, name="panel_coverage"),
    path("robots.txt", public.show_robots, name="show_robots"),
    path("sitemap.xml", public.list_parts, name="list_parts"),
    path("sitemap-<int:number>.xml", public.list_addresses, name="list_addresses"),
    re_path(
        r"^(?P<path>(?:01|00|414|obj|class|loc|OBJ|CLASS|LOC)/.+)$",
        public.show_code,
        name="show_code",
    ),
]
