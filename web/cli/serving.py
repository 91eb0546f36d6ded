"""The web server on a port, and its end by a signal."""

import signal
from typing import NoReturn

import click
from flask import Flask
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

THREADS = 16
CANNOT_START = 2

Server = BaseWSGIServer | MultiSocketServer


def listening(app: Flask, host: str, port: int, *, threads: int = THREADS) -> Server:
    """A server that holds its port and answers once it runs; a taken port is said, then exit 2."""
    try:
        return create_server(app, host=host, port=port, threads=threads, ident="Breather")
    except OSError as error:
        click.echo(f"Port {port} of {host} cannot be had: {error.strerror}.", err=True)
        raise SystemExit(CANNOT_START) from None


def run_until_signalled(server: Server) -> None:
    """Answer until SIGINT or SIGTERM, also where a shell has had SIGINT ignored."""

    def end(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    server.run()
    server.close()
