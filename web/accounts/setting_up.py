"""Put accounts into an application."""

from datetime import UTC, datetime

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager
from flask_wtf import CSRFProtect

from web.accounts.permissions import Deed, allows
from web.accounts.role_words import ROLE_WORDS, role_in
from web.accounts.same_site import set_up_same_site
from web.accounts.sessions import OWN_DEVICE, in_time
from web.accounts.signed_in import SignedIn, load_signed_in
from web.accounts.views import accounts_blueprint
from web.storage.store import Store


class _CookieOfTheScheme(SecureCookieSessionInterface):
    """The session cookie is `Secure` exactly where the page came by HTTPS."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - the port's argument
        return request.is_secure


def set_up_accounts(app: Flask, store: Store, *, demo: bool = False, home: str = "/") -> None:
    """Sign-in pages, sessions and CSRF protection of every POST, for an app with a secret key.

    Demo accounts can sign in, and stay signed in, only with `demo`. Pages send the token as the
    field `csrf_token` or the header `X-CSRFToken`.
    """
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # The token lives as long as the session: a board left open over lunch still works.
        WTF_CSRF_TIME_LIMIT=None,
        PERMANENT_SESSION_LIFETIME=OWN_DEVICE.whole,
        # An answer that comes late must not bring back a session that was signed out meanwhile.
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    app.jinja_env.globals.update(allows=allows, Deed=Deed, role_in=role_in, role_words=ROLE_WORDS)
    app.session_interface = _CookieOfTheScheme()
    CSRFProtect(app)
    set_up_same_site(app)
    manager = LoginManager(app)
    manager.login_view = "accounts.sign_in"
    manager.login_message = None
    manager.session_protection = None

    @manager.user_loader  # type: ignore[untyped-decorator]  # no types
    def load(cookie: str) -> SignedIn | None:
        with store.read() as session:
            user = load_signed_in(session, cookie, demo=demo)
        return user if user is not None and in_time(user, datetime.now(UTC)) else None

    app.register_blueprint(accounts_blueprint(store, demo=demo, home=home))
