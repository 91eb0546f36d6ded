"""Files that commands read, and the ones they write: whole or not at all."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NoReturn

import click

from constraints.reading import read
from scheduler.problem import Problem
from scheduler.reading.faults import FaultsError, TeamFaultsError
from scheduler.reading.period import period_faults
from scheduler.reading.roster_file import read_roster
from scheduler.reference import compared
from scheduler.roster import Roster
from scheduler.rule import Rulebook
from scheduler.team import Team

CANNOT_READ = 2


def team_from(path: str) -> tuple[Team, Rulebook]:
    """The team of a file (`-`: standard input) and its rules; every fault is said, then exit 2."""
    try:
        return read(_bytes(path))
    except FaultsError as error:
        _refuse(path, error)


def roster_from(path: str, team: Team) -> Roster:
    """The roster of a file; every fault is said, then exit 2."""
    try:
        return read_roster(_bytes(path), team)
    except FaultsError as error:
        _refuse(path, error)


def beside(problem: Problem, reference: str | None, announced: datetime | None) -> Problem:
    """The problem with the roster of a file as its reference, and announced at a moment.

    Every fault of the file is said, then exit 2; so is a file without any of the roster's days.
    """
    problem = replace(problem, announced=announced)
    if reference is None:
        return problem
    problem = compared(problem, [roster_from(reference, problem.team)])
    if not problem.referenced:
        first, last = problem.dates()
        _end([f"{reference} has no day of the roster from {first} to {last}"])
    return problem


def refuse_overlap(path: str, team: Team, first: date, last: date) -> None:
    """End with exit 2 where a roster of these days would plan what the file tells as standing."""
    if faults := list(period_faults(team, first, last)):
        _refuse(path, TeamFaultsError(faults))


def say_looser(rulebook: Rulebook) -> None:
    """Say on standard error which rules that protect people are looser than recommended."""
    for looser in rulebook.looser():
        click.echo(f"Looser than recommended: {looser}", err=True)


def writable(path: str) -> Path:
    """The path of a file to be written; exit 2 where its folder is not there."""
    target = Path(path)
    if target.is_dir() or not os.access(target.parent, os.W_OK):
        _end([f"{path} cannot be written"])
    return target


def write_whole(path: Path, text: str) -> None:
    """Replace a file at once: whoever reads it sees all of the old text or all of the new."""
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as new:
        try:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
            # A private temporary file becomes one as the user's other files are.
            mask = os.umask(0)
            os.umask(mask)
            Path(new.name).chmod(0o666 & ~mask)
            Path(new.name).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(new.name).unlink()
            raise


def _bytes(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        _end([f"{path} cannot be read: {error.strerror}"])


def _refuse(path: str, error: FaultsError) -> NoReturn:
    count = len(error.faults)
    _end([*map(str, error.faults), f"{path}: {count} fault{'s' if count > 1 else ''}"])


def _end(lines: Sequence[str]) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    raise SystemExit(CANNOT_READ)
