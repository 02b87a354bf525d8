"""Turns a photo from outside into a small WebP without anything that it says of its maker."""

import io
import warnings
from typing import IO

import pi_heif
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from txng.core.errors import Refused

MAX_BYTES = 60 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_PIXELS_IN_STEPS = 220_000_000
"""Pixels of a plain JPEG, which is decoded at an eighth of its size when it is so large."""
MAX_SIDE = 1280
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
_QUALITY = 80

pi_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = MAX_PIXELS_IN_STEPS // 2
"""Pillow itself refuses what has twice as many, before we can look."""


class ImageRefused(Refused):
    """What was sent is no photo that can be shown."""

    status = 422
    reason = _(
        "Không đọc được ảnh này. Hãy dùng ảnh JPEG, PNG, WebP hoặc HEIC chụp bằng điện thoại."
    )


class ImageTooLarge(ImageRefused):
    """More bytes or pixels than any phone makes: refused before it is decoded."""

    reason = _("Ảnh quá lớn: tối đa 60 MB và 50 triệu điểm ảnh. Hãy chụp lại ở cỡ nhỏ hơn.")


def to_webp(data: bytes | IO[bytes]) -> bytes:
    """Return the photo as WebP of at most 1280 px a side, turned upright, without EXIF.

    Raises ImageTooLarge before decoding (decompression bombs), ImageRefused for anything that
    is not a JPEG, PNG, WebP or HEIC photo, or is broken.
    """
    file = io.BytesIO(data) if isinstance(data, bytes) else data
    if _length(file) > MAX_BYTES:
        raise ImageTooLarge
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=_FORMATS) as photo:
                if photo.width * photo.height > _most_pixels(photo):
                    raise ImageTooLarge
                return _small(photo)
    except Image.DecompressionBombError as error:
        raise ImageTooLarge from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise ImageRefused from error


def _length(file: IO[bytes]) -> int:
    length = file.seek(0, io.SEEK_END)
    file.seek(0)
    return length


def _most_pixels(photo: Image.Image) -> int:
    """Return how many pixels are decoded; a progressive JPEG needs room for all of them at once."""
    is_stepwise = photo.format == "JPEG" and not photo.info.get("progressive")
    return MAX_PIXELS_IN_STEPS if is_stepwise else MAX_PIXELS


def _small(photo: Image.Image) -> bytes:
    photo.draft("RGB", (MAX_SIDE, MAX_SIDE))
    upright = ImageOps.exif_transpose(photo)
    has_holes = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
    plain = upright.convert("RGBA" if has_holes else "RGB")
    plain.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=_QUALITY, method=4)
    return out.getvalue()


def size_of(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels of a photo that `to_webp` has made."""
    with Image.open(io.BytesIO(data), formats=["WEBP"]) as photo:
        return photo.size
