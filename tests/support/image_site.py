"""The pages on a store that has the image team, another team, and accounts in both."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient

import image_team
from scheduler.roster import Roster
from web.accounts.accounts import add_membership, create_account
from web.storage.rosters import Draft, store_draft
from web.storage.store import Store
from web.storage.teams import create_team

PASSWORD = "a long password"
FOUNDED = datetime(2026, 11, 2, 9, tzinfo=UTC)
ADDRESS = "https://roster.example.org"


@dataclass(frozen=True)
class Site:
    """The application on a store of its own. team, other: numbers of two teams."""

    app: Flask
    store: Store
    team: int = 1
    other: int = 2

    def draft(self, roster: Roster | None = None) -> int:
        """Store a draft of the team, by default the two weeks' roster; gives its number."""
        made = roster or image_team.roster()
        figures = made.score.model_dump(exclude={"by_rule"}) if made.score else {}
        document = made.model_dump_json(by_alias=True)
        with self.store.write() as session:
            draft = Draft(self.team, made.first, made.last, document, figures)
            return store_draft(session, draft, at=datetime.now(UTC)).id

    def client(self, username: str) -> FlaskClient:
        """A client that is signed in."""
        client = self.app.test_client()
        answer = client.post(
            "/sign-in",
            data={"username": username, "password": PASSWORD, "csrf_token": token(client)},
        )
        assert answer.status_code == 303
        return client


def token(client: FlaskClient, page: str = "/sign-in") -> str:
    """The CSRF token of a page with a form."""
    text = client.get(page).get_data(as_text=True)
    return text.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def found(store: Store) -> None:
    """Store two teams; Marijke manages the first, Anouk and Daan are in it, Otto is elsewhere."""
    document = image_team.team().model_dump_json(by_alias=True)
    with store.write() as session:
        for name in ("Image team", "Other team"):
            create_team(session, name=name, zone="Europe/Brussels", document=document, at=FOUNDED)
        for name, team_id, person in (
            ("Marijke", 1, None),
            ("Anouk", 1, "anouk"),
            ("Daan", 1, "daan"),
            ("Otto", 2, None),
        ):
            account = create_account(
                session, name=name, username=name, password=PASSWORD, at=FOUNDED
            )
            add_membership(
                session,
                account.id,
                team_id,
                "analyst" if person else "manager",
                at=FOUNDED,
                person_id=person,
            )
