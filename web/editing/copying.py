"""A published roster is changed through a draft that starts as a copy of what is in force."""

from zoneinfo import ZoneInfo

from scheduler.roster import Roster as RosterFile
from scheduler.roster import Shift
from web.editing.saving import Who
from web.manager.reading import Shown
from web.storage.drafts import drafts
from web.storage.rosters import Draft, store_draft
from web.storage.store import Store


def copy_for_change(store: Store, shown: Shown, *, who: Who) -> int:
    """The number of a draft with the days of a published roster as they are in force now.

    A copy that nobody has changed yet is given again.
    """
    document = _document(shown)
    with store.write() as session:
        for known in drafts(session, shown.team.id):
            same = (known.first, known.last) == (shown.row.first, shown.row.last)
            if same and known.document == document:
                return known.id
        draft = Draft(
            shown.team.id, shown.row.first, shown.row.last, document, dict(shown.row.figures)
        )
        return store_draft(session, draft, at=who.at).id


def _document(shown: Shown) -> str:
    """Its own shifts, and on days that another version took over that one's; without old names."""
    zone = ZoneInfo(shown.plan.team.timezone)
    roster = RosterFile.model_validate_json(shown.row.document)

    def taken_over(shift: Shift) -> bool:
        on = shift.start.astimezone(zone).date()
        return any(other.first <= on <= other.last for other in shown.others)

    shifts = [shift for shift in roster.shifts if not taken_over(shift)]
    for other in shown.others:
        shifts += [
            shift
            for shift in RosterFile.model_validate_json(other.row.document).shifts
            if other.first <= shift.start.astimezone(zone).date() <= other.last
        ]
    copy = roster.model_copy(update={"shifts": tuple(shifts), "names": {}})
    return copy.model_dump_json(by_alias=True)
