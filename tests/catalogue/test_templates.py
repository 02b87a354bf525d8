"""Chain templates: drafts change step by step, published versions never; records keep theirs."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.formats import localize

from tests import factories
from txng.capture.models import Step
from txng.capture.services import record_step
from txng.catalogue import forms, queries, services
from txng.catalogue.models import ChainTemplate
from txng.catalogue.services.draft import (
    DraftThere,
    NoDraftAnyMore,
    NotATemplate,
    PublishedTooEarly,
)
from txng.catalogue.services.template import SHIPPED, TemplateNotRight
from txng.core.clock import now
from txng.parties.actor import Actor
from txng.parties.vocab import UnitKind

pytestmark = pytest.mark.django_db
PAGES = "/quan-ly/mau-chuoi/"


def _lead() -> Actor:
    return factories.officer(factories.agency(), lead=True)


def _client(actor: Actor) -> Client:
    assert actor.user is not None
    return factories.signed_in(actor.user)


def _start(of: ChainTemplate) -> ChainTemplate:
    return services.start_template(template=of, actor=_lead(), now=now())


def _publish(draft: ChainTemplate, on: date | None = None) -> ChainTemplate:
    day = on or timezone.localdate()
    return services.publish_template(template=draft, valid_from=day, actor=_lead(), now=now())


def _edit(draft: ChainTemplate, change: Any) -> ChainTemplate:
    return services.edit_template(template=draft, change=change, actor=_lead(), now=now())


def test_a_draft_begins_as_its_source_and_is_no_version_in_force() -> None:
    source = factories.template()
    draft = _start(source)
    assert (draft.version, draft.valid_from) == (2, None)
    assert draft.definition == {**source.definition, "version": 2}
    assert list(queries.templates()) == [source]
    with pytest.raises(DraftThere):
        _start(source)


def test_a_published_version_never_changes() -> None:
    source = factories.template()
    with pytest.raises(NoDraftAnyMore):
        _edit(source, lambda told: told.update(name="Khác"))
    with pytest.raises(NoDraftAnyMore):
        services.discard_template(template=source, actor=_lead(), now=now())


def test_a_draft_that_is_wrong_is_not_published_and_every_fault_is_said() -> None:
    draft = _start(factories.template())
    draft = _edit(draft, lambda told: told["steps"][0].update(biz_step="nhảy múa", name=""))
    with pytest.raises(TemplateNotRight) as refused:
        _publish(draft)
    assert [str(said) for said in refused.value.missing] == [
        "Bước 1 “spraying”, tên: Phải là chữ, không để trống.",
        "Bước 1 “spraying”, từ chuẩn của việc: “nhảy múa” không phải từ của CBV 2.0.",
    ]


def test_a_template_with_an_unknown_element_or_a_broken_rule_is_refused_where_it_stands() -> None:
    def change(told: dict[str, Any]) -> None:
        told["steps"][1]["fields"][0]["colour"] = "red"
        told["steps"][1]["fields"][0].update(min=9, max=2)

    draft = _edit(_start(factories.template()), change)
    client = _client(_lead())
    day = timezone.localdate().isoformat()
    answer = client.post(f"{PAGES}{draft.pk}/ban-hanh/", {"valid_from": day})
    said = answer.content.decode()
    name = f"Bước 2 “Thu hoạch”, mục 1 “{draft.definition['steps'][1]['fields'][0]['label']}”"
    assert f"{name}, “colour”: Hệ thống không biết mục này: hãy bỏ, hoặc sửa tên." in said
    assert f"{name}: Giới hạn dưới lớn hơn giới hạn trên." in said
    draft.refresh_from_db()
    assert draft.valid_from is None


def test_publishing_ends_the_version_before_on_the_day() -> None:
    source = factories.template()
    draft = _start(source)
    day = timezone.localdate() + timedelta(days=3)
    with pytest.raises(PublishedTooEarly):
        _publish(draft, timezone.localdate() - timedelta(days=1))
    _publish(draft, day)
    source.refresh_from_db()
    assert source.valid_to == day
    assert list(queries.templates(on=day - timedelta(days=1))) == [source]
    assert list(queries.templates(on=day)) == [draft]


def test_a_record_keeps_the_version_under_which_it_was_made() -> None:
    source = factories.template()
    product = factories.product(template=source)
    actor = factories.actor(product.organisation)
    lot = factories.lot(product)

    def record(pesticide: str) -> Step:
        return record_step(
            lot=lot, step_code="spraying", values={"pesticide": pesticide}, actor=actor,
            place=lot.place, happened_at=now() - timedelta(hours=1), now=now(),
        )  # fmt: skip

    first = record("Bt")
    draft = _start(source)
    _edit(draft, lambda told: told["steps"][0].update(name="Phun, cách mới"))
    _publish(draft)
    product.template = draft
    product.save(update_fields=["template"])
    lot.refresh_from_db()
    second = record("Dầu khoáng")
    first.refresh_from_db()
    assert (first.template, second.template) == (source, draft)
    assert first.template.definition["steps"][0]["name"] == "Phun thuốc"
    page = _client(actor).get(f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/").content.decode()
    assert ("Phun thuốc" in page, "Phun, cách mới" in page) == (True, True)


def test_a_template_goes_out_as_a_file_and_comes_in_as_a_draft() -> None:
    source = factories.template()
    client = _client(_lead())
    body = client.get(f"{PAGES}{source.pk}/tep/").content
    assert json.loads(body) == source.definition
    sent = client.post(f"{PAGES}nhap/", {"file": SimpleUploadedFile("a.json", body)})
    draft = ChainTemplate.objects.get(valid_from=None)
    assert (sent["Location"], draft.version) == (f"{PAGES}{draft.pk}/", 2)


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"[]", b'{"code": "x"}', b'{"code": "x", "steps": [1]}',
     b'{"code": "a b/", "steps": []}', b'{"code": "x", "steps": [], "n": NaN}',
     b'{"code": "x", "steps": [], "n": "\\u0000"}', b"[" * 100_000],
)  # fmt: skip
def test_a_file_that_is_no_template_is_refused_in_words(body: bytes) -> None:
    with pytest.raises(NotATemplate):
        services.import_template(body=body, actor=_lead(), now=now())


def test_a_file_with_faults_becomes_a_draft_that_says_them() -> None:
    body = json.dumps({"code": "moi", "steps": [{"fields": [{"type": "lạ"}]}]}).encode()
    draft = services.import_template(body=body, actor=_lead(), now=now())
    client = _client(_lead())
    for page in ("", "buoc/0/", "buoc/0/muc/0/", "sua/"):
        assert client.get(f"{PAGES}{draft.pk}/{page}").status_code == 200, page
    shown = client.get(f"{PAGES}{draft.pk}/").content.decode()
    assert "Bước 1, mục 1, kiểu: Hệ thống không biết kiểu này. Dùng được: Có, không (bool)" in shown
    preview = client.get(f"{PAGES}{draft.pk}/buoc/0/xem-thu/")
    assert (preview.status_code, "chưa dựng được biểu mẫu" in preview.content.decode()) == (
        422, True,
    )  # fmt: skip
    other = factories.template()
    assert client.get(f"{PAGES}{draft.pk}/so-voi/{other.pk}/").status_code == 200


def _posted(told: dict[str, Any]) -> dict[str, Any]:
    """Return what a browser sends of what a form shows: no false boxes, figures as shown."""
    shown = {k: v for k, v in told.items() if v is not False and v is not None}
    return {k: localize(v) if isinstance(v, float) else v for k, v in shown.items()}


@pytest.mark.parametrize("path", sorted((SHIPPED / "chains").glob("*.json")), ids=lambda p: p.stem)
def test_whatever_a_shipped_template_says_survives_the_forms(path: Path) -> None:
    definition = json.loads(path.read_text("utf-8"))
    for step in definition["steps"]:
        form = forms.TellStep(_posted(step))
        assert form.is_valid(), (step["code"], form.errors)
        assert {**form.step(), "fields": step["fields"]} == step
        for field in step["fields"]:
            told = forms.TellField(_posted(forms.TellField.told_of(field)))
            assert told.is_valid(), (step["code"], field["code"], told.errors)
            assert told.field() == {k: v for k, v in field.items() if v is not False or k in _KEPT}


_KEPT = {"required", "ilmd", "public"}
_STEP = {"code": "drying", "name": "Phơi", "name_en": "Drying", "what": "lot", "action": "OBSERVE",
         "biz_step": "other", "disposition": "", "actor_roles": ["producer"],
         "place_kinds": ["farm"], "public": "on"}  # fmt: skip
_FIELD = {"code": "sun", "label": "Nắng", "label_en": "Sun", "type": "choice",
          "choices": "strong | Gắt | Strong\nweak | Nhẹ | Weak", "public": "on"}  # fmt: skip


def test_the_pages_change_a_draft_and_the_preview_shows_it() -> None:
    draft = _start(factories.template())
    client, here = _client(_lead()), f"{PAGES}{draft.pk}/"
    assert client.post(f"{here}buoc/4/", _STEP).status_code == 302
    assert client.post(f"{here}buoc/4/muc/0/", _FIELD).status_code == 302
    wrong = client.post(f"{here}buoc/4/muc/1/", {**_FIELD, "choices": "một dòng thiếu"})
    assert "chưa đúng" in wrong.content.decode()
    shown = client.get(f"{here}buoc/4/xem-thu/").content.decode()
    assert ("Nắng" in shown, "Gắt" in shown) == (True, True)
    assert "Strong" in client.get(f"/en{here}buoc/4/xem-thu/").content.decode()
    assert client.post(f"{here}buoc/4/len/").status_code == 302
    draft.refresh_from_db()
    codes = [step["code"] for step in draft.definition["steps"]]
    assert codes == ["spraying", "harvest", "packing", "drying", "shipping"]
    drying = draft.definition["steps"][3]
    assert (drying["event"], drying["action"], drying["fields"][0]["choices"][1]["label"]) == (
        "ObjectEvent", "OBSERVE", "Nhẹ",
    )  # fmt: skip
    assert client.post(f"{here}buoc/3/muc/0/bo/").status_code == 302
    assert client.post(f"{here}buoc/3/bo/").status_code == 302
    assert client.get(f"{here}buoc/9/").status_code == 404
    day = timezone.localdate().isoformat()
    assert client.post(f"{here}ban-hanh/", {"valid_from": day}).status_code == 302


def test_two_versions_are_compared_by_steps_and_fields() -> None:
    source = factories.template()
    draft = _start(source)

    def change(told: dict[str, Any]) -> None:
        told["steps"].pop()
        told["steps"][0]["fields"].pop()
        told["steps"].append({**told["steps"][0], "code": "mới", "name": "Bước thêm"})

    _edit(draft, change)
    draft.refresh_from_db()
    found = [(c.name, c.what) for c in queries.compare_templates(source, draft)]
    assert found == [("Bước thêm", "Bước mới"), ("Xuất hàng", "Bước bị bỏ"),
                     ("Phun thuốc", "Bước đổi")]  # fmt: skip


def test_all_officers_read_templates_and_the_lead_agency_alone_changes_them() -> None:
    draft = _start(factories.template())
    commune = factories.unit(factories.unit(), kind=UnitKind.COMMUNE)
    actors = [_lead(), factories.officer(factories.agency(sector="agriculture"), lead=True),
              factories.officer(factories.agency(unit=commune)), factories.actor()]  # fmt: skip
    clients = [*map(_client, actors), Client()]
    here = f"{PAGES}{draft.pk}/"
    read, change = [200, 200, 200, 403, 302], [200, 403, 403, 403, 302]
    for page in (PAGES, here, f"{here}tep/", f"{here}buoc/0/xem-thu/"):
        assert [c.get(page).status_code for c in clients] == read, page
    for page in (f"{PAGES}nhap/", f"{here}sua/", f"{here}buoc/0/", f"{here}buoc/0/muc/0/",
                 f"{here}ban-hanh/"):  # fmt: skip
        assert [c.get(page).status_code for c in clients] == change, page
    posted = [c.post(f"{here}bo/").status_code for c in reversed(clients)]
    assert posted == [302, 403, 403, 403, 302]
    assert not ChainTemplate.objects.filter(valid_from=None).exists()
