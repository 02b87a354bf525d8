"""What the room reads: rows behind figures (named queries), figures, requests, reports."""

from txng.reporting.queries import programme, registers, support, tracing, use

__all__ = ["programme", "registers", "support", "tracing", "use"]
