"""`breather serve` and `breather worker` as the programs that they are."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from click.testing import Result

from web.accounts.accounts import create_account
from web.storage.migrating import migrate
from web.storage.store import open_store

Run = Callable[..., Result]

PROGRAM = str(Path(sys.executable).with_name("breather"))
PASSWORD = "a good long password"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite3'}"


@pytest.fixture
def key(tmp_path: Path) -> str:
    path = tmp_path / "key"
    path.write_text("k" * 32, "utf-8")
    return str(path)


@contextmanager
def serving(database: str, key: str, port: int) -> Iterator[subprocess.Popen[str]]:
    command = [PROGRAM, "serve", "--database", database, "--secret-key-file", key]
    with subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = process.stdout.readline()
        assert said == f"Breather answers on http://127.0.0.1:{port}/\n", process.stderr.read()
        try:
            yield process
        finally:
            process.kill()


def status_of_sign_in(browser: OpenerDirector, address: str, username: str) -> tuple[int, str]:
    form = browser.open(f"{address}/").read().decode()
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)
    assert found
    fields = {"csrf_token": found[1], "username": username, "password": PASSWORD}
    try:
        answer = browser.open(f"{address}/sign-in", urlencode(fields).encode())
    except HTTPError as error:
        return error.code, error.read().decode()
    return answer.status, answer.read().decode()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_answers_until_a_signal_ends_it(database: str, key: str, number: int) -> None:
    port = free_port()
    with serving(database, key, port) as process:
        assert build_opener().open(f"http://127.0.0.1:{port}/healthz").read() == b"ok\n"
        process.send_signal(number)
        assert process.wait(20) == 0


def test_demo_accounts_do_not_work_under_serve(database: str, key: str) -> None:
    migrate(database)
    store = open_store(database)
    at = datetime.now(UTC)
    with store.write() as session:
        for name, demo in (("usual", False), ("demo", True)):
            create_account(session, name=name, username=name, password=PASSWORD, at=at, demo=demo)
    store.close()
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with serving(database, key, port):
        form = 'type="password"'
        _, page = status_of_sign_in(build_opener(HTTPCookieProcessor(CookieJar())), address, "demo")
        assert form in page
        _, page = status_of_sign_in(
            build_opener(HTTPCookieProcessor(CookieJar())), address, "usual"
        )
        assert form not in page


def test_a_taken_port_is_one_line(database: str, key: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [PROGRAM, "serve", "--database", database, "--secret-key-file", key]
        done = subprocess.run(
            [*command, "--port", port], capture_output=True, text=True, check=False
        )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"Port {port} of 127.0.0.1 cannot be had: Address already in use.\n"


def test_a_short_key_is_refused(database: str, tmp_path: Path, run: Run) -> None:
    short = tmp_path / "short"
    short.write_text("k" * 31, "utf-8")
    done = run("serve", "--database", database, "--secret-key-file", str(short))
    assert done.exit_code == 2
    assert "a key has at least 32 characters" in done.stderr


def test_a_worker_ends_with_the_input_it_is_tied_to(database: str) -> None:
    migrate(database)
    with subprocess.Popen(
        [PROGRAM, "worker", "--database", database, "--until-input-ends"], stdin=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == 0


@pytest.mark.parametrize("address", ["mysql://host/name", "nonsense", "sqlite:////proc/no/file"])
@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_database_that_cannot_be_had_is_one_line(
    command: str, address: str, key: str, run: Run
) -> None:
    more = ["--secret-key-file", key] if command == "serve" else []
    done = run(command, "--database", address, *more)
    assert (done.exit_code, done.stdout) == (2, "")
    assert re.fullmatch(r"The database cannot be opened\.[^\n]*\n", done.stderr)
