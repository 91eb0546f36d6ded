"""The buttons of languages: for this browser at once, for an account wherever it signs in."""

from collections.abc import Callable

from flask import Blueprint, abort, current_app, redirect, request, session
from flask_login import current_user
from sqlalchemy import update
from werkzeug.wrappers import Response

from scheduler.words import LANGUAGES
from web.languages import CHOSEN
from web.storage.store import Store
from web.storage.tables import Account


def add_speaking(pages: Blueprint, store: Store, *, back: Callable[[str | None], str]) -> None:
    """Add the deed `accounts.speak`, open to everybody, before they sign in too.

    back: the page to come back to, made of what the form says of it.
    """

    @pages.post("/language")
    def speak() -> Response:
        chosen = request.form.get("language")
        if chosen not in LANGUAGES:
            abort(400)
        session[CHOSEN] = chosen
        if current_user.is_authenticated:
            with store.write() as transaction:
                mine = update(Account).where(Account.id == current_user.id)
                transaction.execute(mine.values(language=chosen))
        return redirect(back(request.form.get("next")), code=303)

    pages.add_app_template_global(_here, "here")


def _here() -> str:
    """The address to come back to: of this page, or of the one at the address of a form."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    adapter = current_app.create_url_adapter(request)
    return request.path if adapter is not None and adapter.test(request.path, "GET") else ""
