"""A worker beside the demo, which ends with it however it ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

END_SECONDS = 5.0


@contextmanager
def worker_beside(database: str) -> Iterator[None]:
    """Run a worker on the store until the end of the block; its processes end as a group."""
    command = [sys.executable, "-m", "web.cli", "worker", "--until-input-ends"]
    process = subprocess.Popen(
        [*command, "--database", database], stdin=subprocess.PIPE, start_new_session=True
    )
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(END_SECONDS)
        # Whatever of the group is left, solver processes among it.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
