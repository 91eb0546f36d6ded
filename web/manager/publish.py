"""The page before publishing, and the button.

The page says whose yes a roster needs that is published nearer than the notice. The button works
all the same: there is nothing yet by which people are asked and answer, and a team that publishes
late has to be able to publish.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import make_response, redirect, render_template, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from scheduler.roster import Roster as RosterFile
from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed
from web.manager.grouping import summary
from web.manager.notice import Yeses, yeses
from web.manager.publishing import Refused, check, check_and_publish
from web.manager.reading import Shown, find_roster, live_feeds
from web.storage.in_force import InForce, in_force
from web.storage.rosters import PublishedMeanwhileError, SupersededError, published_rosters
from web.storage.store import Store
from web.storage.teams import StaleRevisionError

MOST_BLOCKS = 2
SUPERSEDED = lazy_gettext("It was in force and another roster has taken its place since.")
CHANGED_MEANWHILE = lazy_gettext("The team was changed at this moment. Look again and repeat.")
MEANWHILE = lazy_gettext(
    "Another roster of the team was published at this moment. Look again and repeat."
)


class Publish:
    """The views of publishing on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.summary = requires(Deed.PUBLISH)(self._summary)
        self.publish = requires(Deed.PUBLISH)(self._publish)

    def _summary(self, *, team_id: int, roster_id: int) -> str:
        shown = find_roster(self._store, team_id, roster_id)
        if not shown.draft:
            return self._page(shown, ())
        with self._store.read() as session:
            blocks = check(session, shown.team, shown.row)
        return self._page(shown, blocks)

    def _publish(self, *, team_id: int, roster_id: int) -> Response:
        shown = find_roster(self._store, team_id, roster_id)
        try:
            outcome = check_and_publish(
                self._store,
                roster_id,
                by=signed_in_user().id,
                at=datetime.now(UTC),
            )
        except SupersededError:
            return make_response(self._page(shown, (SUPERSEDED,)), 409)
        except PublishedMeanwhileError:
            return make_response(self._page(shown, (MEANWHILE,)), 409)
        except StaleRevisionError:
            return make_response(self._page(shown, (CHANGED_MEANWHILE,)), 409)
        if isinstance(outcome, Refused):
            return make_response(self._page(shown, outcome.sentences), 422)
        return redirect(url_for("manager.publish", team_id=team_id, roster_id=roster_id), code=303)

    def _page(self, shown: Shown, blocks: Sequence[str]) -> str:
        with self._store.read() as session:
            known = [
                RosterFile.model_validate_json(other.document)
                for other in published_rosters(
                    session, shown.team.id, first=shown.row.first, last=shown.row.last
                )
            ]
            left = in_force(session, shown.team.id, draft=shown.row) if shown.draft else ()
            feeds = live_feeds(session, shown.team.id)
        return render_template(
            "manager/publish.html",
            team=shown.team,
            shown=shown,
            summary=summary(shown.plan),
            blocks=blocks[:MOST_BLOCKS],
            more=max(0, len(blocks) - MOST_BLOCKS),
            yeses=_yeses(shown, known),
            cut=_cut(shown, left),
            feeds=feeds,
            shifts=len(shown.plan.roster.shifts),
            people=len({shift.person for shift in shown.plan.roster.shifts}),
        )


def _yeses(shown: Shown, known: Sequence[RosterFile]) -> Yeses | None:
    """Whose yes the draft needs if it is published now, by what is in force on its days."""
    return yeses(shown.plan, known, datetime.now(UTC)) if shown.draft else None


def _cut(shown: Shown, left: Sequence[InForce]) -> list[int]:
    """Versions of which a draft takes a part, by what is left in force: their other days stay."""
    before, after = ({one.row.version for one in some} for some in (shown.others, left))
    return sorted(version for version in before & after if version is not None)
