"""QR symbols as vector paths."""

import numpy as np
import zxingcpp

QUIET = 4
"""Modules of white that a reader needs around the symbol (ISO/IEC 18004)."""


def qr_svg(text: str) -> str:
    """Return a QR symbol (error correction M) with its quiet zone as SVG, one unit a module.

    Runs of dark modules in a row are one rectangle of one path: sharp at any size, quick to lay
    out. Raises ValueError for text that fits no symbol.
    """
    symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    light = np.array(symbol.to_image(scale=1, add_quiet_zones=False), dtype=np.int8)
    size = len(light)
    edges = np.diff(np.pad(light == 0, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    stops = np.nonzero(edges == -1)[1]
    widths = (stops - starts).tolist()
    runs = "".join(
        f"M{x} {y}h{w}v1h-{w}z"
        for y, x, w in zip((rows + QUIET).tolist(), (starts + QUIET).tolist(), widths, strict=True)
    )
    side = size + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{runs}"/></svg>'
    )
