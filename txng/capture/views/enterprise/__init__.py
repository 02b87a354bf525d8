"""Pages of the room for organisations."""

from txng.capture.views.enterprise.diary import (
    choose_step,
    declare_step_wrong,
    list_steps,
    record_step,
)

__all__ = ["choose_step", "declare_step_wrong", "list_steps", "record_step"]
