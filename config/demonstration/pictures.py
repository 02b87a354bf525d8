"""Placeholder pictures of products: calm, one for each kind, with the mark of the demonstration."""

import io
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageColor, ImageDraw, ImageFont

from config.demonstration.naming import chance
from config.demonstration.words import Kind

SIZE = (800, 600)
_BIG = (1200, 900)
MARK = "TRÌNH DIỄN"
Color = tuple[int, int, int]
Pen = ImageDraw.ImageDraw


def picture(kind: Kind) -> bytes:
    """Return a WebP picture of a kind of product."""
    tint = ImageColor.getrgb(kind.tint)[:3]
    image = Image.new("RGB", _BIG, _mixed(tint, 0.84))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 640, 1200, 900), fill=_mixed(tint, 0.72))
    pen.ellipse((250, 610, 950, 720), fill=_mixed(tint, 0.58))
    _SHAPES.get(kind.shape, _box)(pen, tint)
    _words(pen, kind, tint)
    out = io.BytesIO()
    image.resize(SIZE, Image.Resampling.BILINEAR).save(out, "WEBP", quality=76, method=0)
    return out.getvalue()


def _mixed(tint: Color, white: float) -> Color:
    red, green, blue = (round(part + (255 - part) * white) for part in tint)
    return red, green, blue


def _dark(tint: Color, share: float = 0.78) -> Color:
    red, green, blue = (round(part * share) for part in tint)
    return red, green, blue


def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    folders = [Path(folder) for folder in settings.TXNG_PRINT_FONTS]
    found = next(f for folder in folders if weight in folder.name for f in folder.glob("*.ttf"))
    return ImageFont.truetype(str(found), size)


def _words(pen: Pen, kind: Kind, tint: Color) -> None:
    ink = _dark(tint, 0.42)
    pen.text((600, 800), kind.name, font=_font("600", 54), fill=ink, anchor="mm")
    pen.text((600, 856), kind.pack_text, font=_font("400", 32), fill=ink, anchor="mm")
    pen.rounded_rectangle((40, 40, 330, 104), 32, fill=(255, 255, 255))
    pen.text((185, 72), MARK, font=_font("600", 34), fill=ink, anchor="mm")


def _round(pen: Pen, tint: Color) -> None:
    for x, y, r in ((420, 520, 150), (640, 540, 160), (810, 560, 120), (540, 400, 140)):
        pen.ellipse((x - r, y - r, x + r, y + r), fill=tint, outline=_dark(tint), width=6)
        pen.ellipse((x - r // 2, y - r * 2 // 3, x - r // 6, y - r // 3), fill=_mixed(tint, 0.45))


def _long(pen: Pen, tint: Color) -> None:
    for step in range(4):
        top = 330 + step * 82
        box = (300 + step * 26, top, 880 - step * 20, top + 104)
        pen.rounded_rectangle(box, 52, fill=tint, outline=_dark(tint), width=6)


def _leaf(pen: Pen, tint: Color) -> None:
    draw = chance("leaf", tint)
    for step in range(9):
        x = 360 + step * 60
        top = 230 + draw.randint(0, 90)
        pen.ellipse((x - 70, top, x + 70, 640), fill=tint, outline=_dark(tint), width=5)
        pen.line((x, top + 40, x, 640), fill=_dark(tint), width=5)


def _grain(pen: Pen, tint: Color) -> None:
    draw = chance("grain", tint)
    for _ in range(420):
        x = round(draw.gauss(600, 150))
        y = 660 - abs(round(draw.gauss(0, 120)))
        pen.ellipse((x - 18, y - 8, x + 18, y + 8), fill=tint, outline=_dark(tint), width=2)


def _bag(pen: Pen, tint: Color) -> None:
    pen.polygon(((430, 250), (770, 250), (820, 660), (380, 660)), fill=tint)
    pen.rectangle((430, 225, 770, 262), fill=_dark(tint))
    pen.rounded_rectangle((460, 380, 740, 560), 18, fill=_mixed(tint, 0.8))


def _box(pen: Pen, tint: Color) -> None:
    pen.polygon(((330, 340), (600, 260), (870, 340), (600, 430)), fill=_mixed(tint, 0.25))
    pen.polygon(((330, 340), (600, 430), (600, 680), (330, 590)), fill=tint)
    pen.polygon(((870, 340), (600, 430), (600, 680), (870, 590)), fill=_dark(tint))


def _tray(pen: Pen, tint: Color) -> None:
    pen.rounded_rectangle((270, 360, 930, 660), 40, fill=(250, 250, 250))
    pen.rounded_rectangle((310, 395, 890, 625), 30, fill=tint)
    for step in range(5):
        pen.line((350 + step * 110, 600, 420 + step * 110, 420), fill=_mixed(tint, 0.4), width=12)


def _bottle(pen: Pen, tint: Color) -> None:
    for x in (470, 730):
        pen.rounded_rectangle((x - 32, 190, x + 32, 340), 12, fill=_dark(tint))
        pen.rounded_rectangle((x - 92, 310, x + 92, 670), 44, fill=tint)
        pen.rectangle((x - 92, 430, x + 92, 570), fill=_mixed(tint, 0.8))


def _drop(pen: Pen, tint: Color) -> None:
    pen.polygon(((600, 200), (480, 470), (720, 470)), fill=tint)
    pen.ellipse((455, 380, 745, 670), fill=tint)
    pen.ellipse((510, 470, 560, 560), fill=_mixed(tint, 0.5))


def _fish(pen: Pen, tint: Color) -> None:
    for y in (360, 540):
        pen.ellipse((330, y - 80, 800, y + 80), fill=tint, outline=_dark(tint), width=5)
        pen.polygon(((780, y), (920, y - 80), (920, y + 80)), fill=_dark(tint))
        pen.ellipse((395, y - 28, 423, y), fill=(40, 40, 40))


def _animal(pen: Pen, tint: Color) -> None:
    pen.rounded_rectangle((360, 350, 800, 560), 100, fill=tint)
    pen.ellipse((740, 300, 930, 470), fill=tint, outline=_dark(tint), width=5)
    for x in (420, 500, 660, 740):
        pen.rounded_rectangle((x - 24, 530, x + 24, 670), 20, fill=_dark(tint))
    pen.ellipse((850, 360, 874, 384), fill=(40, 40, 40))


def _roll(pen: Pen, tint: Color) -> None:
    pen.rounded_rectangle((300, 400, 860, 640), 30, fill=tint)
    for step in range(8):
        pen.line((340 + step * 66, 400, 340 + step * 66, 640), fill=_dark(tint), width=6)
    pen.ellipse((790, 390, 930, 650), fill=_mixed(tint, 0.3), outline=_dark(tint), width=8)


def _pot(pen: Pen, tint: Color) -> None:
    pen.ellipse((410, 300, 790, 680), fill=tint)
    pen.rectangle((520, 220, 680, 340), fill=tint)
    pen.ellipse((490, 200, 710, 260), fill=_dark(tint))
    pen.arc((430, 400, 770, 560), 10, 170, fill=_mixed(tint, 0.5), width=10)


def _cloth(pen: Pen, tint: Color) -> None:
    for step in range(4):
        box = (320 + step * 14, 300 + step * 92, 880 - step * 14, 384 + step * 92)
        pen.rounded_rectangle(box, 18, fill=tint if step % 2 else _mixed(tint, 0.35))


_SHAPES: dict[str, Callable[[Pen, Color], None]] = {
    "round": _round, "long": _long, "leaf": _leaf, "grain": _grain, "bag": _bag, "box": _box,
    "tray": _tray, "bottle": _bottle, "drop": _drop, "fish": _fish, "animal": _animal,
    "roll": _roll, "pot": _pot, "cloth": _cloth,
}  # fmt: skip
