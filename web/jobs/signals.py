"""End at SIGTERM and SIGINT, also where a shell started the process with SIGINT ignored."""

import signal
from threading import Event


def stop_at_signals() -> Event:
    """Give an event that SIGTERM and SIGINT set; call it in the main thread."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
