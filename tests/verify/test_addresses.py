"""Printed paths: what they name, in every form that a symbol may hold."""

import pytest

from txng.gs1.identifiers import Kind
from txng.verify.addresses import Address, NotAnAddress, read

G = "https://id.gs1.org/01/09506000134352"
OWN = "https://truyxuat.example"


@pytest.mark.parametrize(
    ("path", "kind", "identifier"),
    [
        ("01/09506000134352", Kind.CLASS, G),
        ("01/9506000134352", Kind.CLASS, G),
        ("01/09506000134352/10/L1", Kind.LOT, f"{G}/10/L1"),
        ("01/09506000134352/22/2A/10/L1", Kind.LOT, f"{G}/10/L1"),
        ("01/09506000134352/10/A/B", Kind.LOT, f"{G}/10/A%2FB"),
        ("01/09506000134352/10/L1/21/7K", Kind.INSTANCE, f"{G}/21/7K"),
        ("01/09506000134352/21/7K/", Kind.INSTANCE, f"{G}/21/7K"),
        ("00/106141412345678908", Kind.LOGISTIC, "https://id.gs1.org/00/106141412345678908"),
        ("414/9506000134376", Kind.LOCATION, "https://id.gs1.org/414/9506000134376"),
        ("CLASS/cam-sanh/LOT/L1", Kind.LOT, f"{OWN}/class/cam-sanh/lot/L1"),
        ("class/cam-sanh/lot/A/1", Kind.LOT, f"{OWN}/class/cam-sanh/lot/A%2F1"),
        ("class/cam-sanh", Kind.CLASS, f"{OWN}/class/cam-sanh"),
        ("LOC/vuon", Kind.LOCATION, f"{OWN}/loc/vuon"),
        ("OBJ/7K3M", Kind.INSTANCE, f"{OWN}/obj/7K3M"),
    ],
)
def test_read_names_the_thing_in_every_form(path: str, kind: Kind, identifier: str) -> None:
    found = read(path)
    assert (found.kind, found.identifier) == (kind, identifier)


def test_read_gives_the_scope_and_the_serial_of_a_stamp() -> None:
    assert read("01/9506000134352/21/7K") == Address(
        kind=Kind.INSTANCE,
        identifier=f"{G}/21/7K",
        path="/01/09506000134352/21/7K",
        product=G,
        serial="7K",
    )
    own = read("OBJ/7K")
    assert (own.product, own.serial) == (None, "7K")


def test_read_says_which_check_digit_would_be_right() -> None:
    with pytest.raises(NotAnAddress) as refused:
        read("01/09506000134353")
    assert str(refused.value) == "(01) 09506000134353: số kiểm tra 3 phải là 2."
    assert refused.value.status == 400


@pytest.mark.parametrize(
    "path", ["01/", "01/12", "01/09506000134352/21", "class/", "obj//x", "417/9506000134376", "x"]
)
def test_read_refuses_what_is_no_code(path: str) -> None:
    with pytest.raises(NotAnAddress):
        read(path)
