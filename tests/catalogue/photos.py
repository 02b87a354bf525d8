"""Photos for tests, made on the spot."""

import base64
import io
import os

from PIL import Image

_HEIC = """
    AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAA
    AAAAAAAAADRpbG9jAAAAAERAAAIAAQAAAAAB4gABAAAAAAAAABkAAgAAAAAB+wABAAAAAAAAAG4AAAA4aWluZgAAAAAA
    AgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADd
    aXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAq
    QgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQAN
    AAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBp
    eGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAAj21kYXQA
    AAAVKAGvC2D15YOv//Cu99oo/JO0/1DgAAAABkV4aWYAAE1NACoAAAAIAAIBDwACAAAACAAAACaIJQAEAAAAAQAAAC4A
    AAAATWF5IGFuaAAAAgABAAIAAAACTgAAAAACAAUAAAADAAAATAAAAAAAAAAWAAAAAQAAAA4AAAABAAAABQAAAAE=
"""


def heic() -> bytes:
    """Return a small photo as iPhones make them, which tells where it was taken."""
    return base64.b64decode(_HEIC)


def huge(side: int = 4_250) -> bytes:
    """Return a photo of about 50 MB that no program can pack smaller, and tells the same."""
    exif = Image.open(io.BytesIO(photo(located=True))).getexif()
    noise = Image.frombytes("RGB", (side, side), os.urandom(side * side * 3))
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=97, subsampling=0, exif=exif)
    return out.getvalue()


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
