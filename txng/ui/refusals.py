"""Puts a refusal back on the form that asked: its sentence on top, its field sentences beside."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import BaseForm

from txng.core.errors import Refused


@contextmanager
def refusals_on(form: BaseForm) -> Iterator[None]:
    """Catch a `Refused` of the block and show it on the form; the view then renders the form again.

    Use: `with refusals_on(form): services.act(…); return redirect(…)`.
    """
    try:
        yield
    except Refused as refusal:
        beside = {k: v for k, v in refusal.fields.items() if k in form.fields}
        for name, sentence in beside.items():
            form.add_error(name, str(sentence))
        if not beside:
            form.add_error(None, str(refusal))
        for item in refusal.missing:
            form.add_error(None, str(item))
