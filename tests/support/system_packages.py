"""Programs that tests need and a machine may lack, from the system's own packages.

Installed where there is permission (root, or sudo that asks nothing). Without it the packages
are fetched as the user that one is and unpacked into the project's cache, which needs no
permission. Only the standard library is used, since this runs before all else.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "programs"
UNPACKED = CACHE / "unpacked"


class MissingProgramError(Exception):
    """A program that tests need is not there and cannot be had; the message says what to do."""


def fetch(package: str) -> None:
    """Install a system package, or unpack it into the cache where installing is not allowed.

    Raises:
        MissingProgramError: the machine has no apt-get, or apt-get cannot get the package.
    """
    if shutil.which("apt-get") is None:
        raise MissingProgramError(f"this machine has no apt-get to install {package} with")
    say(f"{package} is not on this machine; fetching it")
    try:
        if _may_install():
            _apt(_as_root(), "update", "-qq")
            _apt(_as_root(), "install", "-y", "-qq", "--no-install-recommends", package)
        else:
            _unpack(package)
    except subprocess.CalledProcessError as error:
        raise MissingProgramError(
            f"apt-get could not fetch {package}: {_last_words(error)}"
        ) from error


def say(line: str) -> None:
    """Tell the person who waits, apart from what a program prints as its answer."""
    sys.stderr.write(f"tests: {line}\n")


def _may_install() -> bool:
    if os.geteuid() == 0:
        return True
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def _as_root() -> list[str]:
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def _apt(before: list[str], *arguments: str, where: Path | None = None) -> str:
    command = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *arguments]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True, cwd=where
    )
    return done.stdout


def _unpack(package: str) -> None:
    """Fetch a package and all that it lacks here, with lists and archives of our own."""
    state = CACHE / "apt"
    archives = CACHE / "archives"
    for folder in (state / "lists" / "partial", state / "cache", archives, UNPACKED):
        folder.mkdir(parents=True, exist_ok=True)
    own = ["-o", f"Dir::State::Lists={state / 'lists'}", "-o", f"Dir::Cache={state / 'cache'}"]
    _apt([], *own, "update", "-qq")
    plan = _apt([], *own, "install", "--simulate", "--no-install-recommends", package)
    wanted = [line.split()[1] for line in plan.splitlines() if line.startswith("Inst ")]
    _apt([], *own, "download", "-qq", *wanted, where=archives)
    for archive in sorted(archives.glob("*.deb")):
        subprocess.run(["dpkg", "-x", archive, UNPACKED], capture_output=True, check=True)
        archive.unlink()


def unpacked_libraries() -> str:
    """The folders of unpacked shared libraries, as LD_LIBRARY_PATH wants them."""
    return os.pathsep.join(sorted({str(found.parent) for found in UNPACKED.rglob("lib*.so*")}))


def _last_words(error: subprocess.CalledProcessError) -> str:
    lines = str(error.stderr or error.stdout or error).strip().splitlines()
    return lines[-1] if lines else str(error)
