"""A worker of a measure, as a process of its own: it ends with its standard input."""

import argparse
import json
import logging
import os
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from threading import Event

from web.jobs.announcing import ready_for_tickets
from web.jobs.generate import KIND
from web.jobs.signals import stop_at_end_of_input
from web.jobs.worker import run_worker
from web.measuring.measured import Watch
from web.storage.store import open_store


def main() -> None:
    """Do jobs of the store named by the first argument; lines go into the file of the second."""
    parser = argparse.ArgumentParser(prog="python -m web.measuring.worker")
    parser.add_argument("database")
    parser.add_argument("out", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--lease", type=float, default=30.0)
    asked = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    stop = Event()
    stop_at_end_of_input(stop)
    store = open_store(asked.database)
    lease = timedelta(seconds=asked.lease)
    with asked.out.open("w", encoding="utf-8") as out:
        watch = Watch(store, out, processes=asked.processes)
        if ready_for_tickets(store):
            ticketed = import_module("web.jobs.ticketed")
            ticketed.run_ticketed_worker(
                store, {KIND: watch.handler}, stop=stop, look_seconds=1.0, lease=lease
            )
        else:
            run_worker(store, {KIND: watch.handler}, stop=stop, lease=lease)
        out.write(json.dumps({"worker": os.getpid(), "queue": watch.queue}) + "\n")
    store.close()


if __name__ == "__main__":
    main()
