"""The front page opens for everybody."""

from django.test import Client


def test_home_opens_for_a_stranger(client: Client) -> None:
    assert client.get("/").status_code == 200
