"""The addresses on which a team is set up, all below /teams/<number>/team."""

from flask import Blueprint
from flask_babel import lazy_gettext as _

from web.storage.store import Store
from web.team_pages.coverage_forms import CoverageForm
from web.team_pages.editing import Editing, PageOfPart
from web.team_pages.fields import weekday_name
from web.team_pages.lists import Lists
from web.team_pages.painting import Painted
from web.team_pages.painting_pages import Coverage, Painting
from web.team_pages.parts import Added, Fields, Item
from web.team_pages.people_forms import PersonForm
from web.team_pages.place_forms import HoursForm, OpeningForm, RoomForm, ShapesForm
from web.team_pages.removing import Removal, Removing, Undoing
from web.team_pages.work_forms import ActivityForm, WorkloadForm


def _person(person_id: str) -> Item:
    return Item("people", person_id)


def _activity(activity_id: str) -> Item:
    return Item("activities", activity_id)


def _painted(activity_id: str) -> Painted:
    return Painted(activity_id)


def _room(room_id: str) -> Item:
    return Item("rooms", room_id)


PARTS = (
    (
        "/people/new",
        PageOfPart(
            "team.new_person",
            "people",
            _("Add a person"),
            lambda: Added("people"),
            PersonForm,
            "team.people",
        ),
    ),
    (
        "/people/<person_id>",
        PageOfPart(
            "team.person",
            "people",
            _("Person"),
            _person,
            PersonForm,
            "team.people",
            "team.person_remove",
        ),
    ),
    (
        "/work/new",
        PageOfPart(
            "team.new_activity",
            "work",
            _("Add a kind of work"),
            lambda: Added("activities"),
            ActivityForm,
            "team.work",
        ),
    ),
    (
        "/work/<activity_id>",
        PageOfPart(
            "team.activity",
            "work",
            _("Work"),
            _activity,
            ActivityForm,
            "team.work",
            "team.activity_remove",
        ),
    ),
    (
        "/workload",
        PageOfPart(
            "team.workload",
            "work",
            _("Workload"),
            lambda: Fields(("workload",)),
            WorkloadForm,
            "team.work",
        ),
    ),
    (
        "/rooms/new",
        PageOfPart(
            "team.new_room",
            "rooms",
            _("Add a room"),
            lambda: Added("rooms"),
            RoomForm,
            "team.rooms",
        ),
    ),
    (
        "/rooms/<room_id>",
        PageOfPart(
            "team.room", "rooms", _("Room"), _room, RoomForm, "team.rooms", "team.room_remove"
        ),
    ),
    (
        "/opening/shapes",
        PageOfPart(
            "team.shapes",
            "opening",
            _("Shift shapes"),
            lambda: Fields(("shapes",)),
            ShapesForm,
            "team.opening",
        ),
    ),
    (
        "/opening/hours",
        PageOfPart(
            "team.opening_hours",
            "opening",
            _("Opening hours and periods"),
            lambda: Fields(("opening", "periods")),
            HoursForm,
            "team.opening",
        ),
    ),
    (
        "/opening/days",
        PageOfPart(
            "team.hours",
            "opening",
            _("Holidays and closing days"),
            lambda: Fields(("holidays", "closing_days", "timezone", "meals_paid")),
            OpeningForm,
            "team.opening",
        ),
    ),
    (
        "/coverage/lines",
        PageOfPart(
            "team.lines",
            "coverage",
            _("Coverage as a table"),
            lambda: Fields(("coverage",)),
            CoverageForm,
            "team.coverage",
        ),
    ),
)
PAINTED = PageOfPart(
    "team.paint", "coverage", _("Paint the coverage"), _painted, CoverageForm, "team.coverage"
)
REMOVALS = (
    ("/people/<person_id>/remove", Removal("people", "people", "team.person")),
    ("/work/<activity_id>/remove", Removal("activities", "work", "team.activity")),
    ("/rooms/<room_id>/remove", Removal("rooms", "rooms", "team.room")),
)


def team_blueprint(store: Store) -> Blueprint:
    """The pages of a team's set-up. Each asks by itself whether the account may see it."""
    pages = Blueprint(
        "team", __name__, template_folder="templates", url_prefix="/teams/<int:team_id>/team"
    )
    pages.add_app_template_filter(weekday_name)
    lists, coverage = Lists(store), Coverage(store)
    for address, name, view in (
        ("/", "people", lists.people),
        ("/work", "work", lists.work),
        ("/rooms", "rooms", lists.rooms),
        ("/opening", "opening", lists.opening),
        ("/coverage", "coverage", coverage.show),
    ):
        pages.add_url_rule(address, name, view)
    for address, page in PARTS:
        editing, name = Editing(store, page), page.endpoint.removeprefix("team.")
        pages.add_url_rule(address, name, editing.show)
        pages.add_url_rule(address, f"{name}_now", editing.save, methods=["POST"])
    for address, removal in REMOVALS:
        removing, name = Removing(store, removal), removal.detail.removeprefix("team.")
        pages.add_url_rule(address, f"{name}_remove", removing.ask)
        pages.add_url_rule(address, f"{name}_remove_now", removing.remove, methods=["POST"])
    painting = Painting(store, PAINTED)
    pages.add_url_rule("/coverage/<activity_id>", "paint", painting.show)
    pages.add_url_rule("/coverage/<activity_id>", "paint_now", painting.save, methods=["POST"])
    pages.add_url_rule("/coverage/copy", "copy", coverage.copy, methods=["POST"])
    pages.add_url_rule("/undo", "undo", Undoing(store).undo, methods=["POST"])
    return pages
