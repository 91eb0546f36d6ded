"""The pages `intake.*` of a team that is there: its month, a roster as a sheet, for real."""

from datetime import UTC, date, datetime, timedelta

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed
from web.intake.export import rows_of
from web.intake.form import Form
from web.intake.month import Month
from web.intake.place import place_of
from web.intake.steps import (
    Ready,
    begin_page,
    checked_page,
    codes_page,
    document_of,
    read_page,
    ready_or_page,
)
from web.manager.reading import find_roster
from web.sheets.writing import XLSX, xlsx_of
from web.storage.in_force import in_force
from web.storage.practice import go_for_real, practised
from web.storage.rule_changes import waiting
from web.storage.shift_codes import codes_of, keep_codes
from web.storage.store import Store
from web.storage.tables import Team
from web.storage.teams import StaleRevisionError, replace_document
from web.teams import find_team


def intake_blueprint(store: Store) -> Blueprint:
    """The pages on a store; each asks by itself whether the account may see it."""
    pages = Blueprint(
        "intake", __name__, template_folder="templates", url_prefix="/teams/<int:team_id>"
    )
    intake = _Intake(store)
    change, see, publish = Deed.EDIT_TEAM, Deed.SEE_TEAM_ROSTER, Deed.PUBLISH
    for address, name, view, method, deed in (
        ("/month", "month", intake.month, "GET", change),
        ("/month/read", "month_read", intake.read, "POST", change),
        ("/month/check", "month_check", intake.check, "POST", change),
        ("/month/take", "month_take", intake.take, "POST", change),
        ("/month/<first>/<last>", "taken", intake.taken, "GET", change),
        ("/rosters/<int:roster_id>/sheet.xlsx", "sheet", intake.sheet, "GET", see),
        ("/for-real", "for_real", intake.for_real, "GET", publish),
        ("/for-real", "for_real_now", intake.for_real_now, "POST", publish),
    ):
        pages.add_url_rule(address, name, requires(deed)(view), methods=[method])
    return pages


class _Intake:
    def __init__(self, store: Store) -> None:
        self._store = store

    def month(self, *, team_id: int) -> AnyResponse:
        with self._store.read() as session:
            return begin_page(place_of(session, find_team(session, team_id)))

    def read(self, *, team_id: int) -> AnyResponse:
        with self._store.read() as session:
            return read_page(place_of(session, find_team(session, team_id)), {})

    def check(self, *, team_id: int) -> AnyResponse:
        with self._store.read() as session:
            team = find_team(session, team_id)
            place = place_of(session, team)
            ready = ready_or_page(place)
            if not isinstance(ready, Ready):
                return ready
            return checked_page(
                place,
                ready,
                waiting=waiting(session, team_id, ready.month.first),
                published=_published(session, team, ready.month.first, ready.month.last),
            )

    def take(self, *, team_id: int) -> AnyResponse:
        """All of it in one transaction: history, new people, and what the codes mean."""
        with self._store.read() as session:
            team = find_team(session, team_id)
            place = place_of(session, team)
            ready = ready_or_page(place)
        if not isinstance(ready, Ready):
            return ready
        try:
            with self._store.write() as session:
                replace_document(
                    session,
                    team_id,
                    document_of(ready.content),
                    revision=_revision(),
                    by=signed_in_user().id,
                    at=datetime.now(UTC),
                )
                keep_codes(session, team_id, ready.said.codes.items())
        except StaleRevisionError:
            return self._changed_meanwhile(team_id)
        return redirect(taken_address(team_id, ready), code=303)

    def _changed_meanwhile(self, team_id: int) -> AnyResponse:
        """The second step on the team as it is now, with all that was filled in."""
        with self._store.read() as session:
            place = place_of(session, find_team(session, team_id))
        values = {name: value for name, value in request.form.items() if name != "revision"}
        form = Form(values)
        words = gettext("The team was changed meanwhile. Look again and check once more.")
        form.wrong("month", words)
        return codes_page(place, Month.model_validate_json(values["month"]), form, 409)

    def taken(self, *, team_id: int, first: str, last: str) -> str:
        """The last step: the month is history, and the next one is made."""
        begin, end = _date(first), _date(last)
        with self._store.read() as session:
            team = find_team(session, team_id)
        after, until = next_period(end)
        return render_template(
            "intake/taken.html",
            team=team,
            place_of=None,
            first=begin,
            last=end,
            next_first=after,
            next_last=until,
            step=4,
        )

    def sheet(self, *, team_id: int, roster_id: int) -> Response:
        """A roster as names by days, in the team's own codes."""
        shown = find_roster(self._store, team_id, roster_id)
        with self._store.read() as session:
            rows = rows_of(shown.plan, codes_of(session, team_id), gettext("Name"))
        title = f"{shown.row.first} {shown.row.last}"
        answer = Response(xlsx_of(rows, title), mimetype=XLSX)
        name = f"roster-{shown.row.first}-{shown.row.last}.xlsx"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def for_real(self, *, team_id: int) -> AnyResponse:
        with self._store.read() as session:
            team = find_team(session, team_id)
            number = practised(session, team_id)
        if not team.practice:
            return redirect(url_for("manager.home", team_id=team_id), code=303)
        return make_response(render_template("intake/for_real.html", team=team, number=number))

    def for_real_now(self, *, team_id: int) -> AnyResponse:
        with self._store.write() as session:
            go_for_real(session, team_id, by=signed_in_user().id, at=datetime.now(UTC))
        return redirect(url_for("manager.home", team_id=team_id), code=303)


def taken_address(team_id: int, ready: Ready) -> str:
    """Where a month that was taken in is told of."""
    first, last = ready.month.first.isoformat(), ready.month.last.isoformat()
    return url_for("intake.taken", team_id=team_id, first=first, last=last)


def next_period(last: date) -> tuple[date, date]:
    """The day after the last, to the end of its calendar month; four weeks where that is short."""
    first = last + timedelta(days=1)
    end = (first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first, end if first.day == 1 else first + timedelta(days=27)


def _published(session: Session, team: Team, first: date, last: date) -> int:
    standing = in_force(session, team.id, first=first, last=last)
    return sum((min(one.last, last) - max(one.first, first)).days + 1 for one in standing)


def _revision() -> int:
    text = request.form.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1  # noqa: PLR2004


def _date(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        abort(404)
    return found if 2000 <= found.year < 2100 else abort(404)  # noqa: PLR2004
