"""Hands an interrupt of make alone on to the command that make runs.

A SIGTERM make hands on itself, and Ctrl-C reaches all of a terminal's processes. On a SIGINT
sent to make alone, though, make waits for its command, which has heard nothing. Run as
`python make/heed.py MAKE COMMAND &`, both process ids, by the shell that then becomes the
command. It ends with the command, and where there is no /proc it does nothing.
"""

import ctypes
import os
import signal
import sys
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1
SECONDS_BETWEEN_LOOKS = 0.2
# Time for the command to end by itself where the interrupt has reached it too.
SECONDS_OF_GRACE = 1.5


def main() -> None:
    """Watch until make has been interrupted or has gone, or the command has ended."""
    make, command = int(sys.argv[1]), int(sys.argv[2])
    if not Path("/proc/self/status").exists():
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    while os.getppid() == command:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        if _interrupted(make):
            time.sleep(SECONDS_OF_GRACE)
            break
    if os.getppid() == command:
        os.kill(command, signal.SIGINT)


def _interrupted(process: int) -> bool:
    """Whether it has ended or stands to die of the next SIGINT, as make does after the first."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return True
    said = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    heeded = int(said["SigCgt"], 16) | int(said["SigIgn"], 16)
    return said["State"].startswith("Z") or not heeded >> (signal.SIGINT - 1) & 1


if __name__ == "__main__":
    main()
