"""The programs of the tests are found where they may be, and what is missing is said."""

from collections.abc import Callable
from pathlib import Path

import pytest

import chromium
import postgresql
from system_packages import MissingProgramError


def _program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine that has nothing: what a test puts into this folder is all there is."""
    monkeypatch.delenv(chromium.VARIABLE, raising=False)
    monkeypatch.delenv(postgresql.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(chromium, "UNPACKED_PROGRAM", tmp_path / "unpacked" / "chromium")
    monkeypatch.setattr(postgresql, "INSTALLED", tmp_path / "installed")
    monkeypatch.setattr(postgresql, "UNPACKED_VERSIONS", tmp_path / "unpacked" / "postgresql")
    return tmp_path


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize("find", [chromium.find_or_fetch, postgresql.find_or_fetch])
def test_a_machine_that_has_nothing_and_can_fetch_nothing_is_told_in_one_line(
    find: Callable[[], Path],
) -> None:
    with pytest.raises(MissingProgramError, match=r"^[^\n]*no apt-get[^\n]*$"):
        find()


def test_the_variable_comes_before_the_path(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_path = _program(bare_machine / "bin" / "chromium")
    assert chromium.find() == on_path
    named = _program(bare_machine / "own" / "browser")
    monkeypatch.setenv(chromium.VARIABLE, str(named))
    assert chromium.find() == named


def test_a_variable_that_names_no_program_is_refused_and_not_passed_over(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program(bare_machine / "bin" / "chromium")
    monkeypatch.setenv(chromium.VARIABLE, str(bare_machine / "nothing"))
    with pytest.raises(MissingProgramError, match="is not a program"):
        chromium.find_or_fetch()
    monkeypatch.setenv(postgresql.VARIABLE, str(bare_machine / "nothing"))
    with pytest.raises(MissingProgramError, match="has no initdb and postgres"):
        postgresql.find_or_fetch()


def test_of_the_installed_servers_the_highest_version_is_taken_by_number(
    bare_machine: Path,
) -> None:
    for version in ("9.6", "15", "16"):
        for name in postgresql.NEEDED:
            _program(bare_machine / "installed" / version / "bin" / name)
    _program(bare_machine / "installed" / "17" / "bin" / "psql")  # a client alone is no server
    assert postgresql.find() == bare_machine / "installed" / "16" / "bin"
