"""End at SIGTERM and SIGINT, also where a shell started the process with SIGINT ignored.

Or with whoever started the process, however they end.
"""

import signal
import sys
from threading import Event, Thread


def stop_at_signals() -> Event:
    """Give an event that SIGTERM and SIGINT set; call it in the main thread."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def stop_at_end_of_input(stop: Event) -> None:
    """Set `stop` where standard input, a pipe that whoever started this holds, ends with them."""
    Thread(target=_wait_for_end, args=(stop,), daemon=True).start()


def _wait_for_end(stop: Event) -> None:
    sys.stdin.read()
    stop.set()
