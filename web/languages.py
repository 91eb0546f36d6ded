"""The language a page is in: what its reader chose, else what the browser asks for."""

from pathlib import Path

from flask import Flask, has_request_context, request, session
from flask_babel import Babel, get_locale
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from scheduler.words import LANGUAGES

CHOSEN = "language"
DOMAIN = "pages"
FOLDER = Path(__file__).parent / "locale"
# Each in its own words: whoever looks for it may read no other.
NAMES = {"en": "English", "nl": "Nederlands", "fr": "Français", "de": "Deutsch"}


def set_up_languages(app: Flask) -> None:
    """Templates get `_` and `trans`; Python code takes `gettext` from `flask_babel`."""
    app.config.update(
        BABEL_DEFAULT_LOCALE=LANGUAGES[0],
        BABEL_DOMAIN=DOMAIN,
        BABEL_TRANSLATION_DIRECTORIES=str(FOLDER),
    )
    Babel(app, locale_selector=_selected)
    # A message of several lines in a template is one line in the catalogues.
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.globals.update(get_locale=get_locale, languages=NAMES)


def language() -> str:
    """The language of the reader, one of LANGUAGES; outside a request English."""
    locale = get_locale() if has_request_context() else None
    return LANGUAGES[0] if locale is None else str(locale.language)


def _selected() -> str:
    """What is kept with the account, else with the session, else what the browser asks for."""
    if not has_request_context():
        return LANGUAGES[0]
    for chosen in (_of_account(), session.get(CHOSEN)):
        if chosen in LANGUAGES:
            return str(chosen)
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def _of_account() -> str | None:
    try:
        return getattr(current_user, "language", None)
    except SQLAlchemyError:
        # The page that says so is in a language too.
        return None
