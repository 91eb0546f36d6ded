"""The page on which a team is taken out and brought in, and the look before anything is stored."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from scheduler.reading.faults import TeamFaultsError
from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed
from web.exchange.changes import changes, rules_changed
from web.exchange.columns import COVERAGE, PEOPLE
from web.exchange.incoming import Content, Incoming, What, incoming
from web.exchange.payload import PayloadError, packed, unpacked
from web.exchange.rows import RowFault, cells_of, without_row
from web.exchange.samples import sample
from web.sheets.writing import CSV, XLSX, csv_of, xlsx_of
from web.storage.memberships import people_once
from web.storage.store import Store
from web.storage.tables import Team
from web.storage.teams import StaleRevisionError, replace_document
from web.teams import find_team

JSON = "application/json"
COLUMNS = {"people": PEOPLE, "coverage": COVERAGE}
BACK: dict[What, str] = {
    "team": "team.people",
    "people": "team.people",
    "coverage": "team.coverage",
}


def exchange_blueprint(store: Store) -> Blueprint:
    """The pages on a store; each asks by itself whether the account may see it."""
    pages = Blueprint(
        "exchange",
        __name__,
        template_folder="templates",
        url_prefix="/teams/<int:team_id>/exchange",
    )
    views = Exchange(store)
    for address, name, view, method in (
        ("", "page", views.page, "GET"),
        ("/team.json", "team_file", views.team_file, "GET"),
        ("/<what>.<form>", "sheet", views.sheet, "GET"),
        ("/samples/<what>.<form>", "sample", views.sample, "GET"),
        ("/<what>", "look", views.look, "POST"),
        ("/<what>/take-in", "take_in", views.take_in, "POST"),
    ):
        pages.add_url_rule(address, name, view, methods=[method])
    return pages


class Exchange:
    """The views. what: the whole team, its people or its coverage. form: csv or xlsx."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.page = requires(Deed.EDIT_TEAM)(self._page)
        self.team_file = requires(Deed.EDIT_TEAM)(self._team_file)
        self.sheet = requires(Deed.EDIT_TEAM)(self._sheet)
        self.sample = requires(Deed.EDIT_TEAM)(self._sample)
        self.look = requires(Deed.EDIT_TEAM)(self._look)
        self.take_in = requires(Deed.EDIT_TEAM)(self._take_in)

    def _page(self, *, team_id: int) -> str:
        return _render(self._team(team_id), {})

    def _team_file(self, *, team_id: int) -> Response:
        """As the commands read it. What only people know of themselves is not in it."""
        content = json.loads(self._team(team_id).document)
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        return _file(text.encode(), "team.json", JSON)

    def _sheet(self, *, team_id: int, what: str, form: str) -> Response:
        content: Content = json.loads(self._team(team_id).document)
        return _sheet_of(what, form, content.get(what) or [], what)

    def _sample(self, *, team_id: int, what: str, form: str) -> Response:
        content = json.loads(self._team(team_id).document)
        return _sheet_of(what, form, sample(what, content), f"{what}-sample")

    def _look(self, *, team_id: int, what: str) -> AnyResponse:
        """Read what was sent, and say what it would do; nothing is stored."""
        kind, team = _what(what), self._team(team_id)
        sent = request.files.get("file")
        data = sent.read() if sent else b""
        if not data:
            faults: dict[What, Sequence[RowFault]] = {
                kind: [RowFault(0, "–", "–", gettext("Choose a file first."))]
            }
            return make_response(_render(team, faults), 422)
        content = json.loads(team.document)
        with self._store.read() as session:
            once = people_once(session, team_id)
        whole = bool(request.form.get("whole"))
        found = incoming(kind, data, content, whole=whole, once=once)
        if found.faults:
            return make_response(_render(team, {kind: found.faults}), 422)
        return make_response(_looked(team, kind, content, found))

    def _take_in(self, *, team_id: int, what: str) -> AnyResponse:
        """Store what was looked at, if the team is still the one that was looked at."""
        kind = _what(what)
        try:
            text = unpacked(request.form.get("content", ""))
            revision = int(request.form.get("revision", ""))
        except (PayloadError, ValueError):
            abort(400)
        by, at = signed_in_user().id, datetime.now(UTC)
        try:
            with self._store.write() as session:
                made = replace_document(session, team_id, text, revision=revision, by=by, at=at)
        except StaleRevisionError:
            return _stale(self._team(team_id))
        except TeamFaultsError as error:
            faults = [without_row(fault) for fault in error.faults]
            return make_response(_render(self._team(team_id), {kind: faults}), 422)
        return redirect(url_for(BACK[kind], team_id=team_id, saved=made), code=303)

    def _team(self, team_id: int) -> Team:
        with self._store.read() as session:
            return find_team(session, team_id)


def _what(what: str) -> What:
    return next((kind for kind in BACK if kind == what), None) or abort(404)


def _render(team: Team, faults: Mapping[What, Sequence[RowFault]]) -> str:
    return render_template("exchange/page.html", team=team, faults=faults, columns=COLUMNS)


def _looked(team: Team, what: What, content: Content, found: Incoming) -> str:
    return render_template(
        "exchange/look.html",
        team=team,
        what=what,
        changes=changes(content, found.content),
        rules=rules_changed(content, found.content),
        note=found.note,
        content=packed(found.content),
    )


def _stale(team: Team) -> AnyResponse:
    page = render_template("exchange/stale.html", team=team)
    return make_response(page, 409)


def _sheet_of(what: str, form: str, parts: list[Content], name: str) -> Response:
    if what not in COLUMNS or form not in {"csv", "xlsx"}:
        abort(404)
    rows = cells_of(parts, COLUMNS[what])
    if form == "csv":
        return _file(csv_of(rows), f"{name}.csv", CSV)
    return _file(xlsx_of(rows, what), f"{name}.xlsx", XLSX)


def _file(data: bytes, name: str, kind: str) -> Response:
    answer = Response(data, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
