"""What the room reads: rows behind figures (named queries), figures, requests, reports."""

from txng.reporting.queries import registers, tracing, use

__all__ = ["registers", "tracing", "use"]
