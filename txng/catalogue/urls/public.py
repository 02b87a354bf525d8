"""Public addresses of the room."""

from django.urls import path

from txng.catalogue.views import public

app_name = "catalogue"
urlpatterns = [
    path("anh-san-pham/<int:image_id>.webp", public.show_image, name="show_image"),
]
