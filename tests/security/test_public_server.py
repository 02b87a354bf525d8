"""A public server refuses to start with settings fit only for a laptop."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import prepare
from config.commands.words import CouldNotRun
from config.demo import LOADERS

ROOT = Path(__file__).parents[2]
SAFE = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "TXNG_PRODUCTION": "true",
    "TXNG_SECRET_KEY": "s" * 40,
    "TXNG_MASTER_KEY": "m" * 40,
    "TXNG_PUBLIC_URL": "https://truyxuat.example",
    "DATABASE_URL": "postgresql://nobody@localhost/none",
}
SHOWN = (
    "ALLOWED_HOSTS", "DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS", "SESSION_COOKIE_HTTPONLY", "SECURE_CONTENT_TYPE_NOSNIFF",
)  # fmt: skip


def settings_with(**given: str) -> tuple[int, str]:
    """Load the settings in a process of its own; return its code and last line."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("TXNG_", "DATABASE_URL"))}
    ask = f"from django.conf import settings as s; print([getattr(s, n) for n in {SHOWN}])"
    done = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=ROOT, env={**clean, **SAFE, **given}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, (done.stdout or done.stderr).strip().splitlines()[-1]


def test_a_safe_server_answers_to_its_own_name_over_tls_only() -> None:
    assert settings_with() == (
        0,
        "[['truyxuat.example'], False, True, True, True, 31536000, True, True]",
    )


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"TXNG_DEBUG": "true"}, "TXNG_DEBUG"),
        ({"TXNG_SECRET_KEY": ""}, "TXNG_SECRET_KEY"),
        ({"TXNG_SECRET_KEY": "changeme"}, "TXNG_SECRET_KEY"),
        ({"TXNG_MASTER_KEY": ""}, "TXNG_MASTER_KEY"),
        ({"TXNG_MASTER_KEY": "secret"}, "TXNG_MASTER_KEY"),
        ({"TXNG_ALLOWED_HOSTS": "*"}, "TXNG_ALLOWED_HOSTS"),
        ({"TXNG_PUBLIC_URL": "http://truyxuat.example"}, "TXNG_PUBLIC_URL"),
        ({"TXNG_PUBLIC_URL": "https://localhost"}, "TXNG_PUBLIC_URL"),
    ],
)
def test_an_unsafe_one_does_not_start_and_says_why(wrong: dict[str, str], word: str) -> None:
    code, said = settings_with(**wrong)
    assert code == 1
    assert said.startswith("config.env.UnsafeConfiguration: TXNG_PRODUCTION=true")
    assert word in said


def test_the_demonstration_is_never_opened_to_the_public(monkeypatch: pytest.MonkeyPatch) -> None:
    name = next(loader.name for loader in LOADERS if loader.is_demonstration)
    prepare.refuse_demonstration({name: ("mark", {})})
    monkeypatch.setattr(prepare, "PRODUCTION", True)
    prepare.refuse_demonstration({"units": ("mark", {})})
    with pytest.raises(CouldNotRun, match="demonstration"):
        prepare.refuse_demonstration({name: ("mark", {})})
