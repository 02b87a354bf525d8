"""Stamps: codes, what unscanned codes cost on disk, label sheets, activation by range."""

from collections.abc import Iterator

import numpy as np
import zxingcpp
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.db import connection

from benchmarks.figures import Figure, Goal, core_seconds, pairs, seconds
from benchmarks.ground import NOW, Ground
from tests.stamps import rows
from txng.identify.models import Lot
from txng.stamps import queries, services, sheets
from txng.stamps.addresses import unit_address
from txng.stamps.codes import ROUNDS, Coder, grouped
from txng.stamps.grids import GRIDS
from txng.stamps.models import Batch

_CODES = 200_000
_LABELS = 1_300
_MILLION = 1_000_000
_SCOPE = "https://id.gs1.org/01/09506000134352"


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the figures of a stamp's life, in its order."""
    yield _minting(ground)
    yield _storage()
    yield _labels(ground)
    yield _activation(ground)
    yield _reading(ground)


def _minting(ground: Ground) -> Figure:
    coder = Coder(0, b"k" * 32, _SCOPE)

    def ours(number: int) -> float:
        return _CODES / core_seconds(coder.mint, batch=number, start=0, count=_CODES)

    own, other = pairs(ground.rounds, ours, lambda _: _CODES / core_seconds(_permute, _CODES))
    name = "minting, 19 letters each, batch and position sealed in"
    return Figure(name, "codes/s", own, other, "keyed permutation alone", Goal(0.5))


def _permute(count: int) -> None:
    """A Feistel network of as many AES rounds over a counter, in numpy; nothing is spelled."""
    left, right = np.arange(count, dtype="<u8"), np.zeros(count, dtype="<u8")
    encryptor = Cipher(algorithms.AES(b"k" * 16), modes.ECB()).encryptor()  # noqa: S305  a peer
    blocks = np.zeros((count, 2), dtype="<u8")
    for _ in range(ROUNDS):
        blocks[:, 0] = right
        made = np.frombuffer(encryptor.update(blocks.tobytes()), dtype="<u8")[::2]
        left, right = right, left ^ made


def _storage() -> Figure:
    lot = rows.ready_lot()
    actor = rows.actor_of(lot)
    batch = services.order_batch(product=lot.product, size=_MILLION, actor=actor, now=NOW)
    with connection.cursor() as cursor:
        cursor.execute(_OF_A_BATCH, [batch.pk])
        (ours,) = cursor.fetchone()
        cursor.execute(
            "create temporary table each (code bigint primary key, batch int, position int,"
            " state smallint)"
        )
        cursor.execute(
            "insert into each select hashint8extended(n, 0), 1, n, 0"
            " from generate_series(1, 100000) n"
        )
        cursor.execute("select pg_total_relation_size('each') * 10")
        (each,) = cursor.fetchone()
        cursor.execute("drop table each")
    goal = Goal(1_000, is_least=False, of_ours=True)
    name = "storage of a million unscanned codes"
    return Figure(name, "bytes", [float(ours)], [float(each)], "a row each", goal)


_OF_A_BATCH = """
select (select pg_column_size(b.*) from stamps_batch b where id = %s)
     + (select pg_column_size(a.*) from core_audit_entry a
        where action = 'stamps.order_batch' order by id desc limit 1)
"""


def _labels(ground: Ground) -> Figure:
    lot = rows.ready_lot()
    batch = rows.printed_batch(lot, rows.actor_of(lot), _LABELS)
    codes = queries.codes_of(batch, 0, _LABELS)
    labels = [sheets.Label(unit_address(batch.scope, code), (grouped(code),)) for code in codes]
    face, grid = queries.face_of(batch), GRIDS["4x10"]
    sheets.pdf(labels[:40], face=face, grid=grid)

    def matrices() -> None:
        for label in labels:
            zxingcpp.create_barcode(label.address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")

    own, other = pairs(
        ground.rounds,
        lambda _: _LABELS / seconds(sheets.pdf, labels, face=face, grid=grid),
        lambda _: _LABELS / seconds(matrices),
    )
    # 2,000 labels a second were asked for where zxing-cpp made 8,500 symbols a second.
    name = "label sheets, vector PDF"
    return Figure(name, "labels/s", own, other, "zxing-cpp matrices alone", Goal(2_000 / 8_500))


def _activation(ground: Ground) -> Figure:
    lots = [rows.ready_lot() for _ in range(ground.rounds)]
    actors = [rows.actor_of(lot) for lot in lots]
    batches = [rows.printed_batch(lot, a, _MILLION) for lot, a in zip(lots, actors, strict=True)]
    others = [rows.printed_batch(lot, a, 1) for lot, a in zip(lots, actors, strict=True)]

    def ours(number: int) -> float:
        lot, actor, batch = lots[number], actors[number], batches[number]
        stamps = {"batch": batch, "positions": (0, _MILLION)}
        return 1_000 * seconds(services.activate_range, **stamps, lot=lot, actor=actor, now=NOW)

    def bare(number: int) -> float:
        found = Batch.objects.filter(pk=others[number].pk)
        return 1_000 * seconds(found.update, ordered_at=NOW)

    own, other = pairs(ground.rounds, ours, bare)
    name = "activation of a million stamps, minimum data examined"
    goal = Goal(20, is_least=False, of_ours=True)
    return Figure(name, "ms", own, other, "one UPDATE", goal)


def _reading(ground: Ground) -> Figure:
    """Issued codes cost nothing: a scan in a batch of 16 million beside one in a batch of 1,000."""
    lot = rows.ready_lot()
    actor = rows.actor_of(lot)
    rates = []
    for size in (2**24, 1_000):
        batch = rows.printed_batch(lot, actor, size)
        codes = queries.codes_of(batch, size - 500, size)
        rates.append(lambda _, codes=codes: len(codes) / seconds(_resolve, lot, codes))
        rates[-1](0)
    own, other = pairs(ground.rounds, *rates)
    name = "stamps found by code in a batch of 16.8 million"
    return Figure(name, "codes/s", own, other, "in a batch of 1,000", Goal(0.95))


def _resolve(lot: Lot, codes: list[str]) -> None:
    for code in codes:
        if queries.resolve(product_identifier=lot.product.identifier, serial=code) is None:
            raise ValueError(code)
