"""A person's day as it stands and as an edit would leave it, in words for two who edit at once."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext

from scheduler.presence import Presence
from scheduler.problem import Cell
from web import say
from web.editing.asked import Asked, change_of
from web.editing.change import Change, NotPossibleError
from web.editing.judging import Block, Verdict
from web.editing.saving import Edited
from web.kinds import look
from web.manager.hand import why_not

DayWords = tuple[str, str]


def change_or_why(draft: Edited, asked: Asked) -> Change | Verdict:
    """The change that an edit is, or why it is none, as a verdict."""
    try:
        return change_of(draft.plan, asked)
    except NotPossibleError as error:
        return Verdict(blocks=(Block(why_not(error.why)),))


def days_in_words(draft: Edited, asked: Asked, change: Change | None) -> Sequence[DayWords]:
    """Whom an edit is about, by name, and what each has on the day: now, or with a change."""
    plan = draft.plan
    day = plan.clock.day(asked.on)
    shifts = list(plan.record.planned) if change is None else change.of(plan.record.planned)
    people = [asked.person, asked.other or ""]
    cells: Iterable[Cell] = [(who, day) for who in people if who in plan.problem.people]
    return [(plan.problem.people[cell[0]].name, _words(draft, shifts, cell)) for cell in cells]


def _words(draft: Edited, shifts: Iterable[Presence], cell: Cell) -> str:
    shift = next((p for p in shifts if (p.person, p.day) == cell), None)
    if shift is None:
        return str(gettext("No shift"))
    moment = draft.plan.clock.moment
    parts = [f"{say.clock(moment(s.start))} {look(s).name}" for s in shift.stretches]
    return f"{say.span(moment(shift.start), moment(shift.end))}: {', '.join(parts)}"
