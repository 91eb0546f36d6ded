"""The page of one day of a roster: its board, and the panel of what is in hand on a draft."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import render_template, request

from web.editing.saving import Edited
from web.kinds import label
from web.manager.board import board
from web.manager.foot import day_feet
from web.manager.hand import Hand, Tried, hand_of, hand_of_gap, places
from web.manager.reading import Shown
from web.manager.shortfalls import gaps_on, times
from web.storage.draft_edits import Progress

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class InHand:
    """What is in hand on a page, what was tried with it, and whether places are asked for."""

    hand: Hand | None = None
    tried: Tried | None = None
    fits: bool = False


def asked_hand(draft: Edited, on: date) -> InHand:
    """What the address of the page has in hand."""
    args = request.args
    fits = bool(args.get("fits"))
    if person := args.get("person"):
        return InHand(hand_of(draft, on, person, args.get("block", type=int)), fits=fits)
    if activity := args.get("open"):
        return InHand(hand_of_gap(draft, on, activity, args.get("at", 0, type=int)), fits=True)
    return InHand()


def day_page(shown: Shown, progress: Progress, on: date, held: InHand | None = None) -> str:
    """The page; of a draft that is not removed each block can be taken in hand."""
    roster = shown.plan.roster
    day = shown.plan.clock.day(on)
    seen = board(shown.plan, day)
    draft = Edited(shown.team.id, shown.plan, progress)
    if held is None:
        held = asked_hand(draft, on) if shown.draft else InHand()
    tried = held.tried
    # A script looks for places by itself, once nothing more is tried: each takes several tries.
    scripted = request.headers.get("X-Requested-With") == "fetch"
    blocked = tried is not None and tried.verdict is not None and not tried.verdict.fits
    fits = held.fits or (blocked and not scripted)
    return render_template(
        "manager/day.html",
        team=shown.team,
        shown=shown,
        progress=progress,
        on=on,
        monday=on - timedelta(days=on.weekday()),
        before=on - ONE_DAY if on > roster.first else None,
        after=on + ONE_DAY if on < roster.last else None,
        board=seen,
        feet=[] if seen is None else day_feet(shown.plan, day, seen.first, seen.last),
        open=[(gap, times(shown.plan, gap)) for gap in gaps_on(shown.plan, day)],
        listed=request.args.get("view") == "list",
        hand=held.hand,
        tried=tried,
        saved=request.args.get("saved"),
        places=places(draft, held.hand) if fits and held.hand else [],
        looked=fits,
        free=_free(draft, day) if shown.draft else [],
        label=label,
    )


def _free(draft: Edited, day: int) -> list[tuple[str, str]]:
    """People without a shift that day, by id and name."""
    there = draft.plan.on_day(day)
    return [(person.id, person.name) for person in draft.plan.people if person.id not in there]
