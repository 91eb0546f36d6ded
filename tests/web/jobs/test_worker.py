"""Workers as processes of their own: killed, stopped, and losing nothing."""

import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from killing import Worker, ask, begin, hanging, kill_until_all_is_done, results, rows
from waiting import until
from web.jobs.asking import request_stop
from web.jobs.running import claim
from web.storage.store import Store
from web.storage.tables import Roster

Start = Callable[[], Worker]


@pytest.fixture
def start(store_url: str) -> Iterator[Start]:
    """Starts a worker; those still there are killed at the end."""
    with ExitStack() as stack:
        yield lambda: begin(stack, store_url)


def test_seven_kills_over_twenty_jobs_give_each_result_once(
    store: Store, team_id: int, start: Start
) -> None:
    hang, die = {0, 5, 6, 18}, {2, 11, 19}
    ids = [
        ask(store, team_id, str(number), hangs=[1] * (number in hang), dies=[1] * (number in die))
        for number in range(20)
    ]
    workers = [start(), start()]
    assert kill_until_all_is_done(store, workers, start) == 7
    stored, drafts = results(store)
    assert stored == Counter(ids)
    assert drafts == {job_id: 2 if number in hang | die else 1 for number, job_id in enumerate(ids)}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_told_to_end_hands_its_job_back(
    store: Store, team_id: int, start: Start, number: signal.Signals
) -> None:
    job_id = ask(store, team_id, "1", hangs=[1], dies=[])
    worker = start()
    until(lambda: hanging(store, worker))
    worker.send_signal(number)
    assert worker.wait(timeout=60) == 0
    job = claim(store, ["generate"])
    assert job is not None
    assert (job.id, job.attempt) == (job_id, 2)
    with store.read() as session:
        assert session.scalar(select(func.count(Roster.id))) == 0


def test_a_worker_without_a_job_ends_when_told_to(store: Store, team_id: int, start: Start) -> None:
    ask(store, team_id, "1", hangs=[], dies=[])
    worker = start()
    until(lambda: rows(store)[0].state == "done")
    worker.terminate()
    assert worker.wait(timeout=60) == 0


def test_a_job_asked_to_stop_ends_with_its_best(store: Store, team_id: int, start: Start) -> None:
    job_id = ask(store, team_id, "1", hangs=[1], dies=[])
    worker = start()
    until(lambda: hanging(store, worker))
    with store.write() as session:
        request_stop(session, job_id, at=datetime.now(UTC))
    until(lambda: rows(store)[0].state == "stopped")
    with store.read() as session:
        assert session.scalars(select(Roster.job_id)).all() == [job_id]
