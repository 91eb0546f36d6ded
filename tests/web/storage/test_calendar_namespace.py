"""Each team has a namespace for the ids of its calendar events, older teams too."""

from datetime import datetime

from alembic import command
from sqlalchemy import select, text

from bare_team import bare_team
from web.storage.engine import for_writing, new_engine
from web.storage.migrating import migrate, migration_config
from web.storage.store import Store, open_store
from web.storage.tables import Feed, Team
from web.storage.teams import create_team, replace_document

TWO_TEAMS = """INSERT INTO team (id, name, zone, document, revision, updated_at) VALUES
  (1, 'A', 'UTC', '{}', 1, '2026-11-23 12:00:00'),
  (2, 'B', 'UTC', '{}', 1, '2026-11-23 12:00:00')"""
A_KEY = """INSERT INTO feed (team_id, person_id, token_sha256, created_at) VALUES
  (2, 'ana', 'a hash', '2026-11-23 12:00:00')"""


def test_teams_of_before_get_one_each_and_keep_what_is_theirs(store_url: str) -> None:
    engine = new_engine(store_url, foreign_keys=False)
    with for_writing(engine).begin() as connection:
        config = migration_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text(TWO_TEAMS))
        connection.execute(text(A_KEY))
    engine.dispose()
    migrate(store_url)
    store = open_store(store_url)
    with store.read() as session:
        teams = session.scalars(select(Team).order_by(Team.id)).all()
        keys = session.scalars(select(Feed.team_id)).all()
    store.close()
    assert [team.name for team in teams] == ["A", "B"]
    assert len({team.calendar_namespace for team in teams}) == 2
    assert keys == [2]


def test_a_change_of_the_team_does_not_change_it(store: Store, noon: datetime) -> None:
    with store.write() as session:
        team = create_team(session, name="A", zone="UTC", document=bare_team(), at=noon)
    with store.write() as session:
        replace_document(session, team.id, bare_team(name="B"), revision=1, by=None, at=noon)
    with store.read() as session:
        assert session.get_one(Team, team.id).calendar_namespace == team.calendar_namespace
