"""`txng validate`, `hash` and `capture`, on good, wrong and absent files."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from config import cli
from tests.config.portal import txng
from tests.folders import open_folder

SOUND = """{"@context": "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
"type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-01-01T00:00:00Z",
"epcisBody": {"eventList": [{"type": "ObjectEvent", "action": "OBSERVE", "bizStep": "shipping",
"eventTime": "2026-01-01T00:00:00Z", "eventTimeZoneOffset": "+07:00",
"epcList": ["https://id.gs1.org/01/09521141111116/21/1"]}]}}"""


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """A sound document, one with an action that the standard does not know, and no file."""
    (tmp_path / "sound.json").write_text(SOUND)
    (tmp_path / "wrong.json").write_text(SOUND.replace("OBSERVE", "WATCH"))
    return {name: str(tmp_path / f"{name}.json") for name in ("sound", "wrong", "absent")}


@pytest.mark.parametrize(
    ("given", "code"),
    [(["sound"], 0), (["sound", "wrong", "sound"], 1), (["absent", "sound", "wrong"], 2)],
)
def test_validate_answers_every_file_and_the_exit_code_says_the_worst(
    files: dict[str, str], given: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["validate", "--json", *(files[name] for name in given)]) == code
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(a["file"], a["ok"]) for a in answers] == [(files[n], n == "sound") for n in given]
    assert [bool(a.get("error")) for a in answers] == [n != "sound" for n in given]


def test_hash_prints_one_hash_a_line(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["hash", files["sound"], files["absent"], files["sound"]]) == 2
    said = capsys.readouterr()
    first, second = said.out.splitlines()
    assert first == second
    assert re.fullmatch(r"ni:///sha-256;[0-9a-f]{64}\?ver=CBV2\.0", first)
    assert said.err == f"{files['absent']}: cannot be read: No such file or directory\n"


@pytest.mark.parametrize(
    "asked", [["validate", "sound"], ["hash", "sound"], ["digital-link", "https://a.vn/00/1"]]
)
def test_reading_needs_neither_django_nor_a_database(
    files: dict[str, str], asked: list[str]
) -> None:
    probe = (
        "import sys; from config.cli import main; main(sys.argv[1:]);"
        "print(sorted({'django', 'psycopg', 'config.env'} & set(sys.modules)))"
    )
    said = subprocess.run(
        [sys.executable, "-c", probe, asked[0], files.get(asked[1], asked[1])],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.splitlines()[-1] == "[]"


def test_capture_stores_once_and_trace_finds_it_again(
    files: dict[str, str],
) -> None:
    asked = "\n".join([files["sound"], files["wrong"], files["sound"]])
    with open_folder() as var:
        captured = txng("capture", "--json", "-", var=var, stdin=asked)
        assert captured.returncode == 1
        answers = [json.loads(line) for line in captured.stdout.splitlines()]
        assert [(a["ok"], a.get("stored"), a.get("known")) for a in answers] == [
            (True, 1, 0),
            (False, None, None),
            (True, 0, 1),
        ]
        assert answers[1]["error"].startswith("/epcisBody/eventList/0/action ")
        code = "https://id.gs1.org/01/09521141111116/21/1"
        assert txng("trace", code, var=var).returncode == 0
        assert txng("trace", code[:-1] + "2", var=var).returncode == 1
