"""Two teams with a person in common publish at the same moment: one of them looks again."""

from dataclasses import replace
from datetime import datetime

import pytest

from at_once import at_once
from bare_team import bare_team
from web.accounts.accounts import add_membership, create_account
from web.storage.beside import teams_beside, versions_beside
from web.storage.rosters import Draft, PublishedMeanwhileError, Seen, publish, store_draft
from web.storage.store import Store
from web.storage.tables import Team
from web.storage.teams import create_team

ANA = {"id": "ana", "name": "Ana", "volunteer": True}


@pytest.fixture
def other(store: Store, week: Draft, noon: datetime) -> int:
    """A team in which Ana of the first one is a person too, and a third that has nobody of it."""
    with store.write() as session:
        other, apart = (
            create_team(
                session,
                name=name,
                zone="Europe/Brussels",
                document=bare_team(people=[ANA]),
                at=noon,
            ).id
            for name in ("Evenings", "Apart")
        )
        for name, teams in (("both", (week.team_id, other)), ("third", (apart,))):
            account = create_account(
                session, name=name, username=name, password="a long password", at=noon
            ).id
            for team in teams:
                add_membership(session, account, team, "analyst", at=noon, person_id="ana")
    return other


def test_teams_beside_have_a_person_in_common(store: Store, week: Draft, other: int) -> None:
    with store.read() as session:
        assert teams_beside(session, week.team_id) == [other]
        assert teams_beside(session, other) == [week.team_id]
        assert versions_beside(session, week.team_id) == {other: 0}


def test_a_team_that_only_practises_counts_for_nobody(
    store: Store, week: Draft, other: int
) -> None:
    with store.write() as session:
        session.get_one(Team, other).practice = True
    with store.read() as session:
        assert versions_beside(session, week.team_id) == {}


def test_of_two_that_publish_at_once_the_second_looks_again(
    store: Store, week: Draft, other: int, noon: datetime
) -> None:
    teams = week.team_id, other
    with store.write() as session:
        drafts = [store_draft(session, replace(week, team_id=team), at=noon).id for team in teams]
    with store.read() as session:
        seen = [versions_beside(session, team) for team in teams]

    def press(number: int) -> int | None:
        try:
            with store.write() as session:
                return publish(
                    session,
                    drafts[number],
                    by=None,
                    feed_bodies={},
                    at=noon,
                    seen=Seen(beside=seen[number]),
                )
        except PublishedMeanwhileError:
            return None

    outcomes = at_once(press, 2)
    assert sorted(outcomes, key=str) == [1, None]
    late = outcomes.index(None)
    with store.read() as session:
        seen[late] = versions_beside(session, teams[late])
    assert press(late) == 1
