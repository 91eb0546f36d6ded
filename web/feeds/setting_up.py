"""Put feeds into an application."""

from flask import Flask
from flask.sessions import SessionInterface, SessionMixin
from flask.wrappers import Request, Response

from web.feeds.redacting import redact_keys
from web.feeds.views import feeds_blueprint
from web.storage.store import Store

FEEDS = "/cal/"


class _NoneForFeeds(SessionInterface):
    """The sessions of pages; feeds have none, so that no cookie is read, set or spoken of."""

    def __init__(self, pages: SessionInterface) -> None:
        self._pages = pages

    def open_session(self, app: Flask, request: Request) -> SessionMixin | None:
        if request.path.startswith(FEEDS):
            return self.make_null_session(app)
        return self._pages.open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        self._pages.save_session(app, session, response)


def set_up_feeds(app: Flask, store: Store) -> None:
    """Serve feeds at /cal/; after the accounts, whose sessions are kept away from them."""
    app.session_interface = _NoneForFeeds(app.session_interface)
    redact_keys(app.logger)
    app.register_blueprint(feeds_blueprint(store))
