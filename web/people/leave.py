"""The own page of leave: rounds that take wishes, the own wishes, and what became of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask import abort, make_response, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import DateField
from wtforms.validators import InputRequired

from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed, may
from web.storage.leave_rounds import MOST_WISHES, put_wish, rounds, wishes
from web.storage.store import Store
from web.storage.tables import LeaveRound, LeaveWish, Team
from web.storage.teams import lock_team
from web.teams import find_team, local_now


class WishForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """The days of one wish. There is no field for a kind or a reason."""

    first = DateField(
        lazy_gettext("From"),
        description=lazy_gettext("Give the first day you wish to be off, within the round."),
        validators=[InputRequired()],
    )
    last = DateField(
        lazy_gettext("To"),
        description=lazy_gettext("Give the last day, not before the first."),
        validators=[InputRequired()],
    )


@dataclass(frozen=True)
class OwnRound:
    """A round with the wishes of one person. open: whether wishes are taken today."""

    row: LeaveRound
    open: bool
    wishes: tuple[LeaveWish, ...]


class OwnLeave:
    """The views of one's own leave on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        own = requires(Deed.WISH_LEAVE)
        self.leave = own(self._leave)
        self.wish = own(self._wish)
        self.withdraw = own(self._withdraw)

    def _leave(self, *, team_id: int) -> str:
        return self._page(team_id)

    def _wish(self, *, team_id: int, round_id: int) -> Response:
        person, form = _person(team_id), WishForm()
        at = datetime.now(UTC)
        with self._store.write() as session:
            team = lock_team(session, team_id)
            row = _open_round(session, team, round_id, at)
            if row is None:
                said = gettext("This round takes no wishes any more. Nothing was changed.")
                return make_response(self._page(team_id, said=said), 409)
            stored = None
            first, last = form.first.data, form.last.data
            if form.validate_on_submit() and first is not None and last is not None:
                stored = put_wish(session, row, person, first, last, at=at)
        if stored is None:
            said = gettext(
                "A wish lies within the round and beside your other wishes, and there are at most "
                "%(most)s. Nothing was changed.",
                most=MOST_WISHES,
            )
            return make_response(self._page(team_id, said=said, form=form, at=round_id), 422)
        return redirect(url_for("people.leave", team_id=team_id), code=303)

    def _withdraw(self, *, team_id: int, wish_id: int) -> Response:
        """Take an own wish back, as long as wishes are taken."""
        person = _person(team_id)
        with self._store.write() as session:
            # Whoever answers it does so before or after this, not at the same moment.
            lock_team(session, team_id)
            wish = session.get(LeaveWish, wish_id)
            if wish is None or wish.person_id != person:
                abort(404)
            team = find_team(session, team_id)
            if session.get_one(LeaveRound, wish.round_id).team_id != team_id:
                abort(404)
            row = _open_round(session, team, wish.round_id, datetime.now(UTC))
            if row is None or wish.state != "asked":
                said = gettext("This round takes no wishes any more. Nothing was changed.")
                return make_response(self._page(team_id, said=said), 409)
            session.delete(wish)
        return redirect(url_for("people.leave", team_id=team_id), code=303)

    def _page(
        self,
        team_id: int,
        *,
        said: str | None = None,
        form: WishForm | None = None,
        at: int | None = None,
    ) -> str:
        person = _person(team_id)
        with self._store.read() as session:
            team = find_team(session, team_id)
            today = local_now(team, datetime.now(UTC)).date()
            found = [] if team.practice else _rounds(session, team_id, person, today)
        return render_template(
            "people/leave.html",
            team=team,
            is_manager=may(signed_in_user(), Deed.SEE_TEAM_ROSTER, team_id),
            rounds=found,
            empty=WishForm(formdata=None),
            form=form,
            at=at,
            said=said,
            most=MOST_WISHES,
        )


def _rounds(session: Session, team_id: int, person: str, today: date) -> list[OwnRound]:
    """Rounds that take wishes, and those with own wishes for as long as these are kept."""
    found = []
    for row in rounds(session, team_id):
        own = tuple(wishes(session, row.id, person=person))
        taken = row.until >= today and row.closed_at is None
        if taken or own:
            found.append(OwnRound(row, taken, own))
    return found


def _open_round(session: Session, team: Team, round_id: int, at: datetime) -> LeaveRound | None:
    """A round of the team that takes wishes, locked; None where it takes none any more."""
    row = session.get(LeaveRound, round_id, with_for_update=True)
    if row is None or row.team_id != team.id or team.practice:
        abort(404)
    today = local_now(team, at).date()
    return row if row.until >= today and row.closed_at is None else None


def _person(team_id: int) -> str:
    return signed_in_user().person_in(team_id) or abort(404)
