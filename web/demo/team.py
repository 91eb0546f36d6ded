"""The example team with two accounts, in a store dated back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from scheduler.examples import example, example_text, next_monday
from web.accounts.accounts import add_membership, create_account
from web.jobs.asking import enqueue
from web.jobs.generate import KIND, payload
from web.storage.store import Store
from web.storage.teams import create_team

EXAMPLE = "child-focus"
WEEKS = 4
PASSWORD = "breather-demo"  # noqa: S105 - anyone may read it: demo accounts work in the demo alone
MANAGER, ANALYST = "manager", "noor"

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
    """Store the team, a manager, an analyst, and the job that makes the first roster."""
    first = next_monday(now.date())
    at = datetime(first.year, first.month, first.day, 9, tzinfo=UTC) - NOTICE
    content, text = example(EXAMPLE, first), example_text(EXAMPLE, first)
    with store.write() as session:
        team = create_team(
            session, name=content["name"], zone=content["timezone"], document=text, at=at
        )
        manager = create_account(
            session, name="Manager", username=MANAGER, password=PASSWORD, at=at, demo=True
        )
        add_membership(session, manager.id, team.id, "manager", at=at)
        name = next(p["name"] for p in content["people"] if p["id"] == ANALYST)
        analyst = create_account(
            session, name=name, username=ANALYST, password=PASSWORD, at=at, demo=True
        )
        add_membership(session, analyst.id, team.id, "analyst", person_id=ANALYST, at=at)
        wanted = payload(team_id=team.id, first=first, days=7 * WEEKS, seconds=seconds)
        # The job is asked for now: leases are of the present.
        job = enqueue(session, KIND, str(team.id), wanted, at=now)
        return DemoTeam(team.id, manager.id, job.job_id, first, at)
