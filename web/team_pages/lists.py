"""The pages that list what the team has: people by first name, work, rooms; never a figure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import render_template, request

from scheduler.team import Person
from scheduler.team import Team as TeamFile
from web.accounts.guards import requires
from web.accounts.permissions import Deed
from web.plan import team_of
from web.rule_changes import changes_of
from web.storage.store import Store
from web.storage.tables import Team
from web.storage.teams import can_undo
from web.teams import find_team, local_now

SOON = timedelta(days=60)


@dataclass(frozen=True)
class Ending:
    """An authorisation that ends soon, with the name of the work."""

    person: Person
    work: str
    last: date


class Lists:
    """The first pages of a team's set-up on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.people = requires(Deed.EDIT_TEAM)(self._people)
        self.work = requires(Deed.EDIT_TEAM)(self._work)
        self.rooms = requires(Deed.EDIT_TEAM)(self._rooms)
        self.opening = requires(Deed.EDIT_TEAM)(self._opening)

    def _people(self, *, team_id: int) -> str:
        now = datetime.now(UTC)
        with self._store.read() as session:
            team = find_team(session, team_id)
            today = local_now(team, now).date()
            changes = changes_of(session, team, today)
        file = team_of(team.document)
        return self._page(
            "people",
            team,
            people=by_first_name(file),
            ending=ending_soon(file, today),
            rule_changes=changes,
        )

    def _work(self, *, team_id: int) -> str:
        team = self._team(team_id)
        names = {work.id: work.name for work in team_of(team.document).activities}
        return self._page("work", team, names=names)

    def _rooms(self, *, team_id: int) -> str:
        return self._page("rooms", self._team(team_id))

    def _opening(self, *, team_id: int) -> str:
        team = self._team(team_id)
        file, today = team_of(team.document), local_now(team, datetime.now(UTC)).date()
        coming = sorted(day for day in file.closing_days if day >= today)
        place = file.holidays
        parts = [place.country, place.subdivision] if place else []
        return self._page(
            "opening",
            team,
            coming=coming,
            periods=sorted((p for p in file.periods if p.last >= today), key=lambda p: p.first),
            holidays_of=" ".join(filter(None, parts)),
        )

    def _team(self, team_id: int) -> Team:
        with self._store.read() as session:
            return find_team(session, team_id)

    def _page(self, place: str, team: Team, **more: Any) -> str:  # noqa: ANN401 - the template's
        with self._store.read() as session:
            undo = can_undo(session, team)
        return render_template(
            f"team/{place}.html",
            team=team,
            file=team_of(team.document),
            saved=request.args.get("saved") == str(team.revision),
            undo=undo,
            **more,
        )


def by_first_name(file: TeamFile) -> list[Person]:
    """Everybody, analysts before volunteers; there is no other order."""
    return sorted(file.people, key=lambda p: (p.volunteer, p.name.casefold(), p.id))


def ending_soon(file: TeamFile, today: date) -> list[Ending]:
    """Authorisations that end within 60 days from today, today and the sixtieth day included.

    One that another of the same work goes beyond has not ended.
    """
    names = {work.id: work.name for work in file.activities}
    found = []
    for person in by_first_name(file):
        for work in dict.fromkeys(held.activity for held in person.authorised):
            held = [each for each in person.authorised if each.activity == work]
            lasts = [each.last for each in held if each.last is not None]
            if len(lasts) == len(held) and today <= max(lasts) <= today + SOON:
                found.append(Ending(person, names[work], max(lasts)))
    return found
