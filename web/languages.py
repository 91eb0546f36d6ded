"""The language a page is in: what the reader chose, else what the browser asks for."""

from pathlib import Path

from flask import Flask, request, session
from flask_babel import Babel, get_locale

from scheduler.words import LANGUAGES

CHOSEN = "language"
DOMAIN = "pages"
FOLDER = Path(__file__).parent / "locale"


def set_up_languages(app: Flask) -> None:
    """Templates get `_` and `trans`; Python code takes `gettext` from `flask_babel`."""
    app.config.update(
        BABEL_DEFAULT_LOCALE=LANGUAGES[0],
        BABEL_DOMAIN=DOMAIN,
        BABEL_TRANSLATION_DIRECTORIES=str(FOLDER),
    )
    Babel(app, locale_selector=language)
    app.jinja_env.globals.update(get_locale=get_locale)


def language() -> str:
    """The language of this request, one of LANGUAGES; inside a request only."""
    chosen = session.get(CHOSEN)
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]
