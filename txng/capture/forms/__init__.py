"""What people fill in on the pages of the room."""

from txng.capture.forms.steps import DeclareStepWrong, Offer, RecordStep

__all__ = ["DeclareStepWrong", "Offer", "RecordStep"]
