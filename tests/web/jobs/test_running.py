"""Claiming and ending jobs: one holder at a time, one result a job."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from at_once import at_once
from web.jobs.asking import enqueue, request_stop
from web.jobs.job import Job, LeaseLostError
from web.jobs.running import claim, fail, finish, hand_back, heartbeat, report
from web.storage.auditing import record
from web.storage.store import Store
from web.storage.tables import Audit, JobRow

RUN_OUT = timedelta(seconds=-1)


def ask(store: Store, at: datetime, key: str = "team 1") -> int:
    with store.write() as session:
        return enqueue(session, "generate", key, {"seed": 1}, at=at).job_id


def taken(store: Store, lease: timedelta = timedelta(seconds=30)) -> Job:
    job = claim(store, ["generate"], lease=lease)
    assert job is not None
    return job


def row(store: Store, job_id: int) -> JobRow:
    with store.read() as session:
        return session.get_one(JobRow, job_id)


def results(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Audit.what)))


def storing(what: str, at: datetime) -> Callable[[Session], None]:
    return lambda session: record(session, what, at=at)


def test_the_oldest_job_comes_first_with_what_was_asked(store: Store, noon: datetime) -> None:
    ids = [ask(store, noon, key) for key in ("b", "a")]
    job = taken(store)
    assert (job.id, job.key, job.payload, job.attempt) == (ids[0], "b", {"seed": 1}, 1)
    assert job.created_at == noon
    assert taken(store).id == ids[1]


def test_claims_at_once_take_different_jobs(store: Store, noon: datetime) -> None:
    ids = [ask(store, noon, str(number)) for number in range(4)]
    claimed = at_once(lambda _: claim(store, ["generate"]), 8)
    assert sorted(job.id for job in claimed if job) == ids


def test_a_kind_without_a_handler_is_left_alone(store: Store, noon: datetime) -> None:
    ask(store, noon)
    assert claim(store, ["plan"]) is None
    assert claim(store, []) is None


def test_a_job_under_lease_is_nobody_elses(store: Store, noon: datetime) -> None:
    ask(store, noon)
    taken(store)
    assert claim(store, ["generate"]) is None


def test_of_two_attempts_only_the_later_stores_a_result(store: Store, noon: datetime) -> None:
    job_id = ask(store, noon)
    first = taken(store, RUN_OUT)
    second = taken(store)
    assert (second.id, second.attempt) == (job_id, 2)
    finish(store, second, storing("second", noon))
    with pytest.raises(LeaseLostError):
        finish(store, first, storing("first", noon))
    assert results(store) == ["second"]
    assert row(store, job_id).state == "done"


def test_two_ends_of_one_attempt_store_one_result(store: Store, noon: datetime) -> None:
    ask(store, noon)
    job = taken(store)

    def end(number: int) -> bool:
        try:
            finish(store, job, storing(str(number), noon))
        except LeaseLostError:
            return False
        return True

    assert sorted(at_once(end, 3)) == [False, False, True]
    assert len(results(store)) == 1


def test_the_earlier_attempt_can_say_nothing_any_more(store: Store, noon: datetime) -> None:
    job_id = ask(store, noon)
    first = taken(store, RUN_OUT)
    taken(store)
    with pytest.raises(LeaseLostError):
        report(store, first, {"short": 1})
    with pytest.raises(LeaseLostError):
        heartbeat(store, first)
    with pytest.raises(LeaseLostError):
        fail(store, first, "team_changed")
    with pytest.raises(LeaseLostError):
        hand_back(store, first)
    now = row(store, job_id)
    assert (now.state, now.attempt, now.progress, now.step) == ("running", 2, {}, 0)


def test_a_result_that_cannot_be_stored_does_not_end_the_job(store: Store, noon: datetime) -> None:
    job_id = ask(store, noon)
    job = taken(store)

    def half(session: Session) -> None:
        record(session, "half", at=noon)
        session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        finish(store, job, half)
    assert results(store) == []
    assert row(store, job_id).state == "running"


def test_a_heartbeat_holds_the_job(store: Store, noon: datetime) -> None:
    ask(store, noon)
    job = taken(store, RUN_OUT)
    heartbeat(store, job)
    assert claim(store, ["generate"]) is None


def test_progress_is_numbered(store: Store, noon: datetime) -> None:
    job_id = ask(store, noon)
    job = taken(store)
    report(store, job, {"short": 90})
    report(store, job, {"short": 60})
    assert (row(store, job_id).progress, row(store, job_id).step) == ({"short": 60}, 2)


def test_a_job_whose_worker_is_lost_three_times_fails_and_says_so(
    store: Store, noon: datetime
) -> None:
    job_id = ask(store, noon)
    for attempt in (1, 2, 3):
        assert taken(store, RUN_OUT).attempt == attempt
    assert claim(store, ["generate"]) is None
    lost = row(store, job_id)
    assert (lost.state, lost.error_code, lost.losses) == ("failed", "worker_lost", 3)
    assert lost.ended_at is not None


def test_a_job_handed_back_is_claimed_at_once_and_not_counted_as_lost(
    store: Store, noon: datetime
) -> None:
    job_id = ask(store, noon)
    for attempt in range(1, 6):
        job = taken(store)
        assert job.attempt == attempt
        hand_back(store, job)
    assert (row(store, job_id).state, row(store, job_id).losses) == ("queued", 0)


def test_a_stopped_job_keeps_its_best(store: Store, noon: datetime) -> None:
    job_id = ask(store, noon)
    job = taken(store)
    with store.write() as session:
        request_stop(session, job_id, at=noon)
    finish(store, job, storing("best so far", noon))
    assert row(store, job_id).state == "stopped"
    assert results(store) == ["best so far"]


@pytest.mark.parametrize("lost", [True, False])
def test_a_job_asked_to_stop_is_not_begun_anew(store: Store, noon: datetime, lost: bool) -> None:
    job_id = ask(store, noon)
    job = taken(store, RUN_OUT)
    with store.write() as session:
        request_stop(session, job_id, at=noon)
    if not lost:
        hand_back(store, job)
    assert claim(store, ["generate"]) is None
    assert row(store, job_id).state == "stopped"
