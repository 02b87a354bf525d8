"""The embedded server keeps what was committed, whatever is killed, and says what is wrong."""

import errno
import os
import signal
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.folders import open_folder
from txng.core import postgres_layout
from txng.core.postgres import Cluster, PostgresUnavailable, layout


@pytest.fixture
def home() -> Iterator[Path]:
    """Give a folder that `nobody` may walk to, as an ordinary clone is."""
    with open_folder() as folder:
        yield folder


def _rows(cluster: Cluster) -> int:
    with psycopg.connect(cluster.url) as connection:
        row = connection.execute("select count(*) from kept").fetchone()
    assert row is not None
    return int(row[0])


def _add_row(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url) as connection:
        connection.execute("create table if not exists kept (n int)")
        connection.execute("insert into kept values (1)")


def _family(cluster: Cluster) -> list[int]:
    main = int((cluster.layout.data / "postmaster.pid").read_text().split()[0])
    own = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    return [main, *map(int, own)]


def test_rows_survive_stopping_and_starting(home: Path) -> None:
    with Cluster(home, durable=False) as cluster:
        _add_row(cluster)
    assert not cluster.is_running()
    with Cluster(home, durable=False) as again:
        assert _rows(again) == 1


def test_rows_survive_killing_every_process_twice(home: Path) -> None:
    for expected in (1, 2):
        cluster = Cluster(home).__enter__()
        _add_row(cluster)
        for number in _family(cluster):
            os.kill(number, signal.SIGKILL)
        time.sleep(0.1)
        again = Cluster(home)
        with again:
            assert _rows(again) == expected
        assert cluster._using is not None
        cluster._using.close()


def test_a_killed_first_start_is_begun_again(home: Path) -> None:
    (home / "postgres.unfinished").mkdir()
    (home / "postgres.unfinished" / "PG_VERSION").write_text("18\n")
    with Cluster(home, durable=False) as cluster:
        _add_row(cluster)
        assert _rows(cluster) == 1


def test_a_lock_naming_another_living_process_is_cleared(home: Path) -> None:
    with Cluster(home, durable=False) as cluster:
        _add_row(cluster)
    lock = cluster.layout.data / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{cluster.layout.data}\n1\n5432\n\n\n")
    with Cluster(home, durable=False) as again:
        assert _rows(again) == 1


def test_the_last_user_stops_the_server_and_not_the_first(home: Path) -> None:
    with Cluster(home, durable=False) as first:
        with Cluster(home, durable=False):
            pass
        assert first.is_running()
    assert not first.is_running()


def test_a_long_path_still_gives_a_socket_the_kernel_takes(home: Path) -> None:
    deep = home / ("a" * 100) / ("b" * 100)
    with Cluster(deep, durable=False) as cluster:
        assert len(bytes(cluster.layout.socket / ".s.PGSQL.5432")) <= 107
        _add_row(cluster)


def test_nobody_but_its_user_may_enter_the_socket_folder(home: Path) -> None:
    with Cluster(home, durable=False) as cluster:
        assert stat.S_IMODE(cluster.layout.socket.stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another user")
class TestAsRoot:
    """Root may not run PostgreSQL: another user does, wherever the project stands."""

    def test_a_closed_parent_sends_the_data_to_the_state_folder(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        state = home / "state"
        state.mkdir(mode=0o755)
        monkeypatch.setattr(postgres_layout, "_state_folder", lambda: state)
        closed = home / "closed"
        closed.mkdir(mode=0o700)
        with Cluster(closed / "var", durable=False) as cluster:
            assert cluster.layout.data.is_relative_to(state)
            _add_row(cluster)
        closed.chmod(0o755)
        with Cluster(closed / "var", durable=False) as opened_later:
            assert _rows(opened_later) == 1

    def test_data_of_an_ordinary_user_stay_his(self, home: Path) -> None:
        with Cluster(home, durable=False) as cluster:
            _add_row(cluster)
        for path in (cluster.layout.data, *cluster.layout.data.rglob("*")):
            os.chown(path, 12345, 12345, follow_symlinks=False)
        with Cluster(home, durable=False) as again:
            assert _rows(again) == 1
            assert again.layout.user == 12345


def test_a_full_disk_is_said_in_both_languages(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "mkdir", full)
    cluster = Cluster.__new__(Cluster)
    cluster.layout = layout(home)
    with pytest.raises(PostgresUnavailable) as refusal:
        cluster._prepare_folders()
    assert str(refusal.value) == postgres_layout.DISK_FULL


def test_a_folder_without_postgres_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TXNG_POSTGRES_BIN", "/nowhere/bin")
    with pytest.raises(PostgresUnavailable, match="TXNG_POSTGRES_BIN=/nowhere/bin: no `postgres`"):
        postgres_layout.packaged_binaries()


def test_data_of_another_major_version_are_refused_with_the_way_out(home: Path) -> None:
    with Cluster(home, durable=False) as cluster:
        pass
    (cluster.layout.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(PostgresUnavailable, match="another major version"):
        Cluster(home, durable=False).__enter__()
