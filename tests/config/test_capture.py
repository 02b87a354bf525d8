"""`txng capture` stores files for an organisation, and says of each file what became of it."""

import io
import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from config.cli import parser
from config.commands import capture
from config.commands.words import CouldNotRun
from config.env import PROVINCE_NAME
from tests import factories
from tests.capture.documents import document, event
from txng.capture.models import CaptureJob, Event
from txng.parties.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "django_ready", nullcontext)
    monkeypatch.setattr(capture, "tables_ready", lambda _: None)


def run(*arguments: str) -> int:
    return capture.main(parser().parse_args(["capture", *arguments]))


def file(folder: Path, name: str, *events: dict[str, Any]) -> str:
    (folder / name).write_bytes(document(*events))
    return str(folder / name)


def test_each_file_is_stored_whole_or_not_at_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    factories.agency()
    good = file(tmp_path, "good.json", event(), event(action="ADD"))
    bad = file(tmp_path, "bad.json", event(bizStep="storing"), event(bizStep="flying"))
    assert run("--json", good, bad, good) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["ok"], one.get("stored"), one.get("known")) for one in told] == [
        (True, 2, 0), (False, None, None), (True, 0, 2),
    ]  # fmt: skip
    assert told[1]["error"].startswith("/epcisBody/eventList/1/bizStep ")
    assert Event.objects.count() == 2
    assert run(str(tmp_path / "absent")) == 2


def test_files_are_named_on_standard_input_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    factories.agency()
    good = file(tmp_path, "good.json", event())
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{good}\n"))
    assert run("-") == 0
    assert capsys.readouterr().out == f"{good}: 1 event stored, 0 known already\n"


def test_the_demonstrations_agency_states_unless_another_organisation_is_named(
    tmp_path: Path,
) -> None:
    factories.agency()
    agency = factories.agency(is_demonstration=True)
    other = factories.organisation(name="Hợp tác xã Mường So")
    good = file(tmp_path, "good.json", event())
    for named in ([], ["--organisation", other.tax_code], ["--organisation", other.identifier],
                  ["--organisation", "hợp tác xã mường so"]):  # fmt: skip
        assert run(*named, good) == 0
    stated = CaptureJob.objects.order_by("number").values_list("organisation", flat=True)
    assert list(stated) == [agency.pk, other.pk, other.pk, other.pk]


def test_an_empty_portal_registers_its_agency_once(tmp_path: Path) -> None:
    good = file(tmp_path, "good.json", event())
    assert [run(good), run(good)] == [0, 0]
    [agency] = Organisation.objects.all()
    assert (agency.kind, agency.name) == ("agency", PROVINCE_NAME)


def test_an_unknown_or_ambiguous_organisation_could_not_run(tmp_path: Path) -> None:
    good = file(tmp_path, "good.json", event())
    for _ in range(2):
        factories.organisation(name="Cửa hàng Hoa")
    with pytest.raises(CouldNotRun, match="give the tax code"):
        run("--organisation", "Cửa hàng Hoa", good)
    for named in ("9999", ""):
        with pytest.raises(CouldNotRun, match="No active organisation"):
            run("--organisation", named, good)
    assert Event.objects.count() == 0
