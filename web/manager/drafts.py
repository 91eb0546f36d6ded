"""The pages of a team's drafts: all of them, and two side by side."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import abort, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed
from web.manager.comparing import compare
from web.manager.cover_days import cover_works
from web.manager.grouping import summary
from web.manager.reading import find_roster
from web.manager.shortfalls import gaps
from web.row_numbers import row_number
from web.storage.drafts import KEPT, bring_back, drafts, remove_draft
from web.storage.rosters import published_rosters
from web.storage.store import Store
from web.storage.tables import Roster
from web.storage.teams import lock_team
from web.teams import find_team, local_now

TWO = 2
# Lines of what is open in one alone; the rest stands on the page of that roster.
MOST_LINES = 12


class Drafts:
    """The views of drafts on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        see, make = requires(Deed.SEE_TEAM_ROSTER), requires(Deed.GENERATE)
        self.list = see(self._list)
        self.compare = see(self._compare)
        self.remove = make(self._remove)
        self.bring_back = make(self._bring_back)

    def _list(self, *, team_id: int) -> str:
        chosen = request.args.getlist("of", type=row_number)
        return self._page(team_id, chosen, choose=bool(request.args.get("choose")))

    def _compare(self, *, team_id: int) -> Response:
        """Two rosters side by side; the list again where not exactly two were chosen."""
        chosen = list(dict.fromkeys(request.args.getlist("of", type=row_number)))
        if len(chosen) != TWO:
            return redirect(
                url_for("manager.drafts", team_id=team_id, of=chosen, choose=1), code=303
            )
        one, other = (find_roster(self._store, team_id, number) for number in chosen)
        found, found_other = gaps(one.plan), gaps(other.plan)
        return make_response(
            render_template(
                "manager/compare.html",
                team=one.team,
                sides=[
                    {
                        "shown": side,
                        "letter": letter,
                        "made": local_now(side.team, side.row.made_at),
                        "summary": summary(side.plan, own),
                        "works": cover_works(side.plan, own),
                        "score": side.plan.roster.score,
                    }
                    for side, letter, own in ((one, "A", found), (other, "B", found_other))
                ],
                seen=compare(one.plan, other.plan, found, found_other),
                most=MOST_LINES,
            )
        )

    def _remove(self, *, team_id: int, roster_id: int) -> Response:
        at = datetime.now(UTC)
        with self._store.write() as session:
            draft = _draft(session, team_id, roster_id)
            remove_draft(session, draft, by=signed_in_user().id, at=at)
        address = url_for("manager.drafts", team_id=team_id, removed=roster_id)
        return redirect(address, code=303)

    def _bring_back(self, *, team_id: int, roster_id: int) -> Response:
        at = datetime.now(UTC)
        with self._store.write() as session:
            draft = _draft(session, team_id, roster_id)
            bring_back(session, draft, by=signed_in_user().id, at=at)
        return redirect(url_for("manager.drafts", team_id=team_id), code=303)

    def _page(self, team_id: int, chosen: Sequence[int], *, choose: bool) -> str:
        with self._store.read() as session:
            team = find_team(session, team_id)
            here = drafts(session, team_id)
            removed = drafts(session, team_id, removed=True)
            in_force = published_rosters(session, team_id)
        just = request.args.get("removed", type=int)
        return render_template(
            "manager/drafts.html",
            team=team,
            drafts=here,
            removed=removed,
            in_force=in_force[::-1],
            chosen=chosen,
            choose=choose,
            just=next((row for row in removed if row.id == just), None),
            days_kept=KEPT.days,
            local=lambda at: local_now(team, at),
        )


def _draft(session: Session, team_id: int, roster_id: int) -> Roster:
    """A draft of the team, or the page of a wrong address; nobody publishes it meanwhile."""
    lock_team(session, team_id)
    row = session.get(Roster, roster_id, with_for_update=True)
    if row is None or row.team_id != team_id or row.state != "draft":
        abort(404)
    return row
