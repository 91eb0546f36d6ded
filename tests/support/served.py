"""A WSGI application answering on a port of its own for the length of a test."""

import contextlib
import threading
from collections.abc import Iterator
from typing import Any
from wsgiref.types import WSGIApplication

from waitress import wasyncore
from waitress.server import create_server


@contextlib.contextmanager
def served(application: WSGIApplication) -> Iterator[str]:
    """Serve it on loopback by the server that Breather runs on; gives the address."""
    open_sockets: dict[int, Any] = {}
    server: Any = create_server(
        application, map=open_sockets, host="127.0.0.1", port=0, threads=8
    )  # the stubs miss most of what one has
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # In the server's own thread: it waits for these sockets, the browser's kept ones too.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(open_sockets))
        thread.join(timeout=10)
        server.task_dispatcher.shutdown()
