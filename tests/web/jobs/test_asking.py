"""Asking for a job: two who ask at once get one."""

from datetime import datetime

import pytest
from sqlalchemy.exc import NoResultFound

from at_once import at_once
from web.jobs.asking import Asked, active_job, enqueue, request_stop
from web.jobs.running import claim, finish
from web.storage.store import Store
from web.storage.tables import JobRow


def ask(store: Store, at: datetime, key: str = "team 1") -> Asked:
    with store.write() as session:
        return enqueue(session, "generate", key, {"seed": 1}, at=at)


def row(store: Store, job_id: int) -> JobRow:
    with store.read() as session:
        return session.get_one(JobRow, job_id)


def test_two_who_ask_at_once_get_one_job_and_are_told(store: Store, noon: datetime) -> None:
    asked = at_once(lambda _: ask(store, noon), 4)
    assert len({one.job_id for one in asked}) == 1
    assert sorted(one.joined for one in asked) == [False, True, True, True]


def test_who_asks_while_it_runs_joins_it(store: Store, noon: datetime) -> None:
    first = ask(store, noon)
    assert claim(store, ["generate"]) is not None
    assert ask(store, noon) == Asked(first.job_id, joined=True)


def test_after_the_end_a_new_job_is_made(store: Store, noon: datetime) -> None:
    first = ask(store, noon)
    job = claim(store, ["generate"])
    assert job is not None
    finish(store, job, lambda _: None)
    second = ask(store, noon)
    assert not second.joined
    assert second.job_id != first.job_id


def test_another_key_or_kind_is_another_job(store: Store, noon: datetime) -> None:
    first = ask(store, noon)
    assert ask(store, noon, key="team 2").job_id != first.job_id
    with store.write() as session:
        assert enqueue(session, "plan", "team 1", {}, at=noon).job_id != first.job_id
        assert active_job(session, "forecast", "team 1") is None


def test_a_job_nobody_began_is_stopped_at_once(store: Store, noon: datetime) -> None:
    asked = ask(store, noon)
    with store.write() as session:
        request_stop(session, asked.job_id, at=noon)
    stopped = row(store, asked.job_id)
    assert (stopped.state, stopped.ended_at) == ("stopped", noon)
    assert claim(store, ["generate"]) is None


def test_stopping_an_ended_job_changes_nothing(store: Store, noon: datetime) -> None:
    asked = ask(store, noon)
    job = claim(store, ["generate"])
    assert job is not None
    finish(store, job, lambda _: None)
    with store.write() as session:
        request_stop(session, asked.job_id, at=noon)
    ended = row(store, asked.job_id)
    assert (ended.state, ended.stop_requested) == ("done", False)


def test_an_unknown_job_cannot_be_stopped(store: Store, noon: datetime) -> None:
    with pytest.raises(NoResultFound), store.write() as session:
        request_stop(session, 99, at=noon)
