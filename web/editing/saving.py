"""A draft as it is edited: tried, saved, undone, pinned; judged anew each time it is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from scheduler.evaluating import Bounds, roster_of
from scheduler.presence import Presence, from_shift, to_shift
from scheduler.problem import Cell
from scheduler.reference import compared
from scheduler.roster import Roster as RosterFile
from scheduler.roster import Shift
from web.editing.change import Change
from web.editing.judging import Block, Verdict, judge
from web.jobs.kept_best import figures_of
from web.plan import Plan, UnreadablePlanError, stored_plan
from web.storage.draft_edits import (
    CellEdit,
    Progress,
    Written,
    changed_since,
    next_redo,
    next_undo,
    progress,
    store_edit,
    store_step,
)
from web.storage.rosters import published_rosters
from web.storage.store import Store
from web.storage.tables import Roster, Team
from web.storage.teams import StaleRevisionError

# How often an edit is judged anew because somebody saved another one at the same moment.
MOST_ATTEMPTS = 3


@dataclass(frozen=True)
class Edited:
    """A draft with how far it was edited."""

    team_id: int
    plan: Plan
    progress: Progress


@dataclass(frozen=True)
class Who:
    """The account that edits, and when."""

    account_id: int
    at: datetime


@dataclass(frozen=True)
class Saved:
    """It stands in the draft, at this revision."""

    revision: int


@dataclass(frozen=True)
class Refused:
    """It would break a rule; the draft is as it was."""

    verdict: Verdict


@dataclass(frozen=True)
class Overtaken:
    """Somebody changed the same person's day since it was read; the draft is as it was."""

    cells: Sequence[tuple[str, date]] = ()


Outcome = Saved | Refused | Overtaken


def read_draft(session: Session, roster_id: int) -> Edited:
    """A roster of the store as it is edited.

    Raises:
        web.plan.UnreadablePlanError: it names what the team no longer has.
    """
    row = session.get_one(Roster, roster_id)
    team = session.get_one(Team, row.team_id)
    return Edited(team.id, stored_plan(session, team, row), progress(session, roster_id))


def try_change(draft: Edited, change: Change) -> Verdict:
    """What is said of a change; a pinned day is not changed before its pin is taken off."""
    pinned = [cell for cell in change.cells if _pinned(draft, cell)]
    if not pinned:
        return judge(draft.plan, change)
    name = draft.plan.problem.people[pinned[0][0]].name
    said = gettext("%(name)s: the day is pinned. Take the pin off first.", name=name)
    return Verdict(blocks=(Block(str(said)),))


def save_change(store: Store, roster_id: int, change: Change, *, seen: int, who: Who) -> Outcome:
    """Save a change where it breaks nothing that binds and nobody changed the same days since.

    seen: the revision at which the days were read.
    """
    for _ in range(MOST_ATTEMPTS):
        with store.read() as session:
            draft = read_draft(session, roster_id)
            cells = [_dated(draft.plan, cell) for cell in change.cells]
            if late := changed_since(session, roster_id, cells, seen):
                return Overtaken(late)
            verdict = try_change(draft, change)
            if not verdict.fits:
                return Refused(verdict)
            written = _written(session, draft.team_id, draft.plan, change)
        try:
            with store.write() as session:
                revision = store_edit(
                    session,
                    roster_id,
                    _edits(draft, change),
                    written,
                    seen=draft.progress.revision,
                    by=who.account_id,
                    at=who.at,
                )
        except StaleRevisionError:
            continue
        return Saved(revision)
    return Overtaken()


def pin(
    store: Store, roster_id: int, cell: tuple[str, date], *, on: bool, seen: int, who: Who
) -> Outcome:
    """Pin a person's day as it is, or take the pin off; shifts stay as they are."""
    with store.read() as session:
        draft = read_draft(session, roster_id)
        row = session.get_one(Roster, roster_id)
        if changed_since(session, roster_id, [cell], seen):
            return Overtaken([cell])
        day = cell[0], draft.plan.clock.day(cell[1])
        shift = _file(draft.plan, _shift_of(draft.plan, day))
        edit = CellEdit(
            person=cell[0],
            day=cell[1],
            before=shift,
            after=shift,
            pinned_before=draft.progress.is_pinned(*cell),
            pinned_after=on,
        )
        written = Written(row.document, dict(row.figures))
    try:
        with store.write() as session:
            revision = store_edit(
                session,
                roster_id,
                [edit],
                written,
                seen=draft.progress.revision,
                by=who.account_id,
                at=who.at,
            )
    except StaleRevisionError:
        return Overtaken()
    return Saved(revision)


def step(store: Store, roster_id: int, *, forward: bool, seen: int, who: Who) -> Outcome | None:
    """Undo the last edit, or do it once more; None where there is none.

    Whoever saw an older draft would undo what somebody else did meanwhile, so they look again
    first. What was a roster before may break a rule of today: then it stays as it is.

    Raises:
        web.plan.UnreadablePlanError: it would bring back work that the team no longer has.
    """
    with store.read() as session:
        draft = read_draft(session, roster_id)
        if draft.progress.revision != seen:
            return Overtaken()
        edits = (next_redo if forward else next_undo)(session, roster_id)
        if not edits:
            return None
        change = _change(draft.plan, edits)
        verdict = judge(draft.plan, change)
        if not verdict.fits:
            return Refused(verdict)
        written = _written(session, draft.team_id, draft.plan, change)
    try:
        with store.write() as session:
            revision = store_step(
                session,
                roster_id,
                edits,
                written,
                forward=forward,
                seen=seen,
                by=who.account_id,
                at=who.at,
            )
    except StaleRevisionError:
        return Overtaken()
    return Saved(revision)


def _pinned(draft: Edited, cell: Cell) -> bool:
    return draft.progress.is_pinned(*_dated(draft.plan, cell))


def _dated(plan: Plan, cell: Cell) -> tuple[str, date]:
    return cell[0], plan.clock.date(cell[1])


def _shift_of(plan: Plan, cell: Cell) -> Presence | None:
    found = (p for p in plan.record.planned if (p.person, p.day) == cell)
    return next(found, None)


def _edits(draft: Edited, change: Change) -> list[CellEdit]:
    plan = draft.plan
    return [
        CellEdit(
            person=cell[0],
            day=plan.clock.date(cell[1]),
            before=_file(plan, _shift_of(plan, cell)),
            after=_file(plan, after),
        )
        for cell, after in change.cells.items()
    ]


def _file(plan: Plan, presence: Presence | None) -> Shift | None:
    return None if presence is None else to_shift(presence, plan.clock)


def _change(plan: Plan, edits: Iterable[CellEdit]) -> Change:
    """Shifts of a stored edit on the clock of the plan.

    Raises:
        web.plan.UnreadablePlanError: it has work that the team no longer has.
    """
    try:
        cells = {(edit.person, plan.clock.day(edit.day)): _read(plan, edit.after) for edit in edits}
    except ValueError as error:
        raise UnreadablePlanError from error
    return Change(cells)


def _read(plan: Plan, shift: Shift | None) -> Presence | None:
    return None if shift is None else from_shift(shift, plan.clock, plan.problem.activities)


def _written(session: Session, team_id: int, plan: Plan, change: Change) -> Written:
    """The roster's text with what it leaves open and what it is worth now.

    The bounds stay: they hold for every roster of these days.
    """
    first, last = plan.roster.first, plan.roster.last
    rows = published_rosters(session, team_id, first=first, last=last)
    reference = [RosterFile.model_validate_json(row.document) for row in rows]
    score = plan.roster.score
    bounds = (
        Bounds(score.level1_bound, score.level2_bound, score.short_bound) if score else Bounds()
    )
    problem = compared(plan.problem, reference)
    shifts = change.of(plan.record.planned)
    roster = roster_of(problem, plan.rulebook, shifts, bounds, plan.roster.void_pins)
    return Written(roster.model_dump_json(by_alias=True), figures_of(roster))
