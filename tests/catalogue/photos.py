"""Photos for tests, made on the spot."""

import io

from PIL import Image


def photo(width: int = 60, height: int = 40, kind: str = "JPEG", *, located: bool = False) -> bytes:
    """Return a picture; `located` writes where it was taken, and that it lies on its side."""
    picture = Image.new("RGB", (width, height), (40, 120, 60))
    out = io.BytesIO()
    exif = Image.Exif()
    if located:
        exif[0x0112] = 6
        exif[0x010F] = "Máy ảnh"
        exif.get_ifd(0x8825)[2] = (22.0, 14.0, 5.0)
    picture.save(out, kind, exif=exif)
    return out.getvalue()
