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
from web.storage.tables import PERSON_ROLES, Role
from web.storage.teams import create_team

PASSWORD = "a long password"
FOUNDED = datetime(2026, 11, 2, 9, tzinfo=UTC)
# Seven working days before the two weeks of the image team: publishing asks nobody.
IN_TIME = datetime(2026, 11, 24, 9, tzinfo=UTC)
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


# An account of each role in the first team.
ROLES: dict[Role, str] = {
    "manager": "marijke",
    "deputy": "dirk",
    "analyst": "anouk",
    "volunteer": "ines",
    "representative": "rosa",
}


def found(store: Store) -> None:
    """Store two teams, an account of each role in the first, and Daan, an analyst as Anouk is.

    Otto has every role of the other team, Ada is an administrator without any.
    """
    document = image_team.team().model_dump_json(by_alias=True)
    with store.write() as session:
        for name in ("Image team", "Other team"):
            create_team(session, name=name, zone="Europe/Brussels", document=document, at=FOUNDED)
        for username, roles in _accounts().items():
            account = create_account(
                session,
                name=username.title(),
                username=username,
                password=PASSWORD,
                at=FOUNDED,
                administrator=username == "ada",
            )
            for team_id, role, person in roles:
                add_membership(session, account.id, team_id, role, at=FOUNDED, person_id=person)


def _accounts() -> dict[str, list[tuple[int, Role, str | None]]]:
    """Each account with its roles; the order is that of their numbers."""
    first: dict[str, list[tuple[int, Role, str | None]]] = {
        username: [(1, role, username if role in PERSON_ROLES else None)]
        for role, username in ROLES.items()
    }
    every: list[tuple[int, Role, str | None]] = [
        (2, "manager", None),
        (2, "deputy", None),
        (2, "analyst", "anouk"),
        (2, "representative", None),
    ]
    return {
        "marijke": first.pop("marijke"),
        "anouk": first.pop("anouk"),
        "daan": [(1, "analyst", "daan")],
        "otto": every,
        **first,
        "ada": [],
    }
