"""A photo of 50 MB, of an iPhone, or too large: kept small and clean, or refused in plain words."""

import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests import factories
from tests.capture.outboxes import outbox, record, send
from tests.capture.test_attachments import put
from tests.catalogue.photos import heic, huge
from txng.capture import parts
from txng.capture.models import Attachment, Step
from txng.core import files
from txng.core.models import StoredFile
from txng.identify.models import Lot
from txng.parties.models import User

pytestmark = pytest.mark.django_db
_PLACE = (b"GPS", b"May anh", b"M\xc3\xa1y \xe1\xba\xa3nh", b"Exif")


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.TXNG_PRIVATE_ROOT = tmp_path


@pytest.fixture(scope="module")
def large() -> bytes:
    made = huge()
    assert 50_000_000 < len(made) < 60_000_000
    return made


@pytest.fixture
def lot() -> Lot:
    return factories.lot()


@pytest.fixture
def user(lot: Lot) -> User:
    return factories.person(lot.product.organisation)


@pytest.fixture
def phone(user: User) -> Client:
    return factories.signed_in(user)


def _sent_with_the_form(phone: Client, lot: Lot, body: bytes, name: str) -> Any:
    address = f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/ghi/harvest/"
    told = {"quantity": "5", "place": lot.place_id, "happened_at": "2026-01-02T08:00"}
    return phone.post(address, {**told, "photo": SimpleUploadedFile(name, body)})


def _sent_in_pieces(phone: Client, step: Step, body: bytes) -> Any:
    """Send it as a telephone does, a little at a time."""
    name, size = uuid.uuid4(), parts.MOST_AT_ONCE
    for start in range(0, len(body), size):
        piece = body[start : start + size]
        answer = put(phone, step, name, piece, tu=start, tong=len(body))
    return answer


def _assert_small_and_clean(stored: StoredFile) -> None:
    kept = files.read(stored)
    assert [mark for mark in _PLACE if mark in kept] == []
    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.format, max(picture.size) <= 1280, dict(picture.getexif())) == (
            "WEBP", True, {},
        )  # fmt: skip


def test_a_photo_of_50_mb_posted_with_a_form_is_kept_small_and_tells_no_place(
    phone: Client, lot: Lot, large: bytes
) -> None:
    assert _sent_with_the_form(phone, lot, large, "anh.jpg").status_code == 302
    _assert_small_and_clean(Attachment.objects.get().file)


def test_a_photo_of_50_mb_sent_in_pieces_is_kept_small_and_its_pieces_go(
    phone: Client, lot: Lot, user: User, large: bytes
) -> None:
    send(phone, outbox(lot, user, record(lot)))
    assert _sent_in_pieces(phone, Step.objects.get(), large).json()["done"]
    kept = Attachment.objects.get()
    _assert_small_and_clean(kept.file)
    assert parts.forget_old(now=4e9) == 0


def test_a_photo_of_an_iphone_is_kept_as_any_other_and_tells_no_place(
    phone: Client, lot: Lot
) -> None:
    assert b"GPS" in heic() or b"Exif" in heic()
    assert _sent_with_the_form(phone, lot, heic(), "IMG_0001.HEIC").status_code == 302
    _assert_small_and_clean(Attachment.objects.get().file)


def test_a_photo_beyond_60_mb_is_refused_in_plain_words_and_nothing_is_kept(
    phone: Client, lot: Lot, user: User, large: bytes
) -> None:
    too_large = large + b"\0" * (61 * 1024 * 1024 - len(large))
    answer = _sent_with_the_form(phone, lot, too_large, "anh.jpg")
    assert "Tệp quá lớn: tối đa 20 MB (ảnh: 60 MB)" in answer.content.decode()
    assert (Step.objects.count(), StoredFile.objects.count()) == (0, 0)
    send(phone, outbox(lot, user, record(lot)))
    piece = put(phone, Step.objects.get(), uuid.uuid4(), b"x", tong=len(too_large))
    assert (piece.status_code, "60 MB" in piece.json()["why"]) == (422, True)
    assert (Attachment.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_one_request_with_more_than_a_piece_is_refused_before_it_is_read(
    phone: Client, lot: Lot, user: User, large: bytes
) -> None:
    send(phone, outbox(lot, user, record(lot)))
    answer = put(phone, Step.objects.get(), uuid.uuid4(), large)
    assert answer.status_code in {400, 413}
    assert Attachment.objects.count() == 0
