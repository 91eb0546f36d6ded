"""The views of a page that shows one part of the team's file, and stores what it is changed to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import abort, make_response, redirect, render_template, request, url_for
from flask_babel import LazyString
from werkzeug.wrappers import Response

from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed
from web.storage.store import Store
from web.storage.tables import Team
from web.team_pages.changing import (
    ChangedMeanwhile,
    Refused,
    Who,
    change_part,
    content_of,
)
from web.team_pages.choices import offer, skills_of
from web.team_pages.fields import PartForm
from web.team_pages.filling import (
    Told,
    filled,
    form_of,
    leaves,
    own_faults,
    part_of,
    told,
    with_lines,
)
from web.team_pages.parts import Content, Part, fingerprint
from web.teams import find_team


@dataclass(frozen=True)
class PageOfPart:
    """What one page is about.

    place: its entry in the team's own navigation. part: of the address's names. back: the page to
    go to once it is stored. removable: whether the page links to that of taking it out.
    """

    endpoint: str
    place: str
    title: LazyString
    part: Callable[..., Part]
    form: type[PartForm]
    back: str
    removable: str | None = None


class Editing:
    """Show and save one part of a team."""

    def __init__(self, store: Store, page: PageOfPart) -> None:
        self._store, self._page = store, page
        self.show = requires(Deed.EDIT_TEAM)(self._show)
        self.save = requires(Deed.EDIT_TEAM)(self._save)

    def _show(self, *, team_id: int, **names: str) -> str:
        team, content = self._team(team_id)
        part = self._page.part(**names).of(content)
        if part is None:
            abort(404)
        form = form_of(self._page.form, part)
        return self._render(team, content, form, fingerprint(part), names, [])

    def _save(self, *, team_id: int, **names: str) -> Response:
        team, content = self._team(team_id)
        part = self._page.part(**names)
        form, new, faults = self._sent(part.of(content) or {}, names)
        seen = request.form.get("seen", "")
        if faults:
            return self._refused(team, content, form, seen, names, faults)
        who = Who(signed_in_user().id, datetime.now(UTC))
        outcome = change_part(self._store, team_id, part, new, seen=seen, who=who)
        if isinstance(outcome, Refused):
            faults = told(form, outcome.faults, outcome.place)
            return self._refused(team, content, form, seen, names, faults)
        if isinstance(outcome, ChangedMeanwhile):
            return self._changed(team, content, form, outcome, names)
        address = url_for(self._page.back, team_id=team_id, saved=outcome.revision)
        return redirect(address, code=303)

    def _sent(self, old: Content, names: dict[str, str]) -> tuple[PartForm, Content, list[Told]]:
        """The form as it was sent, the part that it says, and what only the form can tell."""
        del names
        form = filled(self._page.form, request.form)
        return form, part_of(form, old), own_faults(form)

    def _team(self, team_id: int) -> tuple[Team, Content]:
        with self._store.read() as session:
            team = find_team(session, team_id)
        return team, content_of(team)

    def _refused(
        self,
        team: Team,
        content: Content,
        form: PartForm,
        seen: str,
        names: dict[str, str],
        faults: list[Told],
    ) -> Response:
        page = self._render(team, content, with_lines(form), seen, names, faults)
        return make_response(page, 422)

    def _render(
        self,
        team: Team,
        content: Content,
        form: PartForm,
        seen: str,
        names: dict[str, str],
        faults: list[Told],
    ) -> str:
        offer(form, content)
        return render_template(
            "team/part.html",
            team=team,
            page=self._page,
            heading=(self._page.part(**names).of(content) or {}).get("name") or self._page.title,
            form=form,
            seen=seen,
            names=names,
            faults=faults,
            skills=skills_of(content),
        )

    def _changed(
        self,
        team: Team,
        content: Content,
        form: PartForm,
        outcome: ChangedMeanwhile,
        names: dict[str, str],
    ) -> Response:
        """Both versions, so that nothing that was typed is lost."""
        theirs = form_of(self._page.form, outcome.theirs or {})
        for each in (form, theirs):
            offer(each, content)
        sent: list[tuple[str, Any]] = [
            pair for pair in request.form.items(multi=True) if pair[0] not in {"csrf_token", "seen"}
        ]
        page = render_template(
            "team/changed.html",
            team=team,
            page=self._page,
            names=names,
            gone=outcome.theirs is None,
            differences=differences(form, theirs),
            sent=sent,
            seen=outcome.seen,
        )
        return make_response(page, 409)


def differences(yours: PartForm, theirs: PartForm) -> list[tuple[str, str, str]]:
    """Label, yours and theirs of every field in which the two differ."""
    mine, other = _said(yours), _said(theirs)
    both = dict.fromkeys((*mine, *other))
    pairs = [(label, mine.get(label, ""), other.get(label, "")) for label in both]
    return [(label, one, two) for label, one, two in pairs if one != two]


def _said(form: PartForm) -> dict[str, str]:
    """What stands in a form by label, without lines in which nothing is written."""
    return {label: field.said() for field, label in leaves(form, written=True)}
