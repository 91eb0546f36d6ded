"""Every page of the site, with who opens it, so that tests of all pages miss none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from image_site import FOUNDED, ROLES, Site
from image_team import FIRST
from routes import ASKS, Open, methods, path_of
from web.accounts.permissions import MAY, Deed
from web.jobs.asking import enqueue
from web.jobs.generate import KIND, payload
from web.manager.publishing import Published, check_and_publish
from web.storage.tables import LeaveRound, LeaveWish, Role

# Pages that show more by what stands behind their address.
ALSO = {
    "manager.week": ("?view=list",),
    "manager.day": ("?view=list",),
    "manager.run": ("?view=table",),
    "manager.pictures": ("?view=tables",),
    "manager.compare": ("?a=1&b=2",),
}
# Of each of these an account opens the pages; between them they see all there are.
ROLES_SEEN: tuple[Role, ...] = ("manager", "analyst", "representative")
ADMINISTRATOR = "ada"
PUBLISHED, DRAFT = 1, 2


@dataclass(frozen=True)
class Visit:
    """A page, and the username of who opens it; None for somebody who is not signed in."""

    username: str | None
    path: str


def fill(site: Site, *, at: datetime = FOUNDED) -> None:
    """Give the first team a published roster, a draft, and a run that waits."""
    with site.app.test_request_context():
        roster = site.draft()
        published = check_and_publish(site.store, roster, by=1, at=at + timedelta(days=1))
    assert isinstance(published, Published), published
    site.draft()
    with site.store.write() as session:
        wanted = payload(team_id=1, first=FIRST, days=14, seconds=60)
        enqueue(session, KIND, "1", wanted, at=at)
        days = {"first": FIRST, "last": FIRST}
        leave = LeaveRound(team_id=1, most_off=1, until=FIRST, opened_at=at, **days)
        session.add(leave)
        session.flush()
        session.add(LeaveWish(round_id=leave.id, person_id="daan", asked_at=at, **days))


def visits(app: Flask) -> list[Visit]:
    """Every address that is opened by GET, by each whose pages differ."""
    return [
        Visit(username, path + more)
        for rule in app.url_map.iter_rules()
        if "GET" in methods(rule) and rule.endpoint.partition(".")[0] not in {"assets", "feeds"}
        for username in _who(ASKS[rule.endpoint])
        for path in _paths(app, rule)
        for more in ("", *ALSO.get(rule.endpoint, ()))
    ]


def is_page(client: FlaskClient, path: str) -> str:
    """The text of a page; nothing where the address leads elsewhere or gives no page."""
    answer = client.get(path)
    # 410: a link that was used up.
    assert answer.status_code in {200, 204, 303, 410}, (path, answer.status_code)
    shown = answer.status_code in {200, 410} and answer.mimetype == "text/html"
    text = answer.get_data(as_text=True) if shown else ""
    return text if "<html" in text else ""


def _who(asked: Deed | Open) -> Iterator[str | None]:
    if isinstance(asked, Deed):
        yield from (ROLES[role] for role in ROLES_SEEN if asked in MAY[role])
    elif asked is Open.ANYBODY:
        yield None
    else:
        yield ADMINISTRATOR


def _paths(app: Flask, rule: Rule) -> list[str]:
    rosters = (PUBLISHED, DRAFT) if "roster_id" in rule.arguments else (PUBLISHED,)
    return list(dict.fromkeys(path_of(app, rule, roster_id=number) for number in rosters))


def site_of(address: str) -> str:
    """The address of a site, less its path."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
