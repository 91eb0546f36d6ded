"""A migrated store for tests of the web, on SQLite or on each database."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bare_team import bare_team
from web.accounts.accounts import add_membership, create_account
from web.storage.migrating import migrate
from web.storage.rosters import Draft
from web.storage.store import Store, open_store
from web.storage.teams import create_team

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def noon() -> datetime:
    """A moment at which things are done."""
    return NOON


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite store that is not there yet."""
    return f"sqlite:///{tmp_path}/store/breather.db"


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """An empty store on SQLite."""
    migrate(sqlite_url)
    store = open_store(sqlite_url)
    yield store
    store.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    """The address of a database without tables: the test runs on SQLite and on PostgreSQL."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty store; the test runs on SQLite and on PostgreSQL."""
    migrate(store_url)
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def team_id(store: Store) -> int:
    """A team in `store`."""
    with store.write() as session:
        team = create_team(
            session, name="Assessment", zone="Europe/Brussels", document=bare_team(), at=NOON
        )
    return team.id


@pytest.fixture
def ana(store: Store, team_id: int) -> int:
    """The account of Ana, an analyst of the team, person `ana` in its file."""
    with store.write() as session:
        account = create_account(
            session, name="Ana", username="ana", password="a long password", at=NOON
        )
        add_membership(session, account.id, team_id, "analyst", at=NOON, person_id="ana")
    return account.id


@pytest.fixture
def week(team_id: int) -> Draft:
    """A roster of one week of the team, not stored yet."""
    return Draft(
        team_id=team_id,
        first=date(2026, 11, 30),
        last=date(2026, 12, 6),
        document='{"shifts": []}',
        figures={"objective": [0, 0], "bound": [0, 0], "short": 0, "short_bound": 0},
    )
