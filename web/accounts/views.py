"""Sign in and sign out."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response as AnyResponse

from web.accounts.attempts import TooManyAttemptsError
from web.accounts.authenticating import authenticate
from web.accounts.forms import SignInForm
from web.accounts.joining import add_joining
from web.accounts.own import add_own
from web.accounts.sessions import begin, end
from web.accounts.speaking import add_speaking
from web.storage.store import Store

WRONG = lazy_gettext("Username or password is not right.")
JOINED = lazy_gettext("The password is set. Sign in with it.")


def accounts_blueprint(store: Store, *, demo: bool, home: str) -> Blueprint:
    """The pages of signing in, of signing out, and behind one-time links.

    home: the path after signing in.
    """
    pages = Blueprint("accounts", __name__, template_folder="templates")
    add_joining(pages, store)
    add_own(pages, store)
    add_speaking(pages, store, back=lambda path: _inside(path) or home)

    @pages.get("/sign-in")
    def sign_in() -> Response:
        note = JOINED if "joined" in request.args else ""
        return _page(SignInForm(next=request.args.get("next", "")), note=note)

    @pages.post("/sign-in")
    def sign_in_now() -> AnyResponse:
        form = SignInForm()
        if not form.validate():
            return _page(form, WRONG, status=422)
        try:
            user = authenticate(
                store,
                form.username.data or "",
                form.password.data or "",
                address=request.remote_addr or "",
                at=datetime.now(UTC),
                demo=demo,
            )
        except TooManyAttemptsError as error:
            minutes = -(-error.seconds // 60)
            said = gettext("Too many attempts. Try again in %(minutes)s min.", minutes=minutes)
            answer = _page(form, said, status=429)
            answer.headers["Retry-After"] = str(error.seconds)
            return answer
        if user is None:
            return _page(form, WRONG, status=422)
        begin(user, kept=form.keep.data, at=datetime.now(UTC))
        return redirect(_inside(form.next.data) or home, code=303)

    @pages.post("/sign-out")
    def sign_out() -> AnyResponse:
        end()
        return redirect(home, code=303)

    return pages


def _page(
    form: SignInForm, message: object = "", *, note: object = "", status: int = 200
) -> Response:
    page = render_template("accounts/sign_in.html", form=form, message=message, note=note)
    answer = make_response(page)
    answer.status_code = status
    answer.cache_control.no_store = True
    return answer


def _inside(path: str | None) -> str | None:
    """The path, if it is one of this site: a link must not send anybody elsewhere."""
    if not path or not path.startswith("/") or path.startswith("//") or "\\" in path:
        return None
    if any(ord(sign) <= ord(" ") for sign in path):
        return None
    parts = urlsplit(path)
    return None if parts.scheme or parts.netloc else path
