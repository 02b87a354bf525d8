"""A refusal: what an act answers when it may not be done, in words fit for the person who asked."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an error
    """Base of every refusal. `reason` says what happened, why, and what to do now.

    `code` names the refusal for machines (problem+json `type`), `status` is its HTTP status,
    `fields` puts sentences beside form fields, `missing` lists what would have to be there.
    """

    reason: str | Promise = ""
    status: int = 409

    def __init__(
        self,
        reason: str | Promise | None = None,
        *,
        fields: Mapping[str, str | Promise] | None = None,
        missing: Sequence[str | Promise] = (),
    ) -> None:
        """Keep the class's sentence unless a more exact one is given."""
        if reason is not None:
            self.reason = reason
        self.fields = dict(fields or {})
        self.missing = tuple(missing)
        super().__init__(self.reason)

    @property
    def code(self) -> str:
        """Name of the refusal for machines, e.g. `lot_lacks_minimum_data`."""
        name = type(self).__name__
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")

    def __str__(self) -> str:
        """Return the sentence in the active language."""
        return str(self.reason)


class NotAllowed(Refused):
    """The person is known but has no right to this act."""

    status = 403


class NotFound(Refused):
    """There is no such thing, or none that this person may see: the two look the same."""

    status = 404
