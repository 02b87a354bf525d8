"""What the installation is told from outside: environment variables, each with its meaning."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ

BASE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("TXNG_VAR", BASE / "var"))
"""Folder for everything that is written at run time: database, files, keys, logs."""

env = environ.FileAwareEnv()

DEBUG: bool = env.bool("TXNG_DEBUG", False)
PRODUCTION: bool = env.bool("TXNG_PRODUCTION", False)
"""True on a public server: cookies only over TLS, no default secret, no debug."""

DATABASE_URL: str = env.str("DATABASE_URL", "")
"""postgresql://user:password@host/name; empty means the embedded server."""

HOST: str = env.str("TXNG_HOST", "127.0.0.1")
"""Address to listen on; 0.0.0.0 lets telephones of the same network in."""

PORT: int = env.int("TXNG_PORT", 8000)

PUBLIC_URL: str = env.str("TXNG_PUBLIC_URL", f"http://localhost:{PORT}").rstrip("/")
"""Address under which people reach the portal; stands in every printed code."""

IDENTITY_URL: str = env.str("TXNG_IDENTITY_URL", "https://truyxuat.example").rstrip("/")
"""Base of the province's own identifiers for holders of no GS1 prefix; never changes once used."""

PROVINCE_NAME: str = env.str("TXNG_PROVINCE_NAME", "Tỉnh trình diễn")


class UnsafeConfiguration(Exception):  # noqa: N818  told to the person who starts the server
    """A public server was asked to start with settings fit only for a laptop."""


_LEAST_SECRET = 32
"""Characters below which a secret is taken for a placeholder."""


def secret_key() -> str:
    """Return the secret that signs sessions: given, or made once and kept in the var folder."""
    return _given("TXNG_SECRET_KEY") or _kept("secret-key")


def master_key() -> str:
    """Return the key that encrypts stamp secrets at rest: given, or made once and kept."""
    return _given("TXNG_MASTER_KEY") or _kept("master-key")


def _given(name: str) -> str:
    """Return a secret of the environment; a public server has one, and no placeholder."""
    given: str = env.str(name, "")
    if PRODUCTION and len(given) < _LEAST_SECRET:
        raise UnsafeConfiguration(
            f"TXNG_PRODUCTION=true needs {name} with at least {_LEAST_SECRET} characters."
        )
    return given


def allowed_hosts() -> list[str]:
    """Return the names the portal answers to; on a public server, those of its address alone."""
    if not PRODUCTION:
        return env.list("TXNG_ALLOWED_HOSTS", default=["*"])  # type: ignore[no-any-return]
    own = urlsplit(PUBLIC_URL)
    if own.scheme != "https" or own.hostname in {None, "localhost", "127.0.0.1"}:
        raise UnsafeConfiguration(
            "TXNG_PRODUCTION=true needs TXNG_PUBLIC_URL=https://…: it stands in every printed code."
        )
    hosts: list[str] = env.list("TXNG_ALLOWED_HOSTS", default=[own.hostname])
    if any("*" in host or host == "." for host in hosts):
        raise UnsafeConfiguration("TXNG_PRODUCTION=true: TXNG_ALLOWED_HOSTS names each host.")
    return hosts


def _kept(name: str) -> str:
    """Read a secret file of the var folder; make it, readable by its owner only, the first time."""
    path = VAR / name
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            return path.read_text()
        with os.fdopen(handle, "w") as file:
            file.write(os.urandom(32).hex())
    return path.read_text()
