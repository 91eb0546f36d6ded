"""Pages for what goes wrong, in the same look, and with nothing of the data in them."""

import logging
import secrets
import traceback

from flask import Flask, make_response, render_template
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

log = logging.getLogger(__name__)

SAID = {
    400: (
        lazy_gettext("This could not be read"),
        lazy_gettext("The page may be an old one. Load it again and try once more."),
    ),
    403: (
        lazy_gettext("Not for this account"),
        lazy_gettext("Another account may do this. Nothing was changed."),
    ),
    404: (
        lazy_gettext("Nothing here"),
        lazy_gettext("The address is wrong, or the page is not open to this account."),
    ),
    405: (
        lazy_gettext("Not this way"),
        lazy_gettext("This address is not meant to be opened by itself."),
    ),
    409: (
        lazy_gettext("Changed meanwhile"),
        lazy_gettext("Somebody else was quicker. Nothing was changed. Look again and repeat."),
    ),
    413: (
        lazy_gettext("Too large"),
        lazy_gettext("What was sent is larger than 2 MB. Nothing was changed."),
    ),
    422: (
        lazy_gettext("This does not fit"),
        lazy_gettext("Something in what was sent cannot be. Nothing was changed."),
    ),
    429: (
        lazy_gettext("Too many attempts"),
        lazy_gettext("Wait a few minutes and try again."),
    ),
    500: (
        lazy_gettext("Something went wrong here"),
        lazy_gettext("Nothing was half done. It is written down under a number."),
    ),
}
OLD_FORM = lazy_gettext(
    "The form was opened in another session. Load the page again and send it once more."
)


def set_up_errors(app: Flask) -> None:
    """Answer errors by a page; a fault of ours is logged under a number that the page shows."""
    app.register_error_handler(CSRFError, _old_form)
    app.register_error_handler(HTTPException, _said)
    app.register_error_handler(Exception, _fault)


def _said(error: HTTPException) -> Response:
    if isinstance(error, InternalServerError):
        return _fault(error.original_exception or error)
    status = error.code or 500
    if status not in SAID:
        return error.get_response()
    answer = _page(status, *SAID[status])
    if isinstance(retry := getattr(error, "retry_after", None), int):
        answer.headers["Retry-After"] = str(retry)
    return answer


def _old_form(error: CSRFError) -> Response:
    del error
    return _page(400, SAID[400][0], OLD_FORM)


def _fault(error: BaseException) -> Response:
    number = secrets.token_hex(4)
    # Where and of which type; the message of an error may hold what is nobody's business.
    places = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{place.filename}:{place.lineno}" for place in reversed(places))
    log.error("fault %s: %s at %s", number, type(error).__name__, where)
    return _page(500, *SAID[500], number=number)


def _page(status: int, title: str, text: str, number: str | None = None) -> Response:
    page = render_template("error.html", title=title, text=text, number=number)
    return make_response(page, status)
