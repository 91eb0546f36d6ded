"""Publishing what a draft may change now, while the rest of it waits for a yes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext
from sqlalchemy.orm import Session

from web.manager.keeping import in_force_cells, without
from web.manager.notice import Proposal, proposals
from web.manager.publishing import Published, Refused, Waiting, check, check_and_publish
from web.manager.reading import Shown
from web.plan import UnreadablePlanError
from web.shifts import cells_of
from web.storage.rosters import Draft, latest_version, store_draft
from web.storage.store import Store
from web.storage.tables import Roster


@dataclass(frozen=True)
class Rest:
    """A draft less what waits. blocks: why it cannot be published. empty: it changes nothing."""

    draft: Draft | None
    blocks: tuple[str, ...] = ()
    empty: bool = False


def rest_of(session: Session, shown: Shown, waiting: Collection[Proposal]) -> Rest:
    """The draft with these person-days as they are in force, judged as any roster is."""
    first, last = shown.row.first, shown.row.last
    known = in_force_cells(session, shown.team, first, last)
    try:
        roster = without(shown.plan, known, waiting)
    except UnreadablePlanError:
        words = gettext("What is in force speaks of work that the team no longer has.")
        return Rest(None, blocks=(str(words),))
    figures = roster.score.model_dump(exclude={"by_rule"}) if roster.score else {}
    document = roster.model_dump_json(by_alias=True)
    draft = Draft(shown.team.id, first, last, document, figures)
    row = Roster(
        team_id=draft.team_id, state="draft", first=first, last=last, document=document, figures={}
    )
    days_known = {day for one in shown.others for day in _days(one.first, one.last)}
    covered = days_known >= set(_days(first, last))
    same = cells_of([roster], ZoneInfo(shown.team.zone)) == known
    return Rest(draft, check(session, shown.team, row), empty=covered and same)


def publish_rest(
    store: Store, shown: Shown, *, by: int, at: datetime
) -> Published | Refused | Waiting | None:
    """Publish a draft less what waits for a yes; None where that changes nothing, as twice does.

    The draft itself stays, and can be published once the rest of it has its yeses.

    Raises:
        As `web.manager.publishing.check_and_publish`.
    """
    with store.read() as session:
        seen = latest_version(session, shown.team.id)
        near = proposals(session, shown.team, shown.plan, at)
        rest = rest_of(session, shown, [one for one in near if not one.yes])
    if rest.draft is None or rest.blocks:
        return Refused(rest.blocks)
    if rest.empty:
        return None
    with store.write() as session:
        roster_id = store_draft(session, rest.draft, at=at).id
    outcome: Published | Refused | Waiting | None = None
    try:
        outcome = check_and_publish(store, roster_id, by=by, at=at, seen_version=seen)
    finally:
        if not isinstance(outcome, Published):
            with store.write() as session:
                session.delete(session.get_one(Roster, roster_id))
    return outcome


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
