"""Ask an application for a calendar feed."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


def get(client: FlaskClient, key: str, **headers: str) -> TestResponse:
    """The feed of a key, asked for with headers such as `If_None_Match`."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(f"/cal/{key}.ics", headers=names)
