"""Photos from outside become small, clean WebP, or are refused in clear words."""

import io
import zlib

import pytest
from PIL import Image

from tests.catalogue.photos import photo
from txng.core.pictures import MAX_BYTES, ImageRefused, ImageTooLarge, to_webp


def _open(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_photo_loses_place_and_maker_and_stands_upright() -> None:
    given = photo(60, 40, located=True)
    assert 0x8825 in _open(given).getexif()
    clean = _open(to_webp(given))
    assert (clean.format, clean.size, dict(clean.getexif())) == ("WEBP", (40, 60), {})


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_becomes_1280_px_at_most(kind: str) -> None:
    assert _open(to_webp(photo(3000, 1500, kind))).size == (1280, 640)


def test_holes_of_a_png_stay() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert _open(to_webp(out.getvalue())).mode == "RGBA"


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", photo()[:200]]
)
def test_what_is_no_photo_is_refused(data: bytes) -> None:
    with pytest.raises(ImageRefused):
        to_webp(data)


def _bomb() -> bytes:
    """Return a PNG of a few bytes that claims 60,000 × 60,000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)

    head = (60_000).to_bytes(4) + (60_000).to_bytes(4) + bytes([8, 2, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99))


@pytest.mark.parametrize("data", [_bomb(), b"\0" * (MAX_BYTES + 1), photo(8000, 7000, "PNG")])
def test_too_many_pixels_or_bytes_are_refused_before_decoding(data: bytes) -> None:
    with pytest.raises(ImageTooLarge):
        to_webp(data)
