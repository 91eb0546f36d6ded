"""Links to calendar feeds: making one, and how it is written down."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from web.feeds.bodies import feed_of
from web.storage.feeds import add_body, has_body, new_feed, owner_of
from web.storage.teams import lock_team


@dataclass(frozen=True)
class Link:
    """One feed's address in the two ways in which calendar programs want it."""

    https: str
    webcal: str


def link_to(token: str, *, address: str) -> Link:
    """The link a key makes, below the address of the pages, as https://roster.example.org.

    The address comes from the configuration where there is one: what a request says of its host
    may lead elsewhere.
    """
    path = f"{address.rstrip('/')}/cal/{token}.ics"
    return Link(https=path, webcal=f"webcal://{path.partition('://')[2]}")


def new_link(session: Session, team_id: int, person_id: str, *, at: datetime) -> str:
    """Make a person's key and give it, this once only; the one before is dead at once.

    The feed answers from now on, with what is published, or as an empty calendar.

    Raises:
        sqlalchemy.exc.NoResultFound: no such team.
        web.storage.feeds.NoSuchPersonError: no active account is this person.
    """
    lock_team(session, team_id)
    token = new_feed(session, team_id, person_id, at=at)
    give_feed(session, token, at=at)
    return token


def give_feed(session: Session, token: str, *, at: datetime) -> None:
    """See to it that a key that works opens something; with the team locked."""
    feed = owner_of(session, token)
    if feed is not None and not has_body(session, feed):
        body = feed_of(session, feed.team_id, feed.person_id)
        add_body(session, feed, body, at=at)
