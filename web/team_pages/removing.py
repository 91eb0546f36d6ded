"""The views that take a person, a kind of work or a room out, and that take a change back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed
from web.storage.store import Store
from web.storage.tables import Team
from web.storage.teams import StaleRevisionError, undo_change
from web.team_pages.changing import Refused, Stored, Who, change, content_of
from web.team_pages.filling import Told, without_field
from web.team_pages.naming import account_of, still_named, without
from web.team_pages.parts import Content, Item, fingerprint
from web.teams import find_team

PLACES = frozenset({"people", "work", "rooms", "opening", "coverage"})


@dataclass(frozen=True)
class Removal:
    """section: of the file. place: the page of its list. detail: the page of one."""

    section: str
    place: str
    detail: str


class Removing:
    """Ask, and take out."""

    def __init__(self, store: Store, removal: Removal) -> None:
        self._store, self._removal = store, removal
        self.ask = requires(Deed.EDIT_TEAM)(self._ask)
        self.remove = requires(Deed.EDIT_TEAM)(self._remove)

    def _ask(self, *, team_id: int, **names: str) -> str:
        team, content = self._team(team_id)
        return self._page(team, content, names, [])

    def _remove(self, *, team_id: int, **names: str) -> Response:
        section, gone = self._removal.section, next(iter(names.values()))

        def edit(content: Content) -> str:
            without(content, section, gone)
            return section

        who = Who(signed_in_user().id, datetime.now(UTC))
        seen = request.form.get("seen", "")
        outcome = change(self._store, team_id, Item(section, gone), edit, seen=seen, who=who)
        if isinstance(outcome, Stored):
            address = url_for(
                f"team.{self._removal.place}", team_id=team_id, saved=outcome.revision
            )
            return redirect(address, code=303)
        team, content = self._team(team_id)
        faults, status = [], 409
        if isinstance(outcome, Refused):
            faults = [without_field(fault) for fault in outcome.faults]
            status = 422
        elif outcome.theirs is not None:
            words = gettext("It was changed meanwhile. What goes is listed anew.")
            faults = [Told("", words, None, "")]
        return make_response(self._page(team, content, names, faults), status)

    def _team(self, team_id: int) -> tuple[Team, Content]:
        with self._store.read() as session:
            team = find_team(session, team_id)
        return team, content_of(team)

    def _page(
        self, team: Team, content: Content, names: Mapping[str, str], faults: list[Told]
    ) -> str:
        section, gone = self._removal.section, next(iter(names.values()))
        item = Item(section, gone).of(content)
        if item is None:
            abort(404)
        with self._store.read() as session:
            account = section == "people" and account_of(session, team.id, gone)
        return render_template(
            "team/remove.html",
            team=team,
            account=account,
            section=self._removal.place,
            name=item["name"],
            names=names,
            detail=self._removal.detail,
            removal=f"{self._removal.detail}_remove_now",
            still=still_named(content, section, gone),
            seen=fingerprint(item),
            faults=faults,
        )


class Undoing:
    """Take the last change of a team back."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.undo = requires(Deed.EDIT_TEAM)(self._undo)

    def _undo(self, *, team_id: int) -> Response:
        back = request.form.get("back", "")
        revision = request.form.get("revision", type=int) or 0
        at = datetime.now(UTC)
        try:
            with self._store.write() as session:
                made = undo_change(
                    session, team_id, revision=revision, by=signed_in_user().id, at=at
                )
        except StaleRevisionError:
            page = render_template(
                "error.html",
                title=gettext("Changed meanwhile"),
                text=gettext(
                    "The team was changed again since. Nothing was taken back; look at what is "
                    "there now first."
                ),
            )
            return make_response(page, 409)
        place = back if back in PLACES else "people"
        return redirect(url_for(f"team.{place}", team_id=team_id, saved=made), code=303)
