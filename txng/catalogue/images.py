"""Turns a photo from outside into a small WebP without anything that it says of its maker."""

import io
import warnings

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from txng.core.errors import Refused

MAX_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_SIDE = 1280
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 80


class ImageRefused(Refused):
    """What was sent is no photo that can be shown."""

    status = 422
    reason = _("Không đọc được ảnh này. Hãy dùng ảnh JPEG, PNG hoặc WebP chụp bằng điện thoại.")


class ImageTooLarge(ImageRefused):
    """More bytes or pixels than any phone makes: refused before it is decoded."""

    reason = _("Ảnh quá lớn: tối đa 12 MB và 50 triệu điểm ảnh. Hãy chụp lại ở cỡ nhỏ hơn.")


def to_webp(data: bytes) -> bytes:
    """Return the photo as WebP of at most 1280 px a side, turned upright, without EXIF.

    Raises ImageTooLarge before decoding (decompression bombs), ImageRefused for anything that
    is not a JPEG, PNG or WebP photo, or is broken.
    """
    if len(data) > MAX_BYTES:
        raise ImageTooLarge
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as photo:
                if photo.width * photo.height > MAX_PIXELS:
                    raise ImageTooLarge
                return _small(photo)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageTooLarge from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ImageRefused from error


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
