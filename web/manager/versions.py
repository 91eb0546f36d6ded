"""The pages of what a team has published: all versions, two beside each other, and going back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from scheduler.roster import Roster as RosterFile
from web.accounts.guards import requires
from web.accounts.permissions import Deed
from web.manager.changes import changes
from web.manager.versioning import gone_back_to, versions, withdrawn
from web.now import now
from web.plan import team_of
from web.row_numbers import row_number
from web.shifts import cells_of
from web.storage.drafts import drafts
from web.storage.in_force import InForce, in_force
from web.storage.rosters import Draft, store_draft
from web.storage.store import Store
from web.storage.tables import Account, NoticeKept, Roster, Team
from web.teams import find_team, local_now

TWO = 2


@dataclass(frozen=True)
class Version:
    """One version on the page. days: those it has in force; by: the account that published it."""

    row: Roster
    days: Sequence[InForce]
    by: str | None
    notice: str
    to_come: bool


class Versions:
    """The views of a team's versions on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        see, publish = requires(Deed.SEE_TEAM_ROSTER), requires(Deed.PUBLISH)
        self.list = see(self._list)
        self.changes = see(self._changes)
        self.go_back = publish(self._go_back)
        self.withdraw = publish(self._withdraw)

    def _list(self, *, team_id: int) -> str:
        with self._store.read() as session:
            team = find_team(session, team_id)
            today = local_now(team, now()).date()
            standing = in_force(session, team_id)
            found = [_version(session, row, standing, today) for row in versions(session, team_id)]
        return render_template(
            "manager/versions.html",
            team=team,
            versions=found,
            choose=bool(request.args.get("choose")),
            none_left=bool(request.args.get("over")),
            local=_local(team),
        )

    def _changes(self, *, team_id: int) -> Response | str:
        """What the later of two versions changed on the days that both have."""
        chosen = list(dict.fromkeys(request.args.getlist("of", type=row_number)))
        if len(chosen) != TWO:
            return redirect(url_for("manager.versions", team_id=team_id, choose=1), code=303)
        with self._store.read() as session:
            team = find_team(session, team_id)
            rows = [_find(session, team_id, number) for number in chosen]
        older, newer = sorted(rows, key=lambda row: row.version or 0)
        first, last = max(older.first, newer.first), min(older.last, newer.last)
        files = [RosterFile.model_validate_json(row.document) for row in (older, newer)]
        zone = ZoneInfo(team.zone)
        before, after = (cells_of([file], zone) for file in files)
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return render_template(
            "manager/version_changes.html",
            team=team,
            older=older,
            newer=newer,
            common=(first, last) if days else None,
            changed=changes(before, after, days, _names(team, files), zone),
        )

    def _go_back(self, *, team_id: int, roster_id: int) -> Response:
        return self._made(team_id, roster_id, gone_back_to)

    def _withdraw(self, *, team_id: int, roster_id: int) -> Response:
        return self._made(team_id, roster_id, withdrawn)

    def _made(
        self,
        team_id: int,
        roster_id: int,
        make: Callable[[Session, Team, Roster, date], Draft | None],
    ) -> Response:
        """Store the draft and lead to its page before publishing; the same draft is stored once."""
        at = now()
        with self._store.read() as session:
            team = find_team(session, team_id)
            row = _find(session, team_id, roster_id)
            draft = make(session, team, row, local_now(team, at).date())
        if draft is None:
            return redirect(url_for("manager.versions", team_id=team_id, over=1), code=303)
        with self._store.write() as session:
            same = [one for one in drafts(session, team_id) if one.document == draft.document]
            number = same[0].id if same else store_draft(session, draft, at=at).id
        return redirect(url_for("manager.publish", team_id=team_id, roster_id=number), code=303)


def _find(session: Session, team_id: int, roster_id: int) -> Roster:
    """A version of the team, or the page of a wrong address."""
    row = session.get(Roster, roster_id)
    if row is None or row.team_id != team_id or row.version is None:
        abort(404)
    return row


def _version(session: Session, row: Roster, standing: Sequence[InForce], today: date) -> Version:
    days = [one for one in standing if one.row.id == row.id]
    account = None if row.published_by is None else session.get(Account, row.published_by)
    return Version(
        row,
        days,
        None if account is None else account.name,
        notice_words(session.get(NoticeKept, row.id)),
        any(one.last > today for one in days),
    )


def notice_words(kept: NoticeKept | None) -> str:
    """What notice a version was published with, in one sentence without people."""
    if kept is None:
        return str(gettext("Its notice was not written down."))
    if kept.working_days is None:
        return str(gettext("The team had no notice then."))
    if not kept.agreed:
        words = gettext("All of it at least %(days)s working days before.", days=kept.working_days)
        return str(words)
    return str(
        ngettext(
            "%(num)s person-day nearer than %(days)s working days, with a yes.",
            "%(num)s person-days nearer than %(days)s working days, each with a yes.",
            kept.agreed,
            days=kept.working_days,
        )
    )


def _names(team: Team, files: Sequence[RosterFile]) -> Mapping[str, str]:
    """Everybody by first name, those who have left the team by their names of then."""
    names = {who: name for file in files for who, name in file.names.items()}
    people = team_of(team.document).people
    names |= {person.id: person.name for person in people}
    volunteers = {person.id for person in people if person.volunteer}
    order = sorted(names, key=lambda who: (who in volunteers, names[who].casefold(), who))
    return {who: names[who] for who in order}


def _local(team: Team) -> Callable[[datetime], datetime]:
    return lambda moment: local_now(team, moment)
