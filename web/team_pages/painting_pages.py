"""The views of coverage: painted on a grid, and one weekday copied to others."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed
from web.plan import team_of
from web.storage.store import Store
from web.storage.tables import Team
from web.storage.teams import can_undo
from web.team_pages.changing import Refused, Stored, Who, change_part, content_of
from web.team_pages.coverage_forms import CopyForm
from web.team_pages.editing import Editing
from web.team_pages.fields import MONDAY_TO_SUNDAY, PartForm
from web.team_pages.filling import Told, filled, form_of, own_faults, without_field
from web.team_pages.painting import STEPS, copied, grid_of, lines_of, read_grid, step_of
from web.team_pages.parts import Content, Fields, fingerprint
from web.teams import find_team

COVERAGE = Fields(("coverage",))


@dataclass(frozen=True)
class Row:
    """One slot of every weekday. start: as `09:30`. first: whether an hour begins."""

    start: str
    first: bool
    slots: tuple[tuple[int, int], ...]


class Painting(Editing):
    """Show and save the coverage of one kind of work as a grid."""

    def _sent(self, old: Content, names: dict[str, str]) -> tuple[PartForm, Content, list[Told]]:
        step = request.form.get("step", type=int)
        grid = read_grid(request.form.get("cells", ""), step) if step in STEPS and step else None
        if grid is None or step is None:
            form = form_of(self._page.form, old)
            return form, old, [Told("", gettext("The grid did not come through."), None, "")]
        new = {"coverage": lines_of(grid, step, names["activity_id"])}
        return form_of(self._page.form, new), new, []

    def _render(
        self,
        team: Team,
        content: Content,
        form: PartForm,
        seen: str,
        names: dict[str, str],
        faults: list[Told],
    ) -> str:
        del form
        part = self._page.part(**names).of(content) or {"coverage": []}
        most = step_of(part["coverage"])
        step = 15 if request.args.get("step") == "15" and most else most
        grid = grid_of(part["coverage"], step) if step else []
        if faults and step and (sent := read_grid(request.form.get("cells", ""), step)):
            grid = sent
        work = next(each for each in content["activities"] if each["id"] == names["activity_id"])
        return render_template(
            "team/paint.html",
            team=team,
            page=self._page,
            names=names,
            work=work["name"],
            seen=seen,
            faults=faults,
            step=step,
            coarse=most,
            rows=_rows(grid, step) if step else [],
            days=[name for _, name in MONDAY_TO_SUNDAY],
            skilled=any(
                line["activity"] == names["activity_id"] and line.get("skill")
                for line in content.get("coverage", [])
            ),
        )


class Coverage:
    """All coverage in words, and one weekday copied to others."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.show = requires(Deed.EDIT_TEAM)(self._show)
        self.copy = requires(Deed.EDIT_TEAM)(self._copy)

    def _show(self, *, team_id: int) -> str:
        return self._page(team_id, CopyForm(data={"source": "mon", "targets": []}), [])

    def _copy(self, *, team_id: int) -> Response:
        form = filled(CopyForm, MultiDict(request.form))
        if faults := own_faults(form):
            return make_response(self._page(team_id, form, faults), 422)
        with self._store.read() as session:
            content = content_of(find_team(session, team_id))
        lines = copied(content.get("coverage", []), form["source"].data or "", form["targets"].data)
        who, seen = Who(signed_in_user().id, datetime.now(UTC)), request.form.get("seen", "")
        outcome = change_part(
            self._store, team_id, COVERAGE, {"coverage": lines}, seen=seen, who=who
        )
        if isinstance(outcome, Stored):
            address = url_for("team.coverage", team_id=team_id, saved=outcome.revision)
            return redirect(address, code=303)
        if isinstance(outcome, Refused):
            faults = [without_field(fault) for fault in outcome.faults]
            return make_response(self._page(team_id, form, faults), 422)
        words = gettext("The coverage was changed meanwhile. Below is what is there now.")
        return make_response(self._page(team_id, form, [Told("", words, None, "")]), 409)

    def _page(self, team_id: int, form: PartForm, faults: list[Told]) -> str:
        with self._store.read() as session:
            team = find_team(session, team_id)
            undo = can_undo(session, team)
        return render_template(
            "team/coverage.html",
            team=team,
            file=team_of(team.document),
            form=form,
            seen=fingerprint(COVERAGE.of(content_of(team))),
            faults=faults,
            undo=undo,
            saved=request.args.get("saved") == str(team.revision),
        )


def _rows(grid: list[list[tuple[int, int]]], step: int) -> list[Row]:
    return [
        Row(
            start=f"{number * step // 60:02}:{number * step % 60:02}",
            first=number * step % 60 == 0,
            slots=tuple(day[number] for day in grid),
        )
        for number in range(len(grid[0]))
    ]
