"""The addresses of a team's rules, all below /teams/<number>/rules."""

from flask import Blueprint

from web.rule_pages.changing import Changing
from web.rule_pages.reading import Reading
from web.storage.store import Store

RULE = "/<rule_name>"


def rules_blueprint(store: Store) -> Blueprint:
    """The pages of rules. Each asks by itself whether the account may see it."""
    pages = Blueprint(
        "rules", __name__, template_folder="templates", url_prefix="/teams/<int:team_id>/rules"
    )
    reading, changing = Reading(store), Changing(store)
    for address, name, view, method in (
        ("", "rules", reading.rules, "GET"),
        ("/all", "all", reading.all, "GET"),
        ("/history", "history", reading.history, "GET"),
        (RULE, "rule", changing.rule, "GET"),
        (RULE, "change", changing.change, "POST"),
        (f"{RULE}/take-back", "take_back", changing.take_back, "POST"),
    ):
        pages.add_url_rule(address, name, view, methods=[method])
    return pages
