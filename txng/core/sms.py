"""Text messages: sent through the gateway that the settings name; by default kept as a file."""

import os
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Gateway(Protocol):
    """What carries text messages; TXNG_SMS_GATEWAY names a class like this by its dotted path."""

    def send(self, number: str, text: str) -> None:
        """Carry a message to a phone number (0xxxxxxxxx), or raise OSError."""


class FileGateway:
    """Keeps messages in `var/mail/sms.txt`, readable by the portal alone: nothing is carried."""

    def send(self, number: str, text: str) -> None:
        """Append the message to the file."""
        path = Path(settings.EMAIL_FILE_PATH) / "sms.txt"
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "a") as file:
            file.write(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {number}\n{text}\n\n")


class MemoryGateway:
    """Keeps messages in a list, for tests."""

    outbox: list[tuple[str, str]] = []

    def send(self, number: str, text: str) -> None:
        """Keep the message."""
        self.outbox.append((number, text))


def send(number: str, text: str) -> None:
    """Carry a text message; raises OSError when the gateway does not take it."""
    _gateway(settings.TXNG_SMS_GATEWAY).send(number, text)


@lru_cache(maxsize=2)
def _gateway(path: str) -> Gateway:
    made: Gateway = import_string(path)()
    return made
