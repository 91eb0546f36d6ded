"""What is done with a draft: tried, saved, pinned, undone; and a published one is copied for it."""

from datetime import UTC, date, datetime

from flask import abort, make_response, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed
from web.editing.asked import Asked, Op, minute_in
from web.editing.change import Change
from web.editing.copying import copy_for_change
from web.editing.judging import Block, Verdict
from web.editing.saving import (
    Edited,
    Outcome,
    Overtaken,
    Refused,
    Who,
    pin,
    save_change,
    step,
    try_change,
)
from web.jobs.asking import enqueue
from web.jobs.generate import KIND, payload
from web.jobs.pinned_days import PinnedIn
from web.manager.day_page import InHand, day_page
from web.manager.edit_form import EditForm
from web.manager.edit_words import change_or_why, days_in_words
from web.manager.hand import Hand, Tried, hand_of
from web.manager.reading import Shown, find_roster
from web.storage.auditing import record
from web.storage.draft_edits import Progress, progress
from web.storage.store import Store

SECONDS = 60


class Edits:
    """The views of editing on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        edit = requires(Deed.EDIT_ROSTER)
        self.try_edit = edit(self._try)
        self.save_edit = edit(self._save)
        self.pin = edit(self._pin)
        self.undo = edit(self._undo)
        self.redo = edit(self._redo)
        self.change_roster = edit(self._change_roster)
        self.around_pins = requires(Deed.GENERATE)(self._around_pins)

    def _try(self, *, team_id: int, roster_id: int) -> Response:
        """Say what an edit would do. Nothing changes."""
        shown, state = self._draft(team_id, roster_id)
        form = EditForm()
        asked = form.asked if form.validate_on_submit() else None
        if asked is None or not _inside(shown, asked.on):
            return self._unread(shown, state, form)
        draft = Edited(team_id, shown.plan, state)
        change = change_or_why(draft, asked)
        verdict = change if isinstance(change, Verdict) else try_change(draft, change)
        answer = self._page(shown, state, asked, Tried(asked, verdict))
        answer.headers["X-Fits"] = str(int(verdict.fits))
        return answer

    def _save(self, *, team_id: int, roster_id: int) -> Response:
        shown, state = self._draft(team_id, roster_id)
        form = EditForm()
        asked = form.asked if form.validate_on_submit() else None
        if asked is None or form.seen.data is None or not _inside(shown, asked.on):
            return self._unread(shown, state, form)
        change = change_or_why(Edited(team_id, shown.plan, state), asked)
        if isinstance(change, Verdict):
            return self._page(shown, state, asked, Tried(asked, change), 422)
        outcome = save_change(self._store, roster_id, change, seen=form.seen.data, who=_who())
        if answer := self._not_saved(team_id, roster_id, asked, outcome):
            return answer
        return redirect(_after(shown, asked, change), code=303)

    def _pin(self, *, team_id: int, roster_id: int) -> Response:
        """Pin a person's day as it is, or take the pin off."""
        shown, state = self._draft(team_id, roster_id)
        form = EditForm()
        if not form.validate_on_submit() or form.on.data is None or form.seen.data is None:
            return self._unread(shown, state, form)
        person, on = form.person.data or "", form.on.data
        if person not in shown.plan.problem.people or not _inside(shown, on):
            abort(404)
        outcome = pin(
            self._store,
            roster_id,
            (person, on),
            on=form.op.data == "pin",
            seen=form.seen.data,
            who=_who(),
        )
        asked = Asked(Op.PLACE, person, on, block=form.block.data)
        if answer := self._not_saved(team_id, roster_id, asked, outcome):
            return answer
        return redirect(
            _address(shown, on, person=person, block=form.block.data, saved=1), code=303
        )

    def _undo(self, *, team_id: int, roster_id: int) -> Response:
        return self._step(team_id, roster_id, forward=False)

    def _redo(self, *, team_id: int, roster_id: int) -> Response:
        return self._step(team_id, roster_id, forward=True)

    def _step(self, team_id: int, roster_id: int, *, forward: bool) -> Response:
        shown, _ = self._draft(team_id, roster_id)
        seen = request.form.get("seen", type=int)
        on = _date(request.form.get("on"))
        if seen is None or on is None or not _inside(shown, on):
            abort(400)
        outcome = step(self._store, roster_id, forward=forward, seen=seen, who=_who())
        asked = Asked(Op.PLACE, "", on)
        if outcome is not None and (answer := self._not_saved(team_id, roster_id, asked, outcome)):
            return answer
        if monday := _date(request.form.get("week")):
            known = {"team_id": team_id, "roster_id": roster_id, "monday": monday.isoformat()}
            return redirect(url_for("manager.week", **known), code=303)  # type: ignore[arg-type]
        return redirect(_address(shown, on, saved=None if outcome is None else 1), code=303)

    def _change_roster(self, *, team_id: int, roster_id: int) -> Response:
        """A draft with what is in force, to be changed and published as a new version."""
        shown = find_roster(self._store, team_id, roster_id)
        if shown.row.state != "published":
            abort(404)
        copy = copy_for_change(self._store, shown, who=_who())
        on = _date(request.form.get("on"))
        day = on if on is not None and _inside(shown, on) else shown.row.first
        address = url_for(
            "manager.day", team_id=team_id, roster_id=copy, on=day.isoformat(), copied=1
        )
        return redirect(address, code=303)

    def _around_pins(self, *, team_id: int, roster_id: int) -> Response:
        """Ask for a new roster of the same days in which what is pinned here stays."""
        shown, _ = self._draft(team_id, roster_id)
        who = _who()
        told = payload(
            team_id=team_id,
            first=shown.row.first,
            days=(shown.row.last - shown.row.first).days + 1,
            seconds=SECONDS,
            pinned=[PinnedIn(roster_id)],
        )
        with self._store.write() as session:
            asked = enqueue(session, KIND, str(team_id), told, at=who.at)
            if not asked.joined:
                record(
                    session,
                    "roster asked for",
                    at=who.at,
                    account_id=who.account_id,
                    team_id=team_id,
                    object_id=asked.job_id,
                )
        joined = 1 if asked.joined else None
        address = url_for("manager.run", team_id=team_id, job_id=asked.job_id, joined=joined)
        return redirect(address, code=303)

    def _draft(self, team_id: int, roster_id: int) -> tuple[Shown, Progress]:
        shown = find_roster(self._store, team_id, roster_id)
        if not shown.draft:
            abort(409)
        with self._store.read() as session:
            return shown, progress(session, roster_id)

    def _unread(self, shown: Shown, state: Progress, form: EditForm) -> Response:
        """What was sent is no edit: said in the panel of its day where there is one."""
        on, person = form.on.data, form.person.data
        if on is None or not person or not _inside(shown, on):
            abort(422)
        said = form.faults or [str(gettext("It could not be read."))]
        verdict = Verdict(blocks=tuple(Block(sentence) for sentence in said))
        asked = Asked(Op.PLACE, person, on, block=form.block.data)
        return self._page(shown, state, asked, Tried(asked, verdict), 422)

    def _not_saved(
        self, team_id: int, roster_id: int, asked: Asked, outcome: Outcome
    ) -> Response | None:
        """The page that says why; None where it was saved."""
        if not isinstance(outcome, Refused | Overtaken):
            return None
        shown, state = self._draft(team_id, roster_id)
        if isinstance(outcome, Refused):
            return self._page(shown, state, asked, Tried(asked, outcome.verdict), 422)
        draft = Edited(team_id, shown.plan, state)
        mine = change_or_why(draft, asked) if asked.person else None
        yours = days_in_words(draft, asked, mine) if isinstance(mine, Change) else ()
        theirs = days_in_words(draft, asked, None)
        tried = Tried(asked, overtaken=True, yours=yours, theirs=theirs)
        return self._page(shown, state, asked, tried, 409)

    def _page(
        self, shown: Shown, state: Progress, asked: Asked, tried: Tried, status: int = 200
    ) -> Response:
        draft = Edited(shown.team.id, shown.plan, state)
        if not _inside(shown, asked.on):
            abort(422)
        hand: Hand | None = hand_of(draft, asked.on, asked.person, asked.block)
        return make_response(day_page(shown, state, asked.on, InHand(hand, tried)), status)


def _who() -> Who:
    return Who(signed_in_user().id, datetime.now(UTC))


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _inside(shown: Shown, on: date) -> bool:
    return shown.row.first <= on <= shown.row.last


def _address(shown: Shown, on: date, **more: str | int | None) -> str:
    known = {"team_id": shown.team.id, "roster_id": shown.row.id, "on": on.isoformat()}
    return url_for("manager.day", **{**known, **more})  # type: ignore[arg-type]  # of many types


def _after(shown: Shown, asked: Asked, change: Change) -> str:
    """The day with what was edited in hand, where it is now."""
    on = asked.day if asked.op is Op.DAY and asked.day else asked.on
    person = asked.other if asked.op in _GIVES and asked.other else asked.person
    shift = change.cells.get((person, shown.plan.clock.day(on)))
    block = None
    if shift is not None and asked.block is not None:
        start = asked.block
        if asked.op is Op.PLACE:
            start = minute_in(shown.plan, shift, asked.start)
        block = next((s.start for s in shift.stretches if s.start <= start < s.end), None)
    return _address(shown, on, person=person, block=block, saved=1)


_GIVES = frozenset({Op.PLACE, Op.GIVE_BLOCK, Op.GIVE})
