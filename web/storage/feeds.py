"""Calendar feeds: keys that are shown once, and the bytes they open."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from web.storage.auditing import record
from web.storage.tables import PERSON_ROLES, Account, Feed, FeedBody, Membership

# How often a fetch is written down: a client that asks each minute must not write each minute.
NOTED_EVERY = timedelta(minutes=15)


class NoSuchPersonError(Exception):
    """No active account is this person of the team, so there is nobody to give a key."""


@dataclass(frozen=True)
class FeedContent:
    """What a key opens: the bytes, and the sha256 of them in hex as a strong entity tag.

    last_fetched_at: the fetch that was written down last; None before the first.
    """

    body: bytes
    etag: str
    last_fetched_at: datetime | None = None


def new_feed(session: Session, team_id: int, person_id: str, *, at: datetime) -> str:
    """Make a key and give it; it can be shown this once only. An earlier one is dead at once.

    Raises:
        NoSuchPersonError: no active account is this person.
    """
    query = _active_membership(team_id, person_id).with_for_update()
    if session.scalars(query).first() is None:
        raise NoSuchPersonError
    revoke_feed(session, team_id, person_id, at=at)
    token = secrets.token_urlsafe(32)
    feed = Feed(team_id=team_id, person_id=person_id, token_sha256=digest_of(token), created_at=at)
    session.add(feed)
    session.flush()
    record(session, "feed key made", at=at, team_id=team_id, object_id=feed.id)
    return token


def revoke_feed(session: Session, team_id: int, person_id: str, *, at: datetime) -> None:
    """End the person's key, if there is one."""
    live = live_feed(session, team_id, person_id)
    if live is not None:
        live.revoked_at = at
        session.flush()
        record(session, "feed key revoked", at=at, team_id=team_id, object_id=live.id)


def live_feed(session: Session, team_id: int, person_id: str) -> Feed | None:
    """The row of the key that works, with when and by what it was last fetched."""
    query = select(Feed).where(
        Feed.team_id == team_id, Feed.person_id == person_id, Feed.revoked_at.is_(None)
    )
    return session.scalars(query).one_or_none()


def look_up(session: Session, token: str) -> FeedContent | None:
    """What the key opens; None if it is unknown or revoked, or its person has no active account."""
    feed = owner_of(session, token)
    if feed is None:
        return None
    found = session.get(FeedBody, (feed.team_id, feed.person_id))
    return None if found is None else FeedContent(found.body, found.etag, feed.last_fetched_at)


def owner_of(session: Session, token: str) -> Feed | None:
    """The row of a key that works: not revoked, and its person has an active account."""
    feed = session.scalars(
        select(Feed).where(Feed.token_sha256 == digest_of(token), Feed.revoked_at.is_(None))
    ).one_or_none()
    if feed is None:
        return None
    active = session.scalars(_active_membership(feed.team_id, feed.person_id)).first()
    return None if active is None else feed


def should_note(content: FeedContent, *, at: datetime) -> bool:
    """Whether a fetch at this moment is to be written down."""
    return content.last_fetched_at is None or content.last_fetched_at < at - NOTED_EVERY


def note_fetch(session: Session, token: str, *, client: str, at: datetime) -> None:
    """Remember when and by which family of clients the key was used, at most each quarter hour.

    `client` is a word such as `Thunderbird`, never the whole of what a client says of itself.
    """
    session.execute(
        update(Feed)
        .where(
            Feed.token_sha256 == digest_of(token),
            (Feed.last_fetched_at.is_(None)) | (Feed.last_fetched_at < at - NOTED_EVERY),
        )
        .values(last_fetched_at=at, last_client=client)
    )


def replace_bodies(
    session: Session, team_id: int, bodies: Mapping[str, bytes], *, at: datetime
) -> None:
    """Let these be the feeds of the team; a person who is not among them has none."""
    session.execute(delete(FeedBody).where(FeedBody.team_id == team_id))
    session.add_all(_row(team_id, person, body, at) for person, body in bodies.items())


def has_body(session: Session, feed: Feed) -> bool:
    """Whether there is a feed for the person of a key."""
    return session.get(FeedBody, (feed.team_id, feed.person_id)) is not None


def add_body(session: Session, feed: Feed, body: bytes, *, at: datetime) -> None:
    """Give the person of a key a feed where there is none; with the team locked."""
    session.add(_row(feed.team_id, feed.person_id, body, at))
    session.flush()


def _row(team_id: int, person_id: str, body: bytes, at: datetime) -> FeedBody:
    etag = hashlib.sha256(body).hexdigest()
    return FeedBody(team_id=team_id, person_id=person_id, etag=etag, body=body, made_at=at)


def _active_membership(team_id: int, person_id: str) -> Select[Membership]:
    return (
        select(Membership)
        .join(Account, Account.id == Membership.account_id)
        .where(
            Membership.team_id == team_id,
            Membership.person_id == person_id,
            Membership.role.in_(PERSON_ROLES),
            Account.active,
        )
    )


def digest_of(token: str) -> str:
    """What is stored of a key, and what it is found by."""
    return hashlib.sha256(token.encode()).hexdigest()
