"""A cell of a sheet that holds a GS1 key, and what is wrong with it in the reader's language."""

from txng.core.sheets.columns import Wrong
from txng.gs1.errors import Gs1Error
from txng.gs1.keys import Key
from txng.ui.key_field import sentence


def read_key(key: type[Key], text: str) -> Key:
    """Return a GS1 key; raises Wrong with the digit that would be right."""
    try:
        return key.parse("".join(c for c in text if c not in " .-"))
    except Gs1Error as error:
        raise Wrong(sentence(error.faults[0])) from error
