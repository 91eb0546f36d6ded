"""The page before publishing: what changes for whom, whose yes it needs, and the buttons."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import make_response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from scheduler.roster import Roster as RosterFile
from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed
from web.manager.changes import PersonChanges, changes
from web.manager.grouping import summary
from web.manager.keeping import in_force_cells
from web.manager.notice import proposals
from web.manager.publishing import Published, Refused, Waiting, check, check_and_publish
from web.manager.reading import Shown, find_roster, live_feeds
from web.manager.the_rest import publish_rest, rest_of
from web.now import now
from web.shifts import cells_of
from web.storage.askings import TakenBackError, ask, asked_from
from web.storage.in_force import InForce, in_force
from web.storage.rosters import EditedMeanwhileError, PublishedMeanwhileError, SupersededError
from web.storage.store import Store
from web.storage.tables import PERSON_ROLES, Account, Membership
from web.storage.teams import StaleRevisionError, lock_team
from web.teams import local_now

MOST_BLOCKS = 2
# With more changes than this each person's are folded.
MOST_OPEN = 12
SUPERSEDED = lazy_gettext("It was in force and another roster has taken its place since.")
CHANGED_MEANWHILE = lazy_gettext("The team was changed at this moment. Look again and repeat.")
MEANWHILE = lazy_gettext("Another roster was published at this moment. Look again and repeat.")
EDITED = lazy_gettext("The draft was changed at this moment. Look again and repeat.")
TAKEN_BACK = lazy_gettext("A yes was taken back at this moment. Look again and repeat.")
NOT_IN_TIME = lazy_gettext("A shift nearer than the notice does not change without a yes.")
CONFLICTS = {
    SupersededError: SUPERSEDED,
    PublishedMeanwhileError: MEANWHILE,
    StaleRevisionError: CHANGED_MEANWHILE,
    EditedMeanwhileError: EDITED,
    TakenBackError: TAKEN_BACK,
}


class Publish:
    """The views of publishing on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        publishing = requires(Deed.PUBLISH)
        self.summary = publishing(self._summary)
        self.publish = publishing(self._publish)
        self.ask = publishing(self._ask)

    def _summary(self, *, team_id: int, roster_id: int) -> str:
        shown = find_roster(self._store, team_id, roster_id)
        if not shown.draft:
            return self._page(shown, ())
        with self._store.read() as session:
            blocks = check(session, shown.team, shown.row)
        return self._page(shown, blocks)

    def _ask(self, *, team_id: int, roster_id: int) -> Response:
        """Ask everybody whose yes the draft needs and who can still be asked."""
        shown, at = find_roster(self._store, team_id, roster_id), now()
        if shown.draft:
            with self._store.write() as session:
                # Of two taps the second sees whom the first one asked.
                lock_team(session, team_id)
                near = proposals(session, shown.team, shown.plan, at)
                wanted = [one.change for one in near if one.asking is None and not one.over]
                by = signed_in_user().id
                ask(session, shown.team, roster_id, wanted, by=by, at=at)
        address = url_for("manager.publish", team_id=team_id, roster_id=roster_id)
        return redirect(f"{address}#yeses", code=303)

    def _publish(self, *, team_id: int, roster_id: int) -> Response:
        """Publish it, or with `rest` what of it does not wait for a yes."""
        shown = find_roster(self._store, team_id, roster_id)
        by, at = signed_in_user().id, now()
        outcome: Published | Refused | Waiting | None
        try:
            if request.form.get("rest") and shown.draft:
                outcome = publish_rest(self._store, shown, by=by, at=at)
            else:
                outcome = check_and_publish(self._store, roster_id, by=by, at=at)
        except tuple(CONFLICTS) as error:
            return make_response(self._page(shown, (CONFLICTS[type(error)],)), 409)
        if isinstance(outcome, Refused):
            return make_response(self._page(shown, outcome.sentences), 422)
        if isinstance(outcome, Waiting):
            return make_response(self._page(shown, (), said=NOT_IN_TIME), 422)
        if request.form.get("rest"):
            return redirect(url_for("manager.versions", team_id=team_id), code=303)
        return redirect(url_for("manager.publish", team_id=team_id, roster_id=roster_id), code=303)

    def _page(self, shown: Shown, blocks: Sequence[str], *, said: str = "") -> str:
        at = now()
        with self._store.read() as session:
            left = in_force(session, shown.team.id, draft=shown.row) if shown.draft else ()
            feeds = live_feeds(session, shown.team.id)
            near = proposals(session, shown.team, shown.plan, at) if shown.draft else ()
            waiting = [one for one in near if not one.yes]
            rest = rest_of(session, shown, waiting) if waiting else None
            people = _changes(session, shown)
            accounts = _accounts(session, shown.team.id)
        return render_template(
            "manager/publish.html",
            team=shown.team,
            shown=shown,
            summary=summary(shown.plan),
            said=said,
            blocks=blocks[:MOST_BLOCKS],
            more=max(0, len(blocks) - MOST_BLOCKS),
            near=near,
            waiting=waiting,
            to_ask=[one for one in waiting if one.asking is None and not one.over],
            rest=rest,
            accounts=accounts,
            asked_from=_morning(shown, at),
            local=_local(shown),
            changed=people,
            folded=sum(len(person.lines) for person in people) > MOST_OPEN,
            cut=_cut(shown, left),
            feeds=feeds,
            shifts=len(shown.plan.roster.shifts),
            people=len({shift.person for shift in shown.plan.roster.shifts}),
        )


def _local(shown: Shown) -> Callable[[datetime], datetime]:
    return lambda moment: local_now(shown.team, moment)


def _morning(shown: Shown, at: datetime) -> datetime | None:
    """From when people see that they are asked, where that is not at once."""
    first = asked_from(shown.team.zone, at)
    return None if first == at else local_now(shown.team, first)


def _accounts(session: Session, team_id: int) -> set[str]:
    """The people of the team who have an account that can answer."""
    query = (
        select(Membership.person_id)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.team_id == team_id, Membership.role.in_(PERSON_ROLES), Account.active)
    )
    return {person for person in session.scalars(query) if person is not None}


def _changes(session: Session, shown: Shown) -> tuple[PersonChanges, ...]:
    """What a draft changes for whom on days that something is in force on."""
    if not shown.draft:
        return ()
    zone = ZoneInfo(shown.team.zone)
    known = in_force_cells(session, shown.team, shown.row.first, shown.row.last)
    planned = cells_of([RosterFile.model_validate_json(shown.row.document)], zone)
    days = [day for one in shown.others for day in _days(one)]
    names = {person.id: person.name for person in shown.plan.people}
    return changes(known, planned, days, names, zone)


def _days(one: InForce) -> list[date]:
    return [one.first + timedelta(days=number) for number in range((one.last - one.first).days + 1)]


def _cut(shown: Shown, left: Sequence[InForce]) -> list[int]:
    """Versions of which a draft takes a part, by what is left in force: their other days stay."""
    before, after = ({one.row.version for one in some} for some in (shown.others, left))
    return sorted(version for version in before & after if version is not None)
