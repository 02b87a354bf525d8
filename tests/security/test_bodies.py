"""A body that is too large is refused before it is read."""

import io
from typing import Any

import pytest
from django.test import Client, override_settings

ADDRESSES = ("/", "/dang-nhap/", "/doanh-nghiep/san-pham/1/anh/them/", "/01/09506000134352")


class Unreadable(io.BytesIO):
    """A body that notes whether anybody began to read it."""

    was_read = False

    def read(self, *_size: Any) -> bytes:
        """Note it."""
        self.was_read = True
        return b""


@pytest.mark.parametrize("address", ADDRESSES)
@override_settings(TXNG_LARGEST_BODY=1000)
def test_a_long_body_is_refused_unread(address: str) -> None:
    body = Unreadable()
    sent: dict[str, Any] = {"CONTENT_LENGTH": "1001", "wsgi.input": body}
    answer = Client().generic("POST", address, content_type="multipart/form-data", **sent)
    assert (answer.status_code, body.was_read) == (413, False)


@pytest.mark.django_db
@override_settings(TXNG_LARGEST_BODY=1000)
def test_a_short_one_is_read() -> None:
    answer = Client().post("/dang-nhap/", {"login": "an@vidu.example", "password": "x" * 100})
    assert answer.status_code == 200
