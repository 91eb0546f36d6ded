"""What a run has found is stored on its way, the better over the worse, by whoever holds it."""

from datetime import datetime

import pytest

import image_team
from scheduler.roster import Roster
from web.jobs.asking import enqueue
from web.jobs.job import Job
from web.jobs.kept_best import KeptBest
from web.jobs.running import claim
from web.storage.store import Store
from web.storage.tables import JobKept


def worth(level1: int) -> Roster:
    roster = image_team.roster()
    assert roster.score
    return roster.model_copy(update={"score": roster.score.model_copy(update={"level1": level1})})


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    return sqlite_store


@pytest.fixture
def job(store: Store, noon: datetime) -> Job:
    with store.write() as session:
        enqueue(session, "generate", "1", {}, at=noon)
    job = claim(store, ["generate"])
    assert job
    return job


def kept(store: Store, job: Job) -> int | None:
    with store.read() as session:
        row = session.get(JobKept, job.id)
    return None if row is None else row.figures["level1"]


def test_the_first_roster_is_kept_at_once_and_the_next_in_its_time(store: Store, job: Job) -> None:
    keep = KeptBest(store, job)
    keep(lambda: worth(50))
    keep(lambda: worth(40))
    assert kept(store, job) == 50


def test_another_attempt_that_is_worse_so_far_puts_nothing_in_the_place_of_a_better(
    store: Store, job: Job
) -> None:
    KeptBest(store, job)(lambda: worth(50))
    KeptBest(store, job)(lambda: worth(60))
    assert kept(store, job) == 50
    KeptBest(store, job)(lambda: worth(40))
    assert kept(store, job) == 40


def test_an_attempt_that_no_longer_holds_the_job_stores_nothing(store: Store, job: Job) -> None:
    late = Job(job.id, job.kind, job.key, job.payload, job.attempt + 1, job.created_at)
    KeptBest(store, late)(lambda: worth(50))
    assert kept(store, job) is None
