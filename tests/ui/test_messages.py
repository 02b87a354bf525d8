"""Every sentence has its English, and the compiled form follows the source."""

from pathlib import Path

import pytest

from scripts import messages
from txng.ui.messages import compile_messages

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Lưu"\nmsgstr "{}"\n'


ROOMS = [pytest.param(room, id=room.name) for room in messages.rooms()]


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_of_the_room_has_an_english_translation(room: Path) -> None:
    assert messages.missing(room) == []


def test_collect_finds_sentences_of_code_and_of_indented_templates(tmp_path: Path) -> None:
    (tmp_path / "words.py").write_text('A = _("Một")\nB = ngettext("Hai", "Ba", 2)\n')
    (tmp_path / "page.html").write_text(
        '<p>\n    {% translate "Bốn" %}\n  {% tag _("Năm") %}</p>\n'
        "{% blocktranslate count n=k %}{{ n }} mục{% plural %}{{ n }} mục{% endblocktranslate %}"
    )
    found = {message.id for message in messages.collect(tmp_path) if message.id}
    assert found == {"Một", ("Hai", "Ba"), "Bốn", "Năm", ("%(n)s mục", "%(n)s mục")}


def test_compile_messages_writes_only_what_changed(tmp_path: Path) -> None:
    po = tmp_path / "txng" / "room" / "locale" / "en" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO.format("Save"))
    assert compile_messages(tmp_path) == [po.with_suffix(".mo")]
    assert b"Save" in po.with_suffix(".mo").read_bytes()
    assert compile_messages(tmp_path) == []
