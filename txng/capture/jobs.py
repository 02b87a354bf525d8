"""Requests to capture, as who sent them may read them."""

from uuid import UUID

from django.db.models import QuerySet

from txng.capture.models import CaptureJob
from txng.core.errors import NotFound
from txng.parties.actor import Actor


class NoSuchJob(NotFound):
    """There is no such capture job of the actor's organisation."""


def job_for(*, actor: Actor, job_id: UUID) -> CaptureJob:
    """Return a capture job of the actor's own organisation, or raise NoSuchJob."""
    job = _jobs_of(actor).filter(pk=job_id).first()
    if job is None:
        raise NoSuchJob
    return job


def jobs_for(*, actor: Actor, before: int | None = None, limit: int = 30) -> list[CaptureJob]:
    """Return capture jobs of the actor's organisation, newest first, `limit` from `before` on."""
    jobs = _jobs_of(actor)
    if before is not None:
        jobs = jobs.filter(number__lt=before)
    return list(jobs.order_by("-number")[:limit])


def _jobs_of(actor: Actor) -> QuerySet[CaptureJob]:
    """Jobs of the actor's organisation; a provider sees those alone that it captured itself."""
    jobs = CaptureJob.objects.filter(organisation=actor.organisation)
    return jobs.filter(api_key__organisation=actor.helper) if actor.mandate else jobs
