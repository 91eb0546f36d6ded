"""Edits of a draft: stored one by one, undone and done again; who is late is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from scheduler.calendar_time import CalendarDate
from scheduler.roster import Shift
from web.storage.auditing import record
from web.storage.tables import DraftState, Roster, RosterEdit
from web.storage.teams import StaleRevisionError, lock_team

# How many edits of a draft can be undone, one after the other.
MOST_STEPS = 200

PersonDay = tuple[str, date]


class CellEdit(BaseModel):
    """What an edit made of one person's day: the shift that starts on it, and whether it is pinned.

    None where there is no shift.
    """

    model_config = ConfigDict(frozen=True)

    person: str
    day: CalendarDate
    before: Shift | None
    after: Shift | None
    pinned_before: bool = False
    pinned_after: bool = False

    @property
    def cell(self) -> PersonDay:
        """Whose day it is."""
        return self.person, self.day

    def turned(self) -> "CellEdit":
        """The edit that takes this one back."""
        return CellEdit(
            person=self.person,
            day=self.day,
            before=self.after,
            after=self.before,
            pinned_before=self.pinned_after,
            pinned_after=self.pinned_before,
        )


CELLS = TypeAdapter(tuple[CellEdit, ...])


@dataclass(frozen=True)
class Progress:
    """How far a draft has been edited. pinned: whose days the solver may not change."""

    revision: int = 1
    pinned: frozenset[PersonDay] = frozenset()
    undo: bool = False
    redo: bool = False

    def is_pinned(self, person: str, day: date) -> bool:
        """Whether a person's day is pinned in the draft."""
        return (person, day) in self.pinned


@dataclass(frozen=True)
class Written:
    """A draft's new text, with its figures."""

    document: str
    figures: dict[str, Any]


def progress(session: Session, roster_id: int) -> Progress:
    """How far a roster has been edited; one that nobody edited is at revision 1."""
    state = session.get(DraftState, roster_id)
    if state is None:
        return Progress()
    return Progress(
        revision=state.revision,
        pinned=frozenset((person, date.fromisoformat(day)) for person, day in state.pinned),
        undo=_edit(session, roster_id, state.step) is not None,
        redo=_edit(session, roster_id, state.step + 1) is not None,
    )


def changed_since(
    session: Session, roster_id: int, cells: Iterable[PersonDay], seen: int
) -> list[PersonDay]:
    """Those of the days that were changed after the draft was read at revision `seen`."""
    state = session.get(DraftState, roster_id)
    changed = {} if state is None else state.changed
    return [cell for cell in cells if changed.get(_key(cell), 0) > seen]


def next_undo(session: Session, roster_id: int) -> Sequence[CellEdit]:
    """What undoing the last edit does; nothing where there is none."""
    state = session.get(DraftState, roster_id)
    edit = None if state is None else _edit(session, roster_id, state.step)
    return () if edit is None else tuple(cell.turned() for cell in CELLS.validate_json(edit.cells))


def next_redo(session: Session, roster_id: int) -> Sequence[CellEdit]:
    """What doing the edit once more does that was undone last; nothing where there is none."""
    state = session.get(DraftState, roster_id)
    edit = None if state is None else _edit(session, roster_id, state.step + 1)
    return () if edit is None else CELLS.validate_json(edit.cells)


def store_edit(
    session: Session,
    roster_id: int,
    cells: Sequence[CellEdit],
    written: Written,
    *,
    seen: int,
    by: int | None,
    at: datetime,
) -> int:
    """Put an edit into the place after the last one; what was undone cannot be done again then.

    seen: the draft's revision that `written` was made from. Gives the new revision.

    Raises:
        StaleRevisionError: the draft is at another revision, published, removed or gone.
    """
    state = _locked(session, roster_id, seen)
    newer = RosterEdit.roster_id == roster_id, RosterEdit.step > state.step
    session.execute(delete(RosterEdit).where(*newer))
    state.step += 1
    oldest = state.step - MOST_STEPS
    session.execute(
        delete(RosterEdit).where(RosterEdit.roster_id == roster_id, RosterEdit.step <= oldest)
    )
    text = CELLS.dump_json(tuple(cells)).decode()
    session.add(
        RosterEdit(roster_id=roster_id, step=state.step, cells=text, made_at=at, made_by=by)
    )
    return _write(session, state, cells, written, by=by, at=at)


def store_step(
    session: Session,
    roster_id: int,
    cells: Sequence[CellEdit],
    written: Written,
    *,
    forward: bool,
    seen: int,
    by: int | None,
    at: datetime,
) -> int:
    """Store what undoing the last edit gives, or doing it once more; gives the new revision.

    Raises:
        StaleRevisionError: as `store_edit`.
    """
    state = _locked(session, roster_id, seen)
    state.step += 1 if forward else -1
    return _write(session, state, cells, written, by=by, at=at)


def _locked(session: Session, roster_id: int, seen: int) -> DraftState:
    roster = session.get(Roster, roster_id)
    if roster is None:
        raise StaleRevisionError
    # Publishing locks the team too, so a draft is not changed while it is being published.
    lock_team(session, roster.team_id)
    session.refresh(roster)
    if roster.state != "draft" or roster.removed_at is not None:
        raise StaleRevisionError
    state = session.get(DraftState, roster_id, populate_existing=True)
    if state is None:
        state = DraftState(roster_id=roster_id, revision=1, step=0, pinned=[], changed={})
        session.add(state)
    if state.revision != seen:
        raise StaleRevisionError
    return state


def _write(
    session: Session,
    state: DraftState,
    cells: Sequence[CellEdit],
    written: Written,
    *,
    by: int | None,
    at: datetime,
) -> int:
    roster = session.get_one(Roster, state.roster_id)
    roster.document, roster.figures = written.document, written.figures
    state.revision += 1
    known = {(person, date.fromisoformat(day)) for person, day in state.pinned}
    known -= {edit.cell for edit in cells}
    known |= {edit.cell for edit in cells if edit.pinned_after}
    state.pinned = sorted([person, day.isoformat()] for person, day in known)
    state.changed = state.changed | {_key(edit.cell): state.revision for edit in cells}
    record(
        session,
        "draft edited",
        at=at,
        account_id=by,
        team_id=roster.team_id,
        object_id=roster.id,
    )
    session.flush()
    return state.revision


def _edit(session: Session, roster_id: int, step: int) -> RosterEdit | None:
    query = select(RosterEdit).where(RosterEdit.roster_id == roster_id, RosterEdit.step == step)
    return session.scalars(query).one_or_none()


def _key(cell: PersonDay) -> str:
    return f"{cell[0]} {cell[1].isoformat()}"
