"""The address of a feed, which calendar programs ask again and again. It is never changed."""

from datetime import UTC, datetime

from flask import Blueprint, Response, request

from web.feeds.clients import family_of
from web.feeds.opening import CannotAskError, Feeds
from web.feeds.strangers import Strangers
from web.storage.feeds import FeedContent
from web.storage.store import Store

ADDRESS = "/cal/<token>.ics"
PRIVACY = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
WAIT_SECONDS = 300


def feeds_blueprint(store: Store) -> Blueprint:
    """GET and HEAD of `feeds.feed`. What else a request says (Host, query, cookies) is not read."""
    pages = Blueprint("feeds", __name__)
    feeds, strangers = Feeds(store), Strangers()

    @pages.get(ADDRESS)
    def feed(token: str) -> Response:
        now = datetime.now(UTC)
        client = family_of(request.headers.get("User-Agent", ""))
        try:
            # Before anything else: the right entity tag is no right to an answer.
            content = feeds.open(token, client=client, at=now)
        except CannotAskError:
            return _text("Not now.\n", 503, retry_after=WAIT_SECONDS)
        if content is not None:
            return _calendar(content)
        # A revoked key is answered like one that never was.
        if wait := strangers.seconds_to_wait(request.remote_addr or "", at=now):
            return _text("Too many.\n", 429, retry_after=wait)
        return _text("Not found.\n", 404)

    return pages


def _calendar(content: FeedContent) -> Response:
    answer = Response(content.body, mimetype="text/calendar", headers=PRIVACY)
    answer.headers["Content-Disposition"] = 'inline; filename="roster.ics"'
    answer.cache_control.private = True
    answer.cache_control.no_cache = True
    answer.set_etag(content.etag)
    answer.make_conditional(request)
    return answer


def _text(text: str, status: int, *, retry_after: int | None = None) -> Response:
    answer = Response(text, status, mimetype="text/plain", headers=PRIVACY)
    answer.cache_control.no_store = True
    if retry_after is not None:
        answer.headers["Retry-After"] = str(retry_after)
    return answer
