"""The audit trail keeps what was done and cannot be rewritten."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from txng.core import acts, audit
from txng.core.models import AuditEntry
from txng.parties.actor import Actor

pytestmark = pytest.mark.django_db


def _entry() -> AuditEntry:
    subject = AuditEntry(pk=7)
    return audit.record("core.try", actor=Actor(), subject=subject, at=timezone.now())


def test_an_entry_is_found_again_as_history_of_its_subject() -> None:
    entry = _entry()
    assert list(audit.history(AuditEntry(pk=7))) == [entry]


@pytest.mark.parametrize("act", ["update", "delete"])
def test_an_entry_can_be_neither_changed_nor_removed(act: str) -> None:
    entry = _entry()
    rows = AuditEntry.objects.filter(pk=entry.pk)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rows.update(action="x") if act == "update" else rows.delete()
    assert AuditEntry.objects.get(pk=entry.pk).action == "core.try"


def test_acts_are_said_in_words_and_an_unsaid_one_by_its_name() -> None:
    assert str(acts.words_of("identify.edit_lot")) == "sửa thông tin lô"
    assert acts.words_of("core.try") == "core.try"
