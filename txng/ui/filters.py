"""Filters of a list kept in the address, each shown as a chip that takes it away."""

from collections.abc import Iterable
from typing import NamedTuple

from django import forms
from django.http import QueryDict

PAGE_KEYS = ("sau", "truoc")
"""Names in the address that say which page one is on; a changed filter begins anew."""


class Chip(NamedTuple):
    """One filter in force: what it says, and the address without it."""

    text: str
    url: str


def chips(form: forms.BaseForm, given: QueryDict) -> list[Chip]:
    """Return a chip for each filter in force; filters with a wrong value are not in force."""
    if not form.is_bound:
        return []
    form.is_valid()
    found = []
    for bound in form:
        value = getattr(form, "cleaned_data", {}).get(bound.name)
        if value in (None, "", [], False) or value == bound.field.initial:
            continue
        rest = given.copy()
        for name in (bound.html_name, *PAGE_KEYS):
            rest.pop(name, None)
        found.append(Chip(f"{bound.label}: {_words(bound, value)}", f"?{rest.urlencode()}"))
    return found


def _words(bound: forms.BoundField, value: object) -> str:
    choices = dict(_flat(getattr(bound.field, "choices", ())))
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(str(choices.get(str(v), v)) for v in values)


def _flat(choices: Iterable[tuple[object, object]]) -> Iterable[tuple[str, object]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), label
