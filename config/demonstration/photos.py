"""Gives the products their placeholder pictures: rows, and files in the media folder."""

from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from config.demonstration import naming
from config.demonstration.cast import Firm
from config.demonstration.pictures import SIZE, picture
from config.demonstration.words import Kind, kinds
from txng.catalogue.models import ProductImage

_WITHOUT = 0.05
"""Share of products that have no picture, so that what is missing can be shown."""


def images(firms: Iterable[Firm]) -> list[tuple[ProductImage, Kind]]:
    """Return the images of the firms' products, each with the kind that it shows."""
    made = []
    for owner, (product, kind) in ((firm, item) for firm in firms for item in firm.products):
        name = naming.own("photo", product.identifier).rpartition("/")[2]
        is_without = naming.chance("photo", product.identifier).random() < _WITHOUT
        if is_without and not owner.is_shown:
            continue
        image = ProductImage(
            product=product, width=SIZE[0], height=SIZE[1], caption=f"{product.name} (trình diễn)"
        )
        image.file.name = f"products/td-{name}.webp"
        made.append((image, kind))
    return made


def write_files(made: Iterable[tuple[ProductImage, Kind]]) -> None:
    """Write the files; each product has its own, so that one can be taken away alone."""
    drawn = {code: picture(kind) for code, kind in kinds().items()}
    for image, kind in made:
        name = str(image.file.name)
        if default_storage.exists(name):
            default_storage.delete(name)
        default_storage.save(name, ContentFile(drawn[kind.code]))
