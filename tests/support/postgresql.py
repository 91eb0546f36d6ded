"""Where the PostgreSQL of the tests is: a folder that has its server and its `initdb`."""

import os
import shutil
from pathlib import Path

from system_packages import UNPACKED, MissingProgramError, fetch

VARIABLE = "BREATHER_POSTGRESQL"
NEEDED = ("initdb", "postgres")
INSTALLED = Path("/usr/lib/postgresql")
UNPACKED_VERSIONS = UNPACKED / "usr" / "lib" / "postgresql"


def find() -> Path:
    """The folder: the variable's, the one on PATH, else that of the highest version installed.

    Raises:
        MissingProgramError: there is none, or the variable names a folder without a server.
    """
    if named := os.environ.get(VARIABLE):
        if _has_server(Path(named)):
            return Path(named)
        raise MissingProgramError(f"{VARIABLE}={named} has no {' and '.join(NEEDED)}")
    for folder in (_on_path(), _highest(INSTALLED), _highest(UNPACKED_VERSIONS)):
        if folder is not None:
            return folder
    raise MissingProgramError(
        f"PostgreSQL not found: run `make test-programs`, install its server, or name the folder "
        f"of its programs by {VARIABLE}"
    )


def find_or_fetch() -> Path:
    """As `find`, fetching the system's package where there is none.

    Raises:
        MissingProgramError: there is none and none can be fetched.
    """
    try:
        return find()
    except MissingProgramError:
        if os.environ.get(VARIABLE):
            raise
    fetch("postgresql")
    return find()


def _has_server(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in NEEDED)


def _on_path() -> Path | None:
    found = shutil.which("initdb")
    folder = Path(found).resolve().parent if found else None
    return folder if folder and _has_server(folder) else None


def _highest(versions: Path) -> Path | None:
    """The programs of the highest version in a folder that has one folder a version."""
    fit = [folder for folder in versions.glob("[0-9]*/bin") if _has_server(folder)]
    return max(fit, key=lambda folder: _numbers(folder.parent.name), default=None)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
