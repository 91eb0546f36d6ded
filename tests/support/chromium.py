"""Where the Chromium of the tests is, and how it is started."""

import os
import shutil
from pathlib import Path

from system_packages import (
    UNPACKED,
    MissingProgramError,
    fetch,
    unpacked_libraries,
)

VARIABLE = "BREATHER_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
UNPACKED_PROGRAM = UNPACKED / "usr" / "lib" / "chromium" / "chromium"
FLAGS = (
    "--no-sandbox",  # a sandbox needs rights that root in a container does not have
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> Path:
    """The program: the variable's, one on PATH, or one unpacked into the cache.

    Raises:
        MissingProgramError: there is none, or the variable names what is no program.
    """
    if named := os.environ.get(VARIABLE):
        if os.access(named, os.X_OK):
            return Path(named)
        raise MissingProgramError(f"{VARIABLE}={named} is not a program")
    on_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if on_path:
        return Path(on_path)
    if UNPACKED_PROGRAM.exists():
        return UNPACKED_PROGRAM
    raise MissingProgramError(
        f"Chromium not found: run `make test-programs`, install it, or name it by {VARIABLE}"
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
    fetch("chromium")
    return find()


def environment() -> dict[str, str | float | bool]:
    """The environment to start it in: an unpacked one is told where its libraries are."""
    libraries = {"LD_LIBRARY_PATH": unpacked_libraries()} if find() == UNPACKED_PROGRAM else {}
    return {**os.environ, **libraries}
