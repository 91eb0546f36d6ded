"""The page of what was done, and its exports: numbers, dates and fixed phrases alone."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date

from flask import abort, make_response, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed, may
from web.manager.inspection import inspection
from web.now import now
from web.storage.store import Store
from web.storage.tables import Audit
from web.teams import find_team, local_now

MOST_LINES = 200


class Records:
    """The views of a team's records on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.page = requires(Deed.SEE_TEAM_FIGURES)(self._page)
        self.inspection = requires(Deed.SEE_TEAM_FIGURES)(self._inspection)
        self.audit = requires(Deed.SEE_AUDIT)(self._audit)

    def _page(self, *, team_id: int) -> str:
        audited = may(signed_in_user(), Deed.SEE_AUDIT, team_id)
        with self._store.read() as session:
            team = find_team(session, team_id)
            rows = _rows(session, team_id, most=MOST_LINES) if audited else ()
        return render_template(
            "manager/records.html",
            team=team,
            today=local_now(team, now()).date(),
            audited=audited,
            rows=rows,
            most=MOST_LINES,
            local=lambda moment: local_now(team, moment),
        )

    def _audit(self, *, team_id: int) -> Response:
        """All lines of the team as CSV: fixed phrases and numbers, so that no cell is a formula."""
        written = io.StringIO()
        lines = csv.writer(written)
        lines.writerow(["number", "at", "account", "what", "object"])
        with self._store.read() as session:
            find_team(session, team_id)
            for row in reversed(_rows(session, team_id)):
                at = row.at.isoformat(timespec="seconds")
                lines.writerow([row.id, at, row.account_id, row.what, row.object_id])
        return _file(written.getvalue(), "text/csv", f"audit-{team_id}.csv")

    def _inspection(self, *, team_id: int) -> Response:
        """The inspection of the day `on`, by default today."""
        with self._store.read() as session:
            team = find_team(session, team_id)
            try:
                asked = request.args.get("on")
                on = date.fromisoformat(asked) if asked else local_now(team, now()).date()
            except ValueError:
                abort(404)
            found = inspection(session, team, on, at=now())
        text = json.dumps(found, ensure_ascii=False, indent=2)
        return _file(text, "application/json", f"inspection-{team_id}-{on.isoformat()}.json")


def _rows(session: Session, team_id: int, *, most: int | None = None) -> Sequence[Audit]:
    query = select(Audit).where(Audit.team_id == team_id).order_by(Audit.id.desc())
    return session.scalars(query.limit(most)).all()


def _file(text: str, kind: str, name: str) -> Response:
    answer = make_response(text)
    answer.headers["Content-Type"] = f"{kind}; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
