"""The example team with an account of each role, in a store dated back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.examples import example, example_text, next_monday
from web.accounts.accounts import add_membership, create_account
from web.demo.ready import MANAGER, PASSWORD, READY, Ready
from web.jobs.asking import enqueue
from web.jobs.generate import KIND, payload
from web.storage.store import Store
from web.storage.tables import Team
from web.storage.teams import create_team

EXAMPLE = "child-focus"
WEEKS = 4

# Seven working days' notice are ten or eleven days; a holiday or two may lie among them.
NOTICE = timedelta(days=16)


@dataclass(frozen=True)
class DemoTeam:
    """What stands in the store. first: the roster's first day. at: the moment it pretends to be."""

    team_id: int
    manager_id: int
    job_id: int
    first: date
    at: datetime


def set_up_team(store: Store, *, now: datetime, seconds: float) -> DemoTeam:
    """Store the team, the accounts of READY, and the job that makes the first roster."""
    first = next_monday(now.date())
    at = datetime(first.year, first.month, first.day, 9, tzinfo=UTC) - NOTICE
    content, text = example(EXAMPLE, first), example_text(EXAMPLE, first)
    with store.write() as session:
        team = create_team(
            session, name=content["name"], zone=content["timezone"], document=text, at=at
        )
        names = {person["id"]: person["name"] for person in content["people"]}
        ids = {ready: _account(session, ready, team, names, at) for ready in READY}
        wanted = payload(team_id=team.id, first=first, days=7 * WEEKS, seconds=seconds)
        # The job is asked for now: leases are of the present.
        job = enqueue(session, KIND, str(team.id), wanted, at=now)
        return DemoTeam(team.id, ids[MANAGER], job.job_id, first, at)


def _account(
    session: Session, ready: Ready, team: Team, names: Mapping[str, str], at: datetime
) -> int:
    """An account of the demo with its role; gives its number."""
    name = names.get(ready.person or "", ready.username.capitalize())
    account = create_account(
        session,
        name=name,
        username=ready.username,
        password=PASSWORD,
        at=at,
        demo=True,
        administrator=ready.role is None,
    )
    if ready.role is not None:
        add_membership(session, account.id, team.id, ready.role, at=at, person_id=ready.person)
    return account.id
