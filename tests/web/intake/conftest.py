"""A request, in whose language sentences are said."""

from collections.abc import Iterator

import pytest
from flask import Flask

from web.languages import set_up_languages


@pytest.fixture(autouse=True)
def request_in_english() -> Iterator[None]:
    """Words of faults and questions are those of a reader of English."""
    app = Flask("web", static_folder=None)
    app.secret_key = "of the tests"
    set_up_languages(app)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield
