"""Names of those who stated and checked a stage, as the person who looks may know them."""

from django import template

from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.trace.names import public_name
from txng.trace.stories import Stage

register = template.Library()


def _name(organisation: Organisation, actor: Actor) -> str:
    if actor.is_agency or organisation.pk == actor.organisation_id:
        return organisation.name
    return public_name(organisation)


@register.filter
def teller(stage: Stage, actor: Actor) -> str:
    """Who stated it: agencies and the organisation itself read the full name."""
    return _name(stage.stated_by, actor) if stage.stated_by else ""


@register.filter
def helped_by(stage: Stage) -> str:
    """Which co-operative wrote it for the household, by its public name."""
    return public_name(stage.helper) if stage.helper else ""


@register.filter
def checkers(stage: Stage, actor: Actor) -> list[str]:
    """Who else stated the very same fact."""
    return [_name(organisation, actor) for organisation in stage.checked_by]
