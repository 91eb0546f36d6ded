"""Workers woken by tickets on PostgreSQL: several, killed and stopped, and losing nothing."""

import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from threading import Event

import pytest
from sqlalchemy import column, select, table, text

from killing import Worker, ask, begin, hanging, kill_until_all_is_done, results, rows
from waiting import until
from web.cli.worker import run_engine
from web.jobs import tickets
from web.jobs.announcing import SCHEMA
from web.jobs.asking import enqueue
from web.jobs.running import claim
from web.storage.store import Store

LONG, SHORT = "30", "2"
TICKETS = table(
    "procrastinate_jobs", *map(column, ("id", "queueing_lock", "status")), schema=SCHEMA
)


@pytest.fixture
def store_url(postgres_url: str) -> str:
    """The tests run on PostgreSQL alone."""
    return postgres_url


@pytest.fixture
def start(store_url: str) -> Iterator[Callable[[str], Worker]]:
    """Starts a worker with a lease of so many seconds; those still there are killed at the end."""
    with ExitStack() as stack:
        yield lambda lease: begin(stack, store_url, lease)


def waiting(store: Store) -> list[tuple[str, str]]:
    """Lock and state of each ticket that there is."""
    query = select(TICKETS.c.queueing_lock, TICKETS.c.status).order_by(TICKETS.c.id)
    with store.read() as session:
        return [(lock, status) for lock, status in session.execute(query)]


def test_four_workers_some_killed_give_each_result_once(
    store: Store, team_id: int, start: Callable[[str], Worker]
) -> None:
    hang, die = {0, 5, 6, 18}, {2, 11, 19}
    ids = [
        ask(store, team_id, str(number), hangs=[1] * (number in hang), dies=[1] * (number in die))
        for number in range(20)
    ]
    workers = [start(LONG) for _ in range(4)]
    assert kill_until_all_is_done(store, workers, lambda: start(LONG)) == 7
    stored, drafts = results(store)
    assert stored == Counter(ids)
    assert drafts == {job_id: 2 if number in hang | die else 1 for number, job_id in enumerate(ids)}


def test_tickets_of_lost_workers_do_not_stay(
    store: Store, team_id: int, start: Callable[[str], Worker]
) -> None:
    ask(store, team_id, "1", hangs=[1], dies=[])
    lost = start(SHORT)
    until(lambda: hanging(store, lost))
    lost.kill()
    start(SHORT)
    until(lambda: rows(store)[0].state == "done")
    assert results(store)[1] == {rows(store)[0].id: 2}
    until(lambda: not waiting(store))


def test_a_worker_told_to_end_hands_its_job_back_with_a_ticket(
    store: Store, team_id: int, start: Callable[[str], Worker]
) -> None:
    job_id = ask(store, team_id, "1", hangs=[1], dies=[])
    worker = start(LONG)
    until(lambda: hanging(store, worker))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=60) == 0
    assert waiting(store) == [(f"job {job_id}", "todo")]
    job = claim(store, ["generate"])
    assert job is not None
    assert (job.id, job.attempt) == (job_id, 2)


def test_a_job_and_its_ticket_are_stored_together_or_not_at_all(store: Store, team_id: int) -> None:
    tickets.prepare(store)
    with store.write() as session:
        enqueue(session, "generate", "1", {}, at=datetime.now(UTC))
        session.rollback()
    assert (rows(store), waiting(store)) == ([], [])
    first = ask(store, team_id, "1", hangs=[], dies=[])
    assert ask(store, team_id, "1", hangs=[], dies=[]) == first
    assert waiting(store) == [(f"job {first}", "todo")]


def test_without_such_a_worker_no_ticket_is_given_out(store: Store, team_id: int) -> None:
    first = ask(store, team_id, "1", hangs=[], dies=[])
    second = ask(store, team_id, "2", hangs=[], dies=[])
    tickets.prepare(store)
    assert waiting(store) == []
    tickets.defer_missing(store, ["generate"])
    tickets.defer_missing(store, ["generate"])
    assert waiting(store) == [(f"job {first}", "todo"), (f"job {second}", "todo")]


def test_a_job_that_is_held_gets_no_ticket(store: Store, team_id: int) -> None:
    ask(store, team_id, "1", hangs=[], dies=[])
    assert claim(store, ["generate"]) is not None
    tickets.prepare(store)
    tickets.defer_missing(store, ["generate"])
    assert waiting(store) == []


def test_tables_of_another_version_are_made_anew_and_the_same_are_kept(
    store: Store, team_id: int
) -> None:
    tickets.prepare(store)
    ask(store, team_id, "1", hangs=[], dies=[])
    tickets.prepare(store)
    assert len(waiting(store)) == 1
    with store.write() as session:
        session.execute(text(f"COMMENT ON SCHEMA {SCHEMA} IS '3.0.0'"))
    tickets.prepare(store)
    assert waiting(store) == []


def test_it_is_taken_where_the_store_is_postgresql(store: Store) -> None:
    stop = Event()
    stop.set()
    run_engine(store, {}, stop, "table")
    with store.read() as session:
        assert session.scalar(text(f"SELECT to_regnamespace('{SCHEMA}')")) is None
    run_engine(store, {}, stop, None)
    assert waiting(store) == []
