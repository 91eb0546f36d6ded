"""Hold one job while it runs: a heartbeat beside it, and the answer to "shall I stop?"."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

from sqlalchemy.exc import OperationalError

from web.jobs import running
from web.jobs.job import Job, LeaseLostError
from web.storage.store import Store

log = logging.getLogger(__name__)

# Handlers ask in tight loops; the table is asked this often.
ASKED_EVERY_SECONDS = 0.25


class Hold:
    """One job held by this process. `broken_off` says that its handler was told to stop for us."""

    def __init__(self, store: Store, job: Job, lease: timedelta, shutting_down: Event) -> None:
        self._store, self._job, self._lease = store, job, lease
        self._shutting_down = shutting_down
        self._lost = Event()
        self._over = Event()
        self._asked_at = -ASKED_EVERY_SECONDS
        self._asked_to_stop = False
        self.broken_off = False

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Renew the lease each third of it until the end of the block."""
        beat = Thread(target=self._beat, name=f"heartbeat-{self._job.id}", daemon=True)
        beat.start()
        try:
            yield
        finally:
            self._over.set()
            beat.join()

    @property
    def shutting_down(self) -> bool:
        """Whether this process is to end."""
        return self._shutting_down.is_set()

    def stop_requested(self) -> bool:
        """True once the best so far is wanted, or this process has to let the job go."""
        if self._asked_to_stop or self._ask():
            return True
        if self.shutting_down or self._lost.is_set():
            self.broken_off = True
        return self.broken_off

    def _ask(self) -> bool:
        now = time.monotonic()
        if now - self._asked_at >= ASKED_EVERY_SECONDS:
            self._asked_at = now
            self._asked_to_stop = running.stop_requested(self._store, self._job)
        return self._asked_to_stop

    def _beat(self) -> None:
        while not self._over.wait(self._lease.total_seconds() / 3):
            try:
                running.heartbeat(self._store, self._job, lease=self._lease)
            except LeaseLostError:
                self._lost.set()
                return
            except OperationalError:
                # The next beat may come through; if none does, the lease runs out as it should.
                log.warning("job %d: the heartbeat did not reach the database", self._job.id)
