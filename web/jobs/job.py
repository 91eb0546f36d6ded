"""A job as its handler sees it, and what handlers and their results look like."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

Result = TypeVar("Result")

Report = Callable[[dict[str, Any]], None]
StopRequested = Callable[[], bool]


@dataclass(frozen=True)
class Job:
    """One claimed job. `attempt` counts from 1 and is the fence: a later one makes this void."""

    id: int
    kind: str
    key: str
    payload: Mapping[str, Any]
    attempt: int
    created_at: datetime


class JobFailedError(Exception):
    """Raised by a handler that cannot do its job; `code` is stored and shown, and names nobody."""

    def __init__(self, code: str) -> None:
        """`code` is a fixed word of at most 60 letters, such as `team_changed`."""
        super().__init__(code)
        self.code = code


class LeaseLostError(Exception):
    """The job is no longer this attempt's: its lease ran out and it was taken, or it was ended."""


@dataclass(frozen=True)
class Handler(Generic[Result]):
    """What is done for one kind of job.

    `run(job, report, stop_requested)` does the work and returns its result. `report` stores how
    far it is; `stop_requested` says that the best so far is wanted now, and is cheap to ask.
    `store_result(session, job, result)` stores the result in the transaction that ends the job,
    so both happen or neither.
    """

    run: Callable[[Job, Report, StopRequested], Result]
    store_result: Callable[[Session, Job, Result], None]
