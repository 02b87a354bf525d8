"""What others see of a page when its address is sent on (OpenGraph)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """Title and lead in the reader's language; path and image are of this portal."""

    title: str
    lead: str
    path: str
    image: str = ""
