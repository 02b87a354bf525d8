"""Rows of the room: the event store, the diary, inputs, shipments."""

from txng.capture.models.store import CaptureContext, CaptureJob, Event, Field, Link, Step

__all__ = ["CaptureContext", "CaptureJob", "Event", "Field", "Link", "Step"]
