"""The addresses of a manager's pages, all below /teams/<number>/."""

from flask import Blueprint

from web.manager.drafts import Drafts
from web.manager.edits import Edits
from web.manager.ended import Notices
from web.manager.home import Home
from web.manager.leave import Leave
from web.manager.making import Making
from web.manager.paper import Paper
from web.manager.pictures import PicturePage
from web.manager.publish import Publish
from web.manager.records import Records
from web.manager.rosters import Rosters
from web.manager.runs import Runs
from web.manager.versions import Versions
from web.storage.store import Store

ROSTER = "/rosters/<int:roster_id>"
RUN = "/runs/<int:job_id>"
LEAVE = "/leave/<int:round_id>"


def manager_blueprint(store: Store) -> Blueprint:
    """The pages of managers. Each asks by itself whether the account may see it."""
    pages = Blueprint(
        "manager", __name__, template_folder="templates", url_prefix="/teams/<int:team_id>"
    )
    home, runs, making = Home(store), Runs(store), Making(store)
    notices, drafts, leave = Notices(store), Drafts(store), Leave(store)
    pages.add_app_template_global(notices.told, "ended_run_of")
    rosters, publish, edits = Rosters(store), Publish(store), Edits(store)
    published, records = Versions(store), Records(store)
    for address, name, view, method in (
        ("/", "home", home.home, "GET"),
        ("/generate", "ask", making.ask, "GET"),
        ("/generate", "generate", making.generate, "POST"),
        (RUN, "run", runs.run, "GET"),
        (f"{RUN}/progress", "run_progress", runs.progress, "GET"),
        (f"{RUN}/stop", "stop", runs.stop, "POST"),
        (f"{RUN}/again", "again", making.again, "POST"),
        (f"{RUN}/keep", "keep", making.keep, "POST"),
        (f"{RUN}/seen", "notice_seen", notices.seen, "POST"),
        ("/drafts", "drafts", drafts.list, "GET"),
        ("/drafts/compare", "compare", drafts.compare, "GET"),
        (f"{ROSTER}/remove", "remove", drafts.remove, "POST"),
        (f"{ROSTER}/bring-back", "bring_back", drafts.bring_back, "POST"),
        ("/leave", "leave", leave.list, "GET"),
        ("/leave", "open_leave", leave.open, "POST"),
        (LEAVE, "leave_round", leave.round, "GET"),
        (f"{LEAVE}/close", "close_leave", leave.close, "POST"),
        (f"{LEAVE}/as-proposed", "leave_as_proposed", leave.as_proposed, "POST"),
        (f"{LEAVE}/wishes/<int:wish_id>", "answer_leave", leave.answer, "POST"),
        ("/pictures", "pictures", PicturePage(store).pictures, "GET"),
        ("/notices", "notices", notices.notices, "GET"),
        ("/roster", "newest", rosters.newest, "GET"),
        (f"{ROSTER}/weeks/<monday>", "week", rosters.week, "GET"),
        (f"{ROSTER}/days/<on>", "day", rosters.day, "GET"),
        (f"{ROSTER}/open", "shortfalls", rosters.shortfalls, "GET"),
        (f"{ROSTER}/try", "try_edit", edits.try_edit, "POST"),
        (f"{ROSTER}/edits", "save_edit", edits.save_edit, "POST"),
        (f"{ROSTER}/pins", "pin", edits.pin, "POST"),
        (f"{ROSTER}/undo", "undo", edits.undo, "POST"),
        (f"{ROSTER}/redo", "redo", edits.redo, "POST"),
        (f"{ROSTER}/change", "change_roster", edits.change_roster, "POST"),
        (f"{ROSTER}/around-pins", "around_pins", edits.around_pins, "POST"),
        (f"{ROSTER}/publish", "publish", publish.summary, "GET"),
        (f"{ROSTER}/publish", "publish_now", publish.publish, "POST"),
        (f"{ROSTER}/ask", "ask_people", publish.ask, "POST"),
        (f"{ROSTER}/withdraw", "withdraw", published.withdraw, "POST"),
        (f"{ROSTER}/go-back", "go_back", published.go_back, "POST"),
        (f"{ROSTER}/paper/<monday>", "paper", Paper(store).paper, "GET"),
        ("/records", "records", records.page, "GET"),
        ("/records/audit.csv", "audit", records.audit, "GET"),
        ("/records/inspection.json", "inspection", records.inspection, "GET"),
        ("/versions", "versions", published.list, "GET"),
        ("/versions/changes", "version_changes", published.changes, "GET"),
    ):
        pages.add_url_rule(address, name, view, methods=[method])
    return pages
