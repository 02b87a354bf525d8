"""Photos and voice notes kept with the entries of a diary: sent in pieces, cleaned, guarded."""

import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests import factories, people
from tests.capture.outboxes import outbox, record, send
from txng.capture import parts
from txng.capture.models import Attachment, Step
from txng.core import files
from txng.identify.models import Lot
from txng.parties.models import User

pytestmark = pytest.mark.django_db
SOUND = b"\x1a\x45\xdf\xa3" + b"lang nghe " * 30


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.TXNG_PRIVATE_ROOT = tmp_path


@pytest.fixture
def lot() -> Lot:
    return factories.lot()


@pytest.fixture
def user(lot: Lot) -> User:
    return factories.person(lot.product.organisation)


@pytest.fixture
def phone(user: User) -> Client:
    return factories.signed_in(user)


@pytest.fixture
def step(lot: Lot, user: User, phone: Client) -> Step:
    send(phone, outbox(lot, user, record(lot)))
    return Step.objects.get()


def photo(side: int = 1600) -> bytes:
    """Return a JPEG that says where it was taken."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "May anh"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (side, side // 2), "green").save(out, "JPEG", exif=exif)
    return out.getvalue()


def put(client: Client, step: Step, name: uuid.UUID, piece: bytes, **told: Any) -> Any:
    told = {"buoc": step.pk, "tu": 0, "tong": len(piece), "loai": "photo", **told}
    query = "&".join(f"{key}={value}" for key, value in told.items())
    address = f"/doanh-nghiep/ghi-nhanh/tep/{name}/?{query}"
    return client.post(address, piece, content_type="application/octet-stream")


def test_a_photo_sent_in_pieces_goes_on_where_it_broke_off(phone: Client, step: Step) -> None:
    name, body = uuid.uuid4(), photo()
    half, total = len(body) // 2, len(body)
    assert put(phone, step, name, body[:half], tong=total).json() == {"have": half, "done": False}
    again = put(phone, step, name, body[:half], tong=total)
    assert (again.status_code, again.json()["have"]) == (409, half)
    have = phone.get(f"/doanh-nghiep/ghi-nhanh/tep/{name}/").json()["have"]
    assert put(phone, step, name, body[have:], tu=have, tong=total).json()["done"]
    kept = Attachment.objects.get()
    assert (kept.step_id, kept.kind, kept.file.media_type) == (step.pk, "photo", "image/webp")
    with Image.open(io.BytesIO(files.read(kept.file))) as picture:
        assert (max(picture.size), dict(picture.getexif())) == (1280, {})


def test_a_file_sent_twice_is_kept_once(phone: Client, step: Step) -> None:
    name, body = uuid.uuid4(), photo()
    answers = [put(phone, step, name, body).json()["done"] for _ in range(2)]
    assert (answers, Attachment.objects.count()) == ([True, True], 1)


def test_a_voice_note_is_kept_as_it_came(phone: Client, step: Step) -> None:
    put(phone, step, uuid.uuid4(), SOUND, loai="voice")
    assert files.read(Attachment.objects.get().file) == SOUND


@pytest.mark.parametrize(
    ("body", "told"), [(b"<html>", {}), (b"", {}), (SOUND, {}), (b"x", {"tong": 99_000_000})]
)
def test_what_is_no_photo_is_refused_in_words_and_forgotten(
    phone: Client, step: Step, body: bytes, told: dict[str, int]
) -> None:
    name = uuid.uuid4()
    answer = put(phone, step, name, body, **told)
    assert answer.status_code == 422
    assert answer.json()["why"]
    assert (Attachment.objects.count(), parts.received(step.organisation_id, name)) == (0, 0)


def test_nobody_puts_a_file_to_anothers_step(step: Step) -> None:
    for name, client in vars(people.around(step.organisation)).items():
        answer = put(client, step, uuid.uuid4(), SOUND, loai="voice")
        expected = {"owner": 200, "stranger": 404, "nobody": 302}
        assert answer.status_code == expected.get(name, 403), name


def test_a_photo_is_opened_by_those_who_read_the_diary(phone: Client, step: Step) -> None:
    put(phone, step, uuid.uuid4(), photo())
    address = f"/doanh-nghiep/lo/{step.lot_id}/nhat-ky/tep/{Attachment.objects.get().pk}/"
    assert people.around(step.organisation).statuses(address) == {
        "owner": 200, "colleague": 200, "stranger": 404, "officer": 200, "other_agency": 404,
        "nobody": 302,
    }  # fmt: skip
    other = factories.lot(factories.product(step.organisation))
    assert phone.get(address.replace(f"/{step.lot_id}/", f"/{other.pk}/")).status_code == 404


def test_the_page_without_script_keeps_a_photo_with_the_step(lot: Lot, phone: Client) -> None:
    address = f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/ghi/harvest/"
    told = {"quantity": "5", "place": lot.place_id, "happened_at": "2026-01-02T08:00"}
    wrong = SimpleUploadedFile("anh.jpg", b"khong phai anh")
    assert "không phải là ảnh" in phone.post(address, {**told, "photo": wrong}).content.decode()
    assert Step.objects.count() == 0
    phone.post(address, {**told, "photo": SimpleUploadedFile("anh.jpg", photo())})
    assert Attachment.objects.get().step.code == "harvest"
    shown = phone.get(f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/").content.decode()
    assert f"/nhat-ky/tep/{Attachment.objects.get().pk}/" in shown


def test_what_nobody_went_on_sending_is_thrown_away(phone: Client, step: Step) -> None:
    name = uuid.uuid4()
    put(phone, step, name, b"x" * 10, tong=20)
    assert parts.forget_old() == 0
    assert parts.forget_old(now=4e9) == 1
    assert parts.received(step.organisation_id, name) == 0
