"""The page behind a one-time link: set a password, then sign in with it."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response as AnyResponse

from web.accounts.forms import SetPasswordForm
from web.accounts.links import LinkSpentError, account_of, use_link
from web.accounts.passwords import LONGEST, SHORTEST, Unfit, UnfitPasswordError
from web.accounts.sessions import end
from web.storage.store import Store

DIFFER = lazy_gettext("The two are not the same.")
UNFIT: dict[Unfit, Any] = {
    "short": lazy_gettext("A password has at least %(number)s characters.", number=SHORTEST),
    "long": lazy_gettext("A password has at most %(number)s characters.", number=LONGEST),
    "username": lazy_gettext("The password is the username."),
}
SPENT = lazy_gettext(
    "It was used already, is older than a week, or gave way to a newer one. "
    "Whoever sent it can make another."
)


def link_address(site: str, key: str) -> str:
    """The address of a one-time link. site: where people reach the site."""
    return site.rstrip("/") + url_for("accounts.join", key=key)


def add_joining(pages: Blueprint, store: Store) -> None:
    """Add the page `accounts.join`. Opening it uses nothing up: mail programs open links too."""

    @pages.get("/join/<key>")
    def join(key: str) -> Response:
        return _page(store, key, SetPasswordForm())

    @pages.post("/join/<key>")
    def join_now(key: str) -> AnyResponse:
        form = SetPasswordForm()
        if not form.validate():
            return _page(store, key, form, UNFIT["short"])
        if form.password.data != form.again.data:
            return _page(store, key, form, DIFFER)
        try:
            with store.write() as transaction:
                use_link(transaction, key, form.password.data or "", at=datetime.now(UTC))
        except UnfitPasswordError as error:
            return _page(store, key, form, UNFIT[error.why])
        except LinkSpentError:
            return _spent()
        # Whoever was signed in here is not the one who comes next.
        end()
        return redirect(url_for("accounts.sign_in", joined=1), code=303)


def _page(store: Store, key: str, form: SetPasswordForm, message: object = "") -> Response:
    try:
        with store.read() as transaction:
            account = account_of(transaction, key, at=datetime.now(UTC))
    except LinkSpentError:
        return _spent()
    page = render_template(
        "accounts/join.html", form=form, account=account, message=message, shortest=SHORTEST
    )
    return make_response(page, 422 if message else 200)


def _spent() -> Response:
    page = render_template("error.html", title=gettext("This link works no longer"), text=SPENT)
    return make_response(page, 410)
