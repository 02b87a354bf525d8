"""What the room reads: rows behind figures (named queries), figures, requests, reports."""

from txng.reporting.queries import programme, registers, tracing, use

__all__ = ["programme", "registers", "tracing", "use"]
