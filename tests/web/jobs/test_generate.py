"""Rosters made by real workers: one that is killed in mid-solve loses nothing."""

import contextlib
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from plain_reader import breaches
from scheduler.examples import example, example_text
from scheduler.roster import Roster as RosterFile
from waiting import until
from web.accounts.accounts import create_account
from web.jobs.asking import enqueue, request_stop
from web.jobs.generate import KIND, payload
from web.manager.publishing import Refused, check_and_publish
from web.storage.store import Store
from web.storage.tables import Audit, JobRow, Roster
from web.storage.teams import create_team

# A week without holiday. No solve here lasts so long by itself.
MONDAY = date(2026, 3, 9)
SECONDS = 600
# Workers, solver processes among them, may have to wait for a busy machine.
PATIENCE = 120

Worker = subprocess.Popen[bytes]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def store_url(request: pytest.FixtureRequest) -> str:
    """The address of a database without tables."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def start(store_url: str) -> Iterator[Callable[[], Worker]]:
    """Starts `breather worker`; those still there are killed at the end."""
    with contextlib.ExitStack() as stack:

        def begin() -> Worker:
            command = [sys.executable, "-m", "web.cli", "worker", "--workers", "2"]
            worker = subprocess.Popen([*command, "--database", store_url])
            stack.callback(worker.wait)
            stack.callback(worker.kill)
            return worker

        yield begin


@pytest.fixture
def job_id(store: Store, noon: datetime) -> int:
    """The example team's week is asked for."""
    text = example_text("child-focus", MONDAY)
    with store.write() as session:
        team = create_team(
            session, name="Child Focus", zone="Europe/Brussels", document=text, at=noon
        )
        asked = payload(team_id=team.id, first=MONDAY, days=7, seconds=SECONDS)
        return enqueue(session, KIND, str(team.id), asked, at=datetime.now(UTC)).job_id


def row(store: Store, job_id: int) -> JobRow:
    with store.read() as session:
        return session.get_one(JobRow, job_id)


def in_mid_solve(store: Store, job_id: int, *, attempt: int, after: int = 0) -> JobRow | None:
    """The job once this attempt has told of a first roster, past the given step."""
    found = row(store, job_id)
    told = found.step > after and found.progress.get("short") is not None
    return found if found.attempt == attempt and told else None


def let_lease_run_out(store: Store, job_id: int) -> None:
    """What half a minute without a heartbeat does to the job of a killed worker."""
    past = datetime.now(UTC) - timedelta(seconds=1)
    with store.write() as session:
        session.execute(update(JobRow).where(JobRow.id == job_id).values(lease_until=past))


def rosters(store: Store) -> list[Roster]:
    with store.read() as session:
        return list(session.scalars(select(Roster)))


def publications(store: Store) -> int:
    with store.read() as session:
        published = Audit.what == "roster published"
        return session.scalars(select(func.count(Audit.id)).where(published)).one()


def test_a_worker_killed_in_mid_solve_loses_nothing_and_publishes_nothing_twice(
    store: Store, job_id: int, start: Callable[[], Worker]
) -> None:
    first = start()
    reached = until(lambda: in_mid_solve(store, job_id, attempt=1), seconds=PATIENCE)
    first.kill()
    assert first.wait() == -signal.SIGKILL
    assert rosters(store) == []
    assert row(store, job_id).state == "running"

    let_lease_run_out(store, job_id)
    start()
    until(lambda: in_mid_solve(store, job_id, attempt=2, after=reached.step), seconds=PATIENCE)
    with store.write() as session:
        request_stop(session, job_id, at=datetime.now(UTC))
    until(lambda: row(store, job_id).state == "stopped", seconds=PATIENCE)

    (draft,) = rosters(store)
    assert (draft.job_id, draft.state, draft.version) == (job_id, "draft", None)
    assert (row(store, job_id).attempt, row(store, job_id).losses) == (2, 1)
    made = RosterFile.model_validate_json(draft.document)
    assert made.shifts
    written = made.model_dump(mode="json", by_alias=True)
    assert breaches(example("child-focus", MONDAY), written) == []

    at = datetime(2026, 2, 16, tzinfo=UTC)
    with store.write() as session:
        mia = create_account(
            session, name="Mia", username="mia", password="a long password", at=at
        ).id
    for _ in range(2):
        assert not isinstance(check_and_publish(store, draft.id, by=mia, at=at), Refused)
    assert [(each.state, each.version) for each in rosters(store)] == [("published", 1)]
    assert publications(store) == 1
