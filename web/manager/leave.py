"""The pages of leave rounds: open one, see what each wish would do, answer, close."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import cast, get_args

from flask import abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed, may
from web.manager.leave_forms import RoundForm
from web.manager.leave_round import RoundSeen, seen_round
from web.manager.reading import newest_roster
from web.plan import Plan, UnreadablePlanError, plan_in_force, stored_plan, team_of
from web.storage.in_force import in_force
from web.storage.leave_answers import LeftTheTeamError, answer, close_round
from web.storage.leave_rounds import open_round, rounds
from web.storage.store import Store
from web.storage.tables import LeaveRound, LeaveWish, Team, WishState
from web.storage.teams import lock_team
from web.teams import find_team, local_now

STATES: tuple[str, ...] = get_args(WishState)


class Leave:
    """The views of leave rounds on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        arrange = requires(Deed.ARRANGE_LEAVE)
        self.list = arrange(self._list)
        self.open = arrange(self._open)
        self.round = arrange(self._round)
        self.close = arrange(self._close)
        self.as_proposed = arrange(self._as_proposed)
        self.answer = requires(Deed.DECIDE_LEAVE, about=self._whom)(self._answer)

    def _list(self, *, team_id: int) -> str:
        return self._page(team_id, RoundForm())

    def _open(self, *, team_id: int) -> Response:
        form = RoundForm()
        at = datetime.now(UTC)
        with self._store.read() as session:
            today = local_now(find_team(session, team_id), at).date()
        form.today = today
        if not form.validate_on_submit():
            return make_response(self._page(team_id, form), 422)
        opened = LeaveRound(
            team_id=team_id,
            first=form.first.data,
            last=form.last.data,
            most_off=form.most_off.data,
            until=form.until.data,
            opened_at=at,
        )
        with self._store.write() as session:
            stored = open_round(session, opened, by=signed_in_user().id, today=today)
        if stored is None:
            said = gettext("A round that is not closed yet has some of these days. Close it first.")
            return make_response(self._page(team_id, form, said=said), 409)
        return _to(team_id, stored.id)

    def _round(self, *, team_id: int, round_id: int) -> str:
        return self._round_page(team_id, round_id)

    def _answer(self, *, team_id: int, round_id: int, wish_id: int) -> Response:
        """Answer one wish. `was` is the answer that the page showed: another's is not undone."""
        state, was = request.form.get("state", ""), request.form.get("was", "")
        if state not in STATES:
            abort(400)
        with self._store.read() as session:
            _, _, seen = _seen(session, team_id, round_id)
        if not seen.may_answer:
            return self._conflict(team_id, round_id, gettext("Wishes cannot be answered now."))
        try:
            with self._store.write() as session:
                # Of two who answer at once the second one sees what the first one stored.
                lock_team(session, team_id)
                row = find_round(session, team_id, round_id)
                as_shown = _wish(session, row, wish_id).state == was
                answers = {wish_id: cast("WishState", state)} if as_shown else {}
                answer(session, row, answers, by=signed_in_user().id, at=datetime.now(UTC))
        except LeftTheTeamError:
            abort(404)
        if not as_shown:
            said = gettext("Somebody else has answered this wish meanwhile. Look again.")
            return self._conflict(team_id, round_id, said)
        return _to(team_id, round_id)

    def _as_proposed(self, *, team_id: int, round_id: int) -> Response:
        """Answer every open wish as the rule proposes, but one's own."""
        user = signed_in_user()
        with self._store.write() as session:
            lock_team(session, team_id)
            row, _, seen = _seen(session, team_id, round_id)
            answers: dict[int, WishState] = {
                one.id: "granted" if one.proposed else "not granted"
                for one in seen.wishes
                if seen.may_answer
                and one.state == "asked"
                and may(user, Deed.DECIDE_LEAVE, team_id, about=[one.person])
            }
            answer(session, row, answers, by=user.id, at=datetime.now(UTC))
        if not seen.may_answer:
            return self._conflict(team_id, round_id, gettext("Wishes cannot be answered now."))
        return _to(team_id, round_id)

    def _close(self, *, team_id: int, round_id: int) -> Response:
        by, at = signed_in_user().id, datetime.now(UTC)
        with self._store.write() as session:
            lock_team(session, team_id)
            row, _, seen = _seen(session, team_id, round_id)
            closed = seen.over and close_round(session, row, by=by, at=at)
        if not closed:
            said = gettext("A round is closed when every wish has an answer.")
            return self._conflict(team_id, round_id, said)
        return _to(team_id, round_id)

    def _conflict(self, team_id: int, round_id: int, said: str) -> Response:
        return make_response(self._round_page(team_id, round_id, said=said), 409)

    def _round_page(self, team_id: int, round_id: int, *, said: str | None = None) -> str:
        with self._store.read() as session:
            _, team, seen = _seen(session, team_id, round_id)
        user = signed_in_user()
        return render_template(
            "manager/leave_round.html",
            team=team,
            seen=seen,
            said=said,
            own=user.person_in(team_id),
        )

    def _page(self, team_id: int, form: RoundForm, *, said: str | None = None) -> str:
        with self._store.read() as session:
            team = find_team(session, team_id)
            found = rounds(session, team_id)
        today = local_now(team, datetime.now(UTC)).date()
        return render_template(
            "manager/leave.html", team=team, rounds=found, form=form, said=said, today=today
        )

    def _whom(self, *, team_id: int, round_id: int, wish_id: int) -> Collection[str]:
        with self._store.read() as session:
            return [_wish(session, find_round(session, team_id, round_id), wish_id).person_id]


def find_round(session: Session, team_id: int, round_id: int) -> LeaveRound:
    """A leave round of the team, or the page of a wrong address."""
    row = session.get(LeaveRound, round_id)
    if row is None or row.team_id != team_id:
        abort(404)
    return row


def _wish(session: Session, row: LeaveRound, wish_id: int) -> LeaveWish:
    wish = session.get(LeaveWish, wish_id)
    if wish is None or wish.round_id != row.id:
        abort(404)
    return wish


def _seen(session: Session, team_id: int, round_id: int) -> tuple[LeaveRound, Team, RoundSeen]:
    team = find_team(session, team_id)
    row = find_round(session, team_id, round_id)
    today = local_now(team, datetime.now(UTC)).date()
    plans = _plans(session, team, row.first, row.last)
    return row, team, seen_round(session, row, team_of(team.document), plans, today)


def _plans(session: Session, team: Team, first: date, last: date) -> Sequence[Plan]:
    """The rosters in force in a window; where there are none, the newest draft."""
    plans = []
    for one in in_force(session, team.id, first=first, last=last):
        with suppress(UnreadablePlanError):
            plans.append(plan_in_force(session, team, one))
    draft = newest_roster(session, team.id)
    if not plans and draft is not None and draft.first <= last and draft.last >= first:
        with suppress(UnreadablePlanError):
            plans.append(stored_plan(session, team, draft))
    return plans


def _to(team_id: int, round_id: int) -> Response:
    return redirect(url_for("manager.leave_round", team_id=team_id, round_id=round_id), code=303)
