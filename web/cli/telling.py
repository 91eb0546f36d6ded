"""How a running solve tells on standard error how far it is."""

import json
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from rich.console import Console

from scheduler.solving import Progress

# On a terminal one line changes all the time; elsewhere a new line comes at most this often.
LINE_SECONDS = 2.0


class Telling:
    """Called with each Progress: a line that changes on a terminal, plain lines elsewhere.

    A line stays for each new stage, for the first roster and for the end. events: a file that gets
    every one as a line of JSON, at once.
    """

    def __init__(self, events: Path | None = None) -> None:
        self._events = events
        self._file: IO[str] | None = None
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._status = self._console.status("Reading the team")
        self._stage: str | None = None
        self._first = False
        self._said = 0.0

    def __enter__(self) -> Self:
        if self._events:
            self._file = self._events.open("w", encoding="utf-8", buffering=1)
        if self._console.is_terminal:
            self._status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._status.stop()
        if self._file:
            self._file.close()

    def __call__(self, progress: Progress) -> None:
        """Say how far it is."""
        if self._file:
            self._file.write(json.dumps(asdict(progress)) + "\n")
        line = _line(progress)
        self._status.update(line)
        first = progress.short is not None and not self._first
        due = progress.elapsed - self._said >= LINE_SECONDS and not self._console.is_terminal
        if progress.stage != self._stage or first or due:
            self._console.print(line, markup=False)
            self._stage, self._said = progress.stage, progress.elapsed
            self._first = self._first or first


def _line(progress: Progress) -> str:
    start = f"{progress.elapsed:6.1f} s  {progress.words}"
    if progress.short is None:
        return start
    return (
        f"{start}: {progress.short} of {progress.demanded} min short, "
        f"at least {progress.short_bound}; "
        f"objective {progress.level1}/{progress.level2}, "
        f"bound {progress.bound1}/{progress.bound2}"
    )
