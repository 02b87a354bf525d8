"""The project names no place to fetch packages from: locks hold hashes, users choose where."""

import re
from collections.abc import Iterable

from tests.architecture import house

HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("crates", "io"),
    )
)
LOCKS = ("requirements/runtime.txt", "requirements/dev.txt", "requirements/node.txt",
         "package-lock.json")  # fmt: skip
ADDRESS = re.compile(rb"[a-z+]+://|\bgit@|--index-url|--find-links", re.IGNORECASE)


def naming(files: Iterable[tuple[str, bytes]], hosts: Iterable[str]) -> list[str]:
    """Return the files that name one of the hosts, with the host."""
    wanted = [(host, host.encode()) for host in hosts]
    return [f"{name}: {host}" for name, body in files for host, text in wanted if text in body]


def with_addresses(files: Iterable[tuple[str, bytes]]) -> list[str]:
    """Return the lock files that say where from."""
    return [name for name, body in files if ADDRESS.search(body)]


def test_no_tracked_file_names_a_package_registry() -> None:
    files = ((house.name_of(file), file.read_bytes()) for file in house.tracked())
    assert naming(files, HOSTS) == []


def test_lock_files_hold_no_addresses() -> None:
    assert with_addresses((name, (house.ROOT / name).read_bytes()) for name in LOCKS) == []


def test_a_host_and_an_address_are_caught() -> None:
    made_up = [("a.md", b"see files.example.org"), ("b.lock", b'"resolved": "https://x/y.tgz"')]
    assert naming(made_up, ["example.org"]) == ["a.md: example.org"]
    assert with_addresses(made_up) == ["b.lock"]
