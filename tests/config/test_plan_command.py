"""`txng plan check` answers one object a line and its exit code says what was found."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from config.cli import main
from tests.planning import samples


def _asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[Any]]:
    code = main(["plan", "check", *arguments, "--json"])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_right_plan_is_ok_with_exit_code_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "right.txt"
    file.write_text(samples.TABBED, "utf-8")
    code, [answer] = _asked(capsys, str(file))
    assert (code, answer["ok"], answer["discrepancies"]) == (0, True, [])
    assert answer["tasks"]["count"] == 2
    assert answer["budget"]["total"] == 12_000_000
    assert answer["budget"]["total_in_words"] == "Mười hai triệu đồng"


def test_discrepancies_are_listed_with_exit_code_1_and_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong, missing = tmp_path / "wrong.txt", tmp_path / "missing.txt"
    wrong.write_text(samples.TABBED.replace("(I+II)", "(I+II+III)"), "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{wrong}\n"))
    code, [answer] = _asked(capsys, "-")
    assert (code, answer["ok"]) == (1, True)
    assert [d["code"] for d in answer["discrepancies"]] == ["total_names_missing_parts"]
    code, answers = _asked(capsys, str(missing), str(wrong))
    assert (code, [a["ok"] for a in answers]) == (2, [False, True])
    assert answers[0]["error"]


def test_people_read_place_and_sentence_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.txt"
    file.write_text(samples.TABBED.replace("(I+II)", "(I+II+III)"), "utf-8")
    assert main(["plan", "check", str(file)]) == 1
    out = capsys.readouterr().out
    assert "[total_names_missing_parts]" in out
    assert "không có phần III" in out
    assert "there is no part III" in out
