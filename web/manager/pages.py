"""The addresses of a manager's pages, all below /teams/<number>/."""

from flask import Blueprint

from web.manager.home import Home
from web.manager.publish import Publish
from web.manager.rosters import Rosters
from web.manager.runs import Runs
from web.storage.store import Store

ROSTER = "/rosters/<int:roster_id>"
RUN = "/runs/<int:job_id>"


def manager_blueprint(store: Store) -> Blueprint:
    """The pages of managers. Each asks by itself whether the account may see it."""
    pages = Blueprint(
        "manager", __name__, template_folder="templates", url_prefix="/teams/<int:team_id>"
    )
    home, runs = Home(store), Runs(store)
    rosters, publish = Rosters(store), Publish(store)
    for address, name, view, method in (
        ("/", "home", home.home, "GET"),
        ("/generate", "generate", home.generate, "POST"),
        (RUN, "run", runs.run, "GET"),
        (f"{RUN}/progress", "run_progress", runs.progress, "GET"),
        (f"{RUN}/stop", "stop", runs.stop, "POST"),
        ("/roster", "newest", rosters.newest, "GET"),
        (f"{ROSTER}/weeks/<monday>", "week", rosters.week, "GET"),
        (f"{ROSTER}/days/<on>", "day", rosters.day, "GET"),
        (f"{ROSTER}/open", "shortfalls", rosters.shortfalls, "GET"),
        (f"{ROSTER}/publish", "publish", publish.summary, "GET"),
        (f"{ROSTER}/publish", "publish_now", publish.publish, "POST"),
    ):
        pages.add_url_rule(address, name, view, methods=[method])
    return pages
