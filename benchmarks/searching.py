"""The public search among 200,000 products, as typed, without accents and mistyped.

Beside it the ceiling in the same run: one bare statement that counts the same hits and reads the
first page of them, no rows of the registers. Names are drawn from short lists, so that a common
word is in a tenth of all products.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from statistics import median
from typing import Final

from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.figures import Figure, Goal, percentile, seconds
from benchmarks.ground import NOW, Ground
from tests import factories
from txng.catalogue.models import Product
from txng.core.collation import sort_key
from txng.core.search import all_words, plain
from txng.parties.models import Organisation
from txng.parties.vocab import OrganisationKind, State
from txng.verify.finding import Asked, find
from txng.verify.models import Entry, Word
from txng.verify.services import learn_words
from txng.verify.shown import shown

PRODUCTS: Final = 200_000
MAKERS: Final = 20_000
_HEADS: Final = ("Cam", "Bưởi", "Gạo nếp", "Miến dong", "Mật ong", "Chè xanh", "Rau cải",
                 "Thịt trâu", "Cá lăng", "Nấm hương")  # fmt: skip
_TAILS: Final = ("sành", "đặc sản", "hữu cơ", "rừng", "núi cao", "sạch", "tươi", "khô", "loại một",
                 "gói nhỏ", "vườn đồi", "ruộng bậc thang")  # fmt: skip
_PLACES: Final = tuple(f"{a} {b}" for a, b in itertools.product(
    ("Nà", "Tả", "Lũng", "Bản", "Pác", "Khau", "Thượng", "Hạ", "Tân", "Yên"),
    ("Phìn", "Cú", "Pài", "Hang", "Lập", "Minh", "Sơn", "Trịnh", "Điền", "Vài"),
))  # fmt: skip
CASES: Final = (
    ("three words with accents", "miến dong nà phìn"),
    ("three words without accents", "mien dong na phin"),
    ("one common word", "cam"),
    ("mistyped", "mienn donng phinn"),
    ("nothing found", "xyzzy qwerty"),
)


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the time of a search (counts, first page, names, photos, papers), and of a page."""
    _fill()
    today = timezone.localdate()
    for what, text in CASES:
        ours, bare = _both(lambda t=text: _search(t, today), lambda t=text: _bare(t), ground.rounds)  # type: ignore[misc]
        name = f"public search at {PRODUCTS:,} products, {what}"
        yield Figure(f"{name}, p50", "ms", ours[0], bare[0], "the bare statement")
        goal = Goal(100, is_least=False, of_ours=True)
        yield Figure(f"{name}, p99", "ms", ours[1], bare[1], "the bare statement", goal)
    client = Client()
    page = [1_000 * seconds(client.get, "/tim/?q=mien+dong+na+phin") for _ in range(40)]
    alone = [1_000 * seconds(_search, "mien dong na phin", today) for _ in range(40)]
    yield Figure(
        "the whole page of that search", "ms", [median(page)], [median(alone)], "the search"
    )


_Times = tuple[list[float], list[float]]


def _both(
    ours: Callable[[], object], bare: Callable[[], object], rounds: int
) -> tuple[_Times, _Times]:
    """Return p50 and p99 of each round of ours, and of the bare statement right beside it."""
    kept: tuple[_Times, _Times] = (([], []), ([], []))
    ours()
    bare()
    for _round in range(rounds):
        for act, (middles, tails) in ((ours, kept[0]), (bare, kept[1])):
            took = [1_000 * seconds(act) for _ in range(30)]
            middles.append(median(took))
            tails.append(percentile(took, 99))
    return kept


def _search(text: str, today: date) -> Sequence[object]:
    found = find(Asked(text=text), on=today)
    return shown(list(found.rows[:24]), on=today)


def _bare(text: str) -> list[tuple[object, ...]]:
    """Count the hits and read the first page of them by the index alone."""
    exact = "words @@ %s::tsquery"
    with connection.cursor() as cursor:
        for where, given in ((exact, all_words(text)), ("plain %%> %s", plain(text))):
            cursor.execute(
                f"select subject_id, count(*) over () from verify_entry where {where} limit 24",  # noqa: S608  two texts of our own
                [given],
            )
            rows: list[tuple[object, ...]] = cursor.fetchall()
            if rows:
                return rows
    return []


def _fill() -> None:
    """Make the makers and products in bulk; the triggers enter them in the search."""
    if Entry.objects.exists():
        return
    province = factories.unit(name="Tỉnh thử")
    communes = [factories.unit(province, name=place) for place in _PLACES]
    group, template = factories.group(), factories.template()
    names = [f"Hợp tác xã {_PLACES[n % 100]} số {n}" for n in range(MAKERS)]
    makers = Organisation.objects.bulk_create(
        [
            Organisation(kind=OrganisationKind.COOPERATIVE, name=name, sort_key=sort_key(name),
                         identifier=f"{factories.BASE}/pty/bench{n}", unit=communes[n % 100],
                         state=State.ACTIVE, created_at=NOW)
            for n, name in enumerate(names)
        ],
        batch_size=5_000,
    )  # fmt: skip
    titles = [f"{h} {t} {p}" for h, t, p in itertools.product(_HEADS, _TAILS, _PLACES)]
    drawn = ((n, titles[n * 7919 % len(titles)]) for n in range(PRODUCTS))
    rows = (
        Product(organisation=makers[n % MAKERS], group=group, template=template,
                name=title, sort_key=sort_key(title),
                identifier=f"{factories.BASE}/class/bench{n}", created_at=NOW)
        for n, title in drawn
    )  # fmt: skip
    while batch := list(itertools.islice(rows, 5_000)):
        Product.objects.bulk_create(batch)
    with connection.cursor() as cursor:
        for table in ("verify_entry", "catalogue_product", "parties_organisation"):
            cursor.execute(f"vacuum analyze {table}")
    took = seconds(learn_words)
    print(f"| {Word.objects.count()} words learnt in {took:.2f} s | | | | – |")
