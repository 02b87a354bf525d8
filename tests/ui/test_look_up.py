"""Looking up: whatever form a code comes in, it leads to the portal's own page, nowhere else."""

import pytest
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st

from txng.ui.look_up import (
    ForeignAddress,
    NotACode,
    NothingTyped,
    WrongCode,
    path_of,
)

HOSTS = ["cong.example", "ma.example"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("9506000134352", "/01/09506000134352"),
        (" 950 6000 134352 ", "/01/09506000134352"),
        ("09506000134352", "/01/09506000134352"),
        ("106141412345678908", "/00/106141412345678908"),
        ("(01)09506000134352(10)L1(21)S1", "/01/09506000134352/10/L1/21/S1"),
        ("(01)09506000134352(10)L1(17)271231", "/01/09506000134352/10/L1"),
        ("^010950600013435210L1", "/01/09506000134352/10/L1"),
        ("]d20109506000134352", "/01/09506000134352"),
        ("]E09506000134352", "/01/09506000134352"),
        ("0109506000134352", "/01/09506000134352"),
        ("HTTPS://CONG.EXAMPLE/01/09506000134352/21/7K3M", "/01/09506000134352/21/7K3M"),
        ("https://cong.example/en/01/09506000134352/21/7K3M", "/01/09506000134352/21/7K3M"),
        ("cong.example/01/09506000134352", "/01/09506000134352"),
        ("https://khac.example/01/09506000134352?17=271231", "/01/09506000134352"),
        ("https://ma.example/class/x/lot/y", "/class/x/lot/y"),
        ("/obj/abc", "/obj/abc"),
        ("urn:epc:id:sgtin:9506000.013435.1", "/01/09506000134352/21/1"),
    ],
)
def test_path_of_reads_a_code_in_every_form(text: str, path: str) -> None:
    assert path_of(text, own_hosts=HOSTS) == path


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", NothingTyped),
        ("   ", NothingTyped),
        ("abc", NotACode),
        ("123", NotACode),
        ("urn:x:y", NotACode),
        ("javascript:alert(1)", NotACode),
        ("9506000134353", WrongCode),
        ("(01)09506000134353", WrongCode),
        ("https://khac.example/", ForeignAddress),
        ("https://khac.example/obj/abc", ForeignAddress),
        ("//khac.example", ForeignAddress),
    ],
)
def test_path_of_refuses_what_is_no_code_and_says_which_kind(
    text: str, refusal: type[NotACode]
) -> None:
    with pytest.raises(NotACode) as caught:
        path_of(text, own_hosts=HOSTS)
    assert type(caught.value) is refusal


@given(st.text(max_size=60) | st.from_regex(r"(https://|//|\(01\)|\^|\]d2|/)[ -~]{0,30}"))
def test_path_of_never_leads_off_the_portal(text: str) -> None:
    try:
        path = path_of(text, own_hosts=HOSTS)
    except NotACode:
        return
    assert path.startswith("/")
    assert not path.startswith("//")


@pytest.mark.django_db
def test_look_up_says_on_the_front_page_what_is_wrong_and_keeps_what_was_typed(
    client: Client,
) -> None:
    answer = client.get("/tra-cuu/", {"ma": "9506000134353"})
    assert answer.status_code == 404
    assert answer.context["given"] == "9506000134353"
    assert "số kiểm tra 3 sai, đúng phải là 2" in answer.content.decode()


@pytest.mark.django_db
def test_look_up_refuses_a_wrong_digit_in_english_too(client: Client) -> None:
    answer = client.get("/en/tra-cuu/", {"ma": "9506000134353"})
    assert "check digit" in answer.content.decode()


@override_settings(ROOT_URLCONF="tests.ui.urls")
def test_look_up_leads_to_the_page_of_the_code_in_the_same_language(client: Client) -> None:
    vietnamese = client.get("/tra-cuu/", {"ma": "9506000134352"})
    english = client.get("/en/tra-cuu/", {"ma": "9506000134352"})
    assert vietnamese.headers["Location"] == "/01/09506000134352"
    assert english.headers["Location"] == "/en/01/09506000134352"


@override_settings(ROOT_URLCONF="tests.ui.urls")
def test_look_up_keeps_a_serial_with_a_slash_as_it_must_stand_in_an_address(client: Client) -> None:
    answer = client.get("/en/tra-cuu/", {"ma": "(01)09506000134352(21)A/B"})
    assert answer.headers["Location"] == "/en/01/09506000134352/21/A%2FB"


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.ui.urls")
def test_look_up_says_when_the_portal_has_no_page_for_that_kind(client: Client) -> None:
    answer = client.get("/tra-cuu/", {"ma": "(253)9506000134352ABC"})
    assert answer.status_code == 404
    assert "cổng chưa có trang cho loại mã này" in answer.content.decode()
