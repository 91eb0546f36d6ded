"""Static files under addresses that change with their bytes, kept by browsers for good."""

import hashlib
from functools import cache
from importlib import resources

from flask import Blueprint, Response, abort, url_for

TYPES = {
    "breather.css": "text/css; charset=utf-8",
    "accounts.css": "text/css; charset=utf-8",
    "exchange.css": "text/css; charset=utf-8",
    "intake.css": "text/css; charset=utf-8",
    "board.js": "text/javascript; charset=utf-8",
    "editing.css": "text/css; charset=utf-8",
    "editing.js": "text/javascript; charset=utf-8",
    "notices.js": "text/javascript; charset=utf-8",
    "paper-a3.css": "text/css; charset=utf-8",
    "paper.css": "text/css; charset=utf-8",
    "pictures.css": "text/css; charset=utf-8",
    "paint.js": "text/javascript; charset=utf-8",
    "rules.css": "text/css; charset=utf-8",
    "team.css": "text/css; charset=utf-8",
    "mark.svg": "image/svg+xml",
    "vendor/htmx.min.js": "text/javascript; charset=utf-8",
}


@cache
def _read(name: str) -> tuple[bytes, str]:
    body = resources.files("web").joinpath("static", name).read_bytes()
    return body, hashlib.sha256(body).hexdigest()[:16]


def asset(name: str) -> str:
    """The address of a static file, as /static/3f0a…/breather.css.

    Raises:
        KeyError: no such file.
    """
    if name not in TYPES:
        raise KeyError(name)
    return url_for("assets.static_file", digest=_read(name)[1], name=name)


def assets_blueprint() -> Blueprint:
    """Serve the files of `TYPES`, and nothing else."""
    pages = Blueprint("assets", __name__)

    @pages.get("/static/<digest>/<path:name>")
    def static_file(digest: str, name: str) -> Response:
        if name not in TYPES:
            abort(404)
        body, current = _read(name)
        if digest != current:
            abort(404)
        answer = Response(body, content_type=TYPES[name])
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer

    return pages
