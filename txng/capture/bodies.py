"""Bodies of events: compressed with zstd and a trained dictionary, and back.

A frame names its dictionary, so that bodies stay readable after a newer dictionary is trained:
files are only ever added to `dictionaries/`, and the newest one compresses.
`scripts/train_dictionary.py` makes them.
"""

import threading
from functools import cache
from pathlib import Path
from typing import Final

import zstandard

FOLDER: Final = Path(__file__).parent / "dictionaries"
_LEVEL: Final = 3
_MOST_BYTES: Final = 64 * 1024 * 1024


class _PerThread(threading.local):
    """A compressor may serve one thread at a time."""

    def __init__(self) -> None:
        newest = max(_files())
        dictionary = _dictionary(newest)
        self.compressor = zstandard.ZstdCompressor(
            level=_LEVEL, dict_data=dictionary, write_checksum=False
        )
        self.decompressors: dict[int, zstandard.ZstdDecompressor] = {}


@cache
def _files() -> dict[int, Path]:
    return {int(path.stem): path for path in FOLDER.glob("*.zdict")}


@cache
def _dictionary(number: int) -> zstandard.ZstdCompressionDict:
    data = zstandard.ZstdCompressionDict(_files()[number].read_bytes())
    data.precompute_compress(level=_LEVEL)
    return data


_mine = _PerThread()


def pack(raw: bytes) -> bytes:
    """Compress one event's bytes."""
    packed: bytes = _mine.compressor.compress(raw)
    return packed


def unpack(body: bytes) -> bytes:
    """Return one event's bytes exactly as they came, whatever dictionary packed them."""
    number = zstandard.get_frame_parameters(body).dict_id
    reader = _mine.decompressors.get(number)
    if reader is None:
        reader = zstandard.ZstdDecompressor(dict_data=_dictionary(number))
        _mine.decompressors[number] = reader
    raw: bytes = reader.decompress(body, max_output_size=_MOST_BYTES)
    return raw
