"""One canonical form, one kind and one 64-bit key for each identifier."""

from __future__ import annotations

import pytest

from txng.gs1 import epc
from txng.gs1.identifiers import (
    Kind,
    Level,
    canonical,
    class_of,
    classify,
    key64,
    level_of,
    walk_up,
)

STEM = "https://id.gs1.org/"
ITEM = "01/04012345123456/21/S1"


@pytest.mark.parametrize(
    "uri",
    [
        "urn:epc:id:sgtin:4012345.012345.S1",
        STEM + ITEM,
        "https://example.com/01/4012345123456/21/S1",
        "http://example.com/a/b/gtin/04012345123456/ser/S1",
        "https://example.com:8443/01/04012345123456/22/v/10/L/21/S1?linkType=gs1:pip#top",
        "https://[2001:db8::1]/01/04012345123456/21/%53%31/",
        "HTTPS://EXAMPLE.COM/01/04012345123456/21/S1",
    ],
)
def test_equal_things_have_one_canonical_form(uri: str) -> None:
    assert canonical(uri) == STEM + ITEM
    assert canonical(canonical(uri)) == canonical(uri)


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("https://a/01/96385074", "01/00000096385074"),
        ("https://a/01/036000291452/10/a%2fb", "01/00036000291452/10/a%2Fb"),
        ("https://a/01/036000291452/10/(x)", "01/00036000291452/10/%28x%29"),
        ("https://a/01/4012345123456/22/v", "01/04012345123456"),
        ("https://a/414/4012345000054/254/1", "414/4012345000054/254/1"),
        ("https://a/stem/8004/4012345A", "8004/4012345A"),
        ("https://a/00/340123450000000017?02=1", "00/340123450000000017"),
    ],
)
def test_a_digital_link_is_constrained(uri: str, path: str) -> None:
    assert canonical(uri) == STEM + path


@pytest.mark.parametrize(
    "uri",
    [
        "https://example.com/po/00/12",
        "https://example.com/01/401234512345/6",
        "https://example.com/01/04012345123456/99/x",
        "https://example.com/01/04012345123456/21/x/10/y",
        "https://example.com/01/04012345123456/21/%00",
        "https://example.com/01/04012345123456/21/%E1%BA%A5",
        "https://example.com/01/04012345123456/21/%FF",
        "https://example.com/01/04012345123456/21/%zz",
        "HtTpS://example.com/01/04012345123456/21/x",
        "ftp://example.com/01/04012345123456/21/x",
        "https:///01/04012345123456",
        "urn:uuid:0b4a2d1e-6a0e-4b0e-9a57-1c2d3e4f5a6b",
        "urn:epcglobal:cbv:bt:4012345000009:ASN1",
        "",
        "x",
    ],
)
def test_what_is_no_gs1_identifier_stays_as_it_is(uri: str) -> None:
    assert canonical(uri) == uri


@pytest.mark.parametrize(
    ("uri", "kind"),
    [
        (STEM + ITEM, Kind.INSTANCE),
        (STEM + "01/04012345123456/10/L", Kind.LOT),
        (STEM + "01/04012345123456", Kind.CLASS),
        (STEM + "01/04012345123456/235/X", Kind.INSTANCE),
        (STEM + "00/340123450000000017", Kind.LOGISTIC),
        (STEM + "414/4012345000054", Kind.LOCATION),
        (STEM + "417/4012345000054", Kind.PARTY),
        (STEM + "253/4012345555554", Kind.CLASS),
        (STEM + "253/40123455555541", Kind.DOCUMENT),
        (STEM + "8003/04012345555554", Kind.CLASS),
        (STEM + "8003/04012345555554987", Kind.INSTANCE),
        (STEM + "255/4012345555554", Kind.CLASS),
        (STEM + "255/40123455555541", Kind.INSTANCE),
        (STEM + "8004/4012345A", Kind.INSTANCE),
        (STEM + "8010/4012345A", Kind.CLASS),
        (STEM + "8010/4012345A/8011/1", Kind.INSTANCE),
        ("urn:epc:idpat:sgtin:4012345.012345.*", Kind.CLASS),
        ("urn:epc:idpat:sgtin:4012345.*.*", Kind.PATTERN),
        ("urn:epc:id:gid:95100000.12345.400", Kind.INSTANCE),
        ("urn:epc:id:sgtin:faulty", Kind.OTHER),
        ("https://txng.example.vn/obj/RAU-7", Kind.INSTANCE),
        ("https://txng.example.vn/class/RAU", Kind.CLASS),
        ("https://txng.example.vn/class/RAU/lot/L1", Kind.LOT),
        ("https://txng.example.vn/loc/V1", Kind.LOCATION),
        ("https://txng.example.vn/tenant/obj/RAU-7", Kind.INSTANCE),
        ("https://txng.example.vn/obj/RAU-7/more", Kind.OTHER),
        ("urn:epcglobal:cbv:bt:4012345000009:ASN1", Kind.DOCUMENT),
        ("https://txng.example.vn/page", Kind.OTHER),
    ],
)
def test_kind_says_what_is_named(uri: str, kind: Kind) -> None:
    assert classify(uri).kind == kind


def test_classify_tells_all_of_an_item() -> None:
    seen = classify("https://example.com/gtin/4012345123456/ser/S1")
    assert seen.uri == "https://example.com/gtin/4012345123456/ser/S1"
    assert seen.canonical == STEM + ITEM
    assert seen.urn == "urn:epc:id:sgtin:4012345.012345.S1"
    assert seen.key == key64(STEM + ITEM)


def test_only_a_right_urn_is_kept_as_the_urn() -> None:
    gid = "urn:epc:id:gid:95100000.12345.400"
    assert classify(gid).urn == gid
    assert classify("urn:epc:id:sgtin:faulty").urn is None
    assert classify("https://txng.example.vn/obj/RAU-7").urn is None


def test_key64_is_the_signed_big_endian_blake2b_of_the_text() -> None:
    assert key64(STEM + ITEM) == -7095474831473398643
    assert key64("https://txng.example.vn/obj/ớt") == key64("https://txng.example.vn/obj/ớt")
    assert -(2**63) <= key64("") < 2**63


@pytest.mark.parametrize(
    ("path", "wider"),
    [
        (ITEM, ("01/04012345123456",)),
        ("01/04012345123456/10/L", ("01/04012345123456",)),
        ("01/04012345123456", ()),
        ("414/4012345000054/254/1", ("414/4012345000054",)),
        ("8010/4012345A/8011/1", ("8010/4012345A",)),
        ("8003/04012345555554987", ("8003/04012345555554",)),
        ("253/40123455555541", ("253/4012345555554",)),
        ("00/340123450000000017", ()),
        ("253/4012345555554", ()),
        ("8003/04012345555554", ()),
        ("255/40123455555541", ("255/4012345555554",)),
        ("255/4012345555554", ()),
    ],
)
def test_walk_up_goes_from_the_part_to_the_whole(path: str, wider: tuple[str, ...]) -> None:
    assert walk_up(STEM + path) == tuple(STEM + above for above in wider)


def test_walk_up_of_an_own_lot_is_its_class() -> None:
    assert walk_up("https://h/class/x/lot/y") == ("https://h/class/x",)
    assert walk_up("https://h/obj/x") == ()
    assert walk_up("https://h/page/lot/y") == ()


@pytest.mark.parametrize(
    "tail",
    ["4012345.012345.1", "4012345.012345.A.b", "4012345.012345.x%2Fy", "4012345.01234.1", "1.2"],
)
@pytest.mark.parametrize("scheme", ["id:sgtin", "class:lgtin"])
def test_the_quick_path_of_serials_and_lots_says_what_the_long_one_says(
    scheme: str, tail: str
) -> None:
    urn = f"urn:epc:{scheme}:{tail}"
    try:
        expected = epc.to_digital_link(urn)
    except epc.UnknownUrnError:
        expected = urn
    assert canonical(urn) == expected


@pytest.mark.parametrize(
    ("text", "level", "wider"),
    [
        (STEM + ITEM, Level.INSTANCE, STEM + "01/04012345123456"),
        (STEM + "01/04012345123456/10/L", Level.CLASS, STEM + "01/04012345123456"),
        (STEM + "01/04012345123456", Level.CLASS, ""),
        (STEM + "414/4012345000054/254/A", Level.INSTANCE, ""),
        ("urn:epc:idpat:sgtin:4012345.*.*", Level.CLASS, ""),
        ("urn:epc:id:gid:1.2.3", Level.INSTANCE, ""),
        ("https://htx.vn/obj/1", None, ""),
        ("urn:epc:id:nonsense:1", None, ""),
    ],
)
def test_an_identifier_names_one_thing_or_a_class(
    text: str, level: Level | None, wider: str
) -> None:
    assert (level_of(text), class_of(text)) == (level, wider)
