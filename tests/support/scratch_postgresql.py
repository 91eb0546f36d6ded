"""A PostgreSQL server that lives as long as a test run and is known to nobody else."""

import contextlib
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import psycopg
from psycopg import sql

import postgresql
from system_packages import unpacked_libraries

OWNER = "breather"
SECONDS_TO_START = 60
# The data die with the test run: nothing needs to reach the disk.
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


@dataclass
class ScratchServer:
    """A running server, reached by a socket in a folder of its own."""

    folder: Path
    process: subprocess.Popen[bytes]
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @contextlib.contextmanager
    def database(self) -> Iterator[str]:
        """An empty database, dropped at the end; gives its address as SQLAlchemy wants it."""
        name = f"breather_{next(self.numbers)}"
        self._say(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"postgresql+psycopg://{OWNER}@/{name}?host={self.folder}"
        finally:
            self._say(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def wait(self) -> Self:
        """Wait until it answers.

        Raises:
            RuntimeError: it ended, or did not answer in a minute.
        """
        give_up = time.monotonic() + SECONDS_TO_START
        while self.process.poll() is None and time.monotonic() < give_up:
            with contextlib.suppress(psycopg.OperationalError):
                self._say(sql.SQL("SELECT 1"))
                return self
            time.sleep(0.05)
        raise RuntimeError(f"PostgreSQL did not start:\n{_log(self.folder).read_text()}")

    def stop(self) -> None:
        """End it, whoever is still connected."""
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _say(self, statement: sql.SQL | sql.Composed) -> None:
        with psycopg.connect(
            host=str(self.folder), user=OWNER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)


@contextlib.contextmanager
def scratch_server() -> Iterator[ScratchServer]:
    """Start a server in a new folder, as a user without rights where one is root.

    Raises:
        MissingProgramError: no PostgreSQL on this machine.
        RuntimeError: it does not start.
    """
    programs = postgresql.find()
    folder = Path(tempfile.mkdtemp(prefix="breather-pg-"))
    user = _user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    try:
        server = ScratchServer(folder, _start(programs, folder, user))
        try:
            yield server.wait()
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _user() -> pwd.struct_passwd | None:
    """Who it runs as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _start(programs: Path, folder: Path, user: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    environment = os.environ | {"LC_ALL": "C"}
    if programs.is_relative_to(postgresql.UNPACKED_VERSIONS):
        environment["LD_LIBRARY_PATH"] = unpacked_libraries()
    initdb: list[str | Path] = [programs / "initdb", "-D", folder / "data", "-U", OWNER]
    initdb += ["--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
    server: list[str | Path] = [*_with_parent(), programs / "postgres", "-D", folder / "data"]
    server += ["-k", folder, "-h", "", *(word for one in SETTINGS for word in ("-c", one))]
    uid, gid = (user.pw_uid, user.pw_gid) if user else (None, None)
    groups: list[int] | None = [] if user else None
    with _log(folder).open("wb") as log:
        subprocess.run(
            initdb, check=True, cwd=folder, env=environment, stdout=log, stderr=log,
            user=uid, group=gid, extra_groups=groups,
        )  # fmt: skip
        return subprocess.Popen(
            server, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            user=uid, group=gid, extra_groups=groups,
        )  # fmt: skip


def _with_parent() -> list[str]:
    """What makes the server end when the test run is killed, where the system can do that."""
    return ["setpriv", "--pdeathsig", "INT", "--"] if shutil.which("setpriv") else []


def _log(folder: Path) -> Path:
    return folder / "log"
