"""Commands take items from the line or from standard input, and answer each in its turn."""

import errno
import io
import json
import re
import shutil
from argparse import Namespace
from pathlib import Path

import psycopg
import pytest

from config import cli, prepare, run
from config.commands import database, words
from config.commands.words import Answer, CouldNotRun, ItemFailed
from tests.config.portal import txng
from tests.folders import open_folder
from txng.ui.messages import compile_messages


def _length(item: str) -> Answer:
    if item == "bad":
        raise ItemFailed("is bad", why="it says so")
    return {"length": len(item)}


def _ask(*items: str, as_json: bool) -> int:
    asked = Namespace(items=list(items), json=as_json)
    return words.answer_all(asked, answer=_length, show=lambda a: str(a["length"]), name="item")


def test_each_item_gets_one_json_line_and_a_bad_one_does_not_stop_the_rest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _ask("one", "bad", "three", as_json=True) == 1
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"item": "one", "ok": True, "length": 3},
        {"item": "bad", "ok": False, "error": "is bad", "why": "it says so"},
        {"item": "three", "ok": True, "length": 5},
    ]


def test_people_get_lines_and_failures_on_the_other_stream(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _ask("one", "bad", as_json=False) == 1
    assert capsys.readouterr() == ("3\n", "bad: is bad\n")


def test_a_dash_stands_for_the_lines_of_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a b\r\n\n  \nccc\n"))
    assert _ask("x", "-", as_json=False) == 0
    assert capsys.readouterr().out == "1\n3\n3\n"


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("absent", "cannot be read: No such file or directory"),
        (".", "cannot be read: Is a directory"),
        ("a\0b", "cannot be read: embedded null byte"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_failed_item(tmp_path: Path, name: str, error: str) -> None:
    with pytest.raises(ItemFailed) as failure:
        words.body_of(f"{tmp_path}/{name}")
    assert str(failure.value) == error


def test_every_command_that_is_there_has_a_line_of_help() -> None:
    listed = re.findall(r"^    ([a-z-]+)(?: |$)", cli.parser().format_help(), flags=re.MULTILINE)
    here = [p.stem.replace("_", "-") for p in Path(prepare.__file__).parent.glob("commands/*.py")]
    assert sorted(listed) == sorted(set(here) - {"--init--", "words", "database"})


def test_an_unknown_command_could_not_run(tmp_path: Path) -> None:
    assert txng("dance", var=tmp_path).returncode == 2


def test_a_disk_with_little_room_is_refused_in_both_languages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=299 * 2**20))
    with pytest.raises(CouldNotRun, match=r"is full \(299 of 300 MB free\).*Ổ đĩa đã đầy"):
        run.check_disk()


def test_doctor_names_what_is_wrong_and_what_to_do() -> None:
    with open_folder() as var:
        (var / "secret-key").write_text("x")
        (var / "secret-key").chmod(0o644)
        report = txng("doctor", var=var)
    assert report.returncode == 1
    assert f"!!  secret-key     644  →  chmod 600 {var}/secret-key" in report.stdout
    assert "ok  packages" in report.stdout
    assert "→  txng migrate" in report.stdout


def test_messages_are_compiled_when_newer_and_left_alone_when_not(tmp_path: Path) -> None:
    source = tmp_path / "txng" / "room" / "locale" / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "một"\nmsgstr "one"\n')
    compiled = source.with_suffix(".mo")
    assert compile_messages(tmp_path) == [compiled]
    assert "một".encode() in compiled.read_bytes()
    compiled.write_bytes(b"kept")
    assert compile_messages(tmp_path) == []
    assert compiled.read_bytes() == b"kept"


@pytest.mark.parametrize(
    ("error", "is_full"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EACCES, "Permission denied"), False),
        (psycopg.errors.DiskFull("could not extend file: No space left on device"), True),
        (psycopg.OperationalError("password authentication failed"), False),
    ],
)
def test_an_error_is_blamed_on_the_disk_only_if_the_disk_is_full(
    tmp_path: Path, error: Exception, is_full: bool
) -> None:
    assert database._is_full(tmp_path, error) is is_full


def test_a_server_that_falls_silent_on_a_full_disk_is_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=15 * 2**20))
    assert database._is_full(tmp_path, psycopg.OperationalError("connection lost"))


def test_a_document_given_where_its_name_belongs_is_refused_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{\n  "type": "EPCISDocument"\n}\n'))
    with pytest.raises(CouldNotRun, match="give /dev/stdin for its name"):
        _ask("-", as_json=False)


def test_people_are_told_every_fault_of_an_item(capsys: pytest.CaptureFixture[str]) -> None:
    asked = Namespace(items=["it"], json=False)
    faults = [{"path": "/a", "message": "is absent."}, {"path": "/b", "message": "is wrong."}]
    answer = {"ok": False, "error": "/a is absent. (and 1 more)", "faults": faults}
    assert words.answer_all(asked, answer=lambda _: answer, show=str, name="file") == 1
    assert capsys.readouterr().err == "it: 2 faults\n  /a is absent.\n  /b is wrong.\n"


@pytest.mark.parametrize(("number", "text"), [(0, "0 events"), (1, "1 event"), (2, "2 events")])
def test_one_thing_is_singular(number: int, text: str) -> None:
    assert words.counted(number, "event") == text
