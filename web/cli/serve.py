"""`breather serve`: the web server."""

from pathlib import Path

import click

from web.app import create_app
from web.cli.options import database_option
from web.cli.serving import THREADS, listening, run_until_signalled
from web.cli.stores import store_at
from web.config import Config

SHORTEST_KEY = 32


@click.command(
    "serve",
    epilog="Example: breather serve --database sqlite:///breather.sqlite3 --secret-key-file key",
)
@database_option
@click.option(
    "--secret-key-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    envvar="BREATHER_SECRET_KEY_FILE",
    show_envvar=True,
    help=f"Text of at least {SHORTEST_KEY} characters that signs sessions.",
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--threads", type=click.IntRange(1, 256), default=THREADS, show_default=True)
@click.option(
    "--address",
    envvar="BREATHER_ADDRESS",
    show_envvar=True,
    help="Where people reach it, as https://roster.example.org; else host and port.",
)
@click.option(
    "--proxies",
    type=click.IntRange(0, 10),
    default=0,
    show_default=True,
    help="Reverse proxies in front that set X-Forwarded-For and -Proto.",
)
def command(
    database: str,
    *,
    secret_key_file: Path,
    host: str,
    port: int,
    threads: int,
    address: str | None,
    proxies: int,
) -> None:
    """Start the web server. It loads no solver: rosters are made by workers."""
    secret = secret_key_file.read_text("utf-8").strip()
    if len(secret) < SHORTEST_KEY:
        raise click.BadParameter(
            f"a key has at least {SHORTEST_KEY} characters", param_hint="--secret-key-file"
        )
    here = f"http://{host}:{port}"
    with store_at(database):
        app = create_app(
            Config(
                database=database,
                secret_key=secret,
                address=address or here,
                proxies=proxies,
            )
        )
        server = listening(app, host, port, threads=threads)
        click.echo(f"Breather answers on {here}/")
        run_until_signalled(server)
