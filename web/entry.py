"""The front door: where each account starts, and what machines ask for."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask_login import login_required
from sqlalchemy import select, text
from werkzeug.wrappers import Response as AnyResponse

from web.accounts.guards import signed_in_user
from web.accounts.role_words import ROLE_WORDS
from web.accounts.signed_in import TeamRole
from web.storage.store import Store
from web.storage.tables import Role, Team

# Feeds have addresses nobody can guess, and calendar services that obey robots.txt fetch them.
ROBOTS = "User-agent: *\nAllow: /cal/\nDisallow: /\n"
FIRST_PAGES: dict[Role, str] = {
    "manager": "manager.home",
    "deputy": "manager.home",
    "analyst": "people.week",
    "volunteer": "people.week",
    "representative": "figures.figures",
}


def entry_blueprint(store: Store) -> Blueprint:
    """The pages `/`, `/robots.txt` and `/healthz`."""
    pages = Blueprint("entry", __name__)

    @pages.get("/")
    @login_required  # type: ignore[untyped-decorator]  # the library has no types
    def start() -> AnyResponse | str:
        user = signed_in_user()
        roles = user.roles
        if user.administrator and not roles:
            return redirect(url_for("administration.accounts"), code=303)
        if len({role.team_id for role in roles}) == 1 and not user.administrator:
            return redirect(_first_page(roles[0]), code=303)
        with store.read() as session:
            teams = session.scalars(
                select(Team).where(Team.id.in_({role.team_id for role in roles}))
            ).all()
        names = {team.id: team.name for team in teams}
        links = [(names[role.team_id], ROLE_WORDS[role.role], _first_page(role)) for role in roles]
        return render_template("choose.html", links=links)

    @pages.get("/robots.txt")
    def robots() -> Response:
        return Response(ROBOTS, mimetype="text/plain")

    @pages.get("/healthz")
    def health() -> Response:
        with store.read() as session:
            session.execute(text("SELECT 1"))
        return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})

    return pages


def _first_page(role: TeamRole) -> str:
    """Where an account starts in a team: who manages it at home, who is in it at the own week."""
    return url_for(FIRST_PAGES[role.role], team_id=role.team_id)
