"""Memory is that of a process and of all that it started."""

import subprocess
import sys
import threading

from bench.memory import Peak, tree, watch

MIB = 1024  # in KiB
HOLD = "held = bytearray(b'1') * (60 << 20); print('there', flush=True); input()"
# A process that starts one which holds 60 MiB, and holds as much itself.
BOTH = f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {HOLD!r}], stdin=subprocess.PIPE, text=True)
{HOLD}
child.communicate()
"""


def test_a_process_and_its_child_are_counted_together() -> None:
    peak = Peak()
    with subprocess.Popen(
        [sys.executable, "-c", BOTH], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(2)] == ["there\n"] * 2
        assert len(tree(process.pid)) == 2
        watching = threading.Thread(target=watch, args=(process.pid, peak))
        watching.start()
        while peak.pss == 0:
            watching.join(0.01)
        process.stdin.write("\n")
        process.stdin.flush()
        process.wait()
    watching.join()
    assert 120 * MIB < peak.pss <= peak.rss < 240 * MIB
