"""What each address of the site asks of whoever opens it: the table that the tests go by.

An address that is not in it fails the tests, and so does one that is no longer there. A page of a
team names the deed it asks for; which roles may do that stands in `web.accounts.permissions`.
"""

from enum import Enum
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from web.accounts.permissions import Deed


class Open(Enum):
    """Addresses that no role in a team opens or closes."""

    ANYBODY = "who is not signed in, too"
    SIGNED_IN = "every account"
    ADMINISTRATOR = "who looks after the accounts"
    FOUNDER = "who looks after the accounts, and the manager of any team"


ASKS: dict[str, Deed | Open] = {
    "assets.static_file": Open.ANYBODY,
    "entry.health": Open.ANYBODY,
    "entry.robots": Open.ANYBODY,
    "feeds.feed": Open.ANYBODY,
    "accounts.sign_in": Open.ANYBODY,
    "accounts.sign_in_now": Open.ANYBODY,
    "accounts.sign_out": Open.ANYBODY,
    "accounts.speak": Open.ANYBODY,
    "accounts.join": Open.ANYBODY,
    "accounts.join_now": Open.ANYBODY,
    "entry.start": Open.SIGNED_IN,
    "accounts.own": Open.SIGNED_IN,
    "accounts.change_password": Open.SIGNED_IN,
    "accounts.sign_out_everywhere": Open.SIGNED_IN,
    "administration.accounts": Open.ADMINISTRATOR,
    "administration.account": Open.ADMINISTRATOR,
    "administration.give_role": Open.ADMINISTRATOR,
    "administration.take_role": Open.ADMINISTRATOR,
    "administration.dismiss": Open.ADMINISTRATOR,
    "administration.end_sessions": Open.ADMINISTRATOR,
    "figures.figures": Deed.SEE_TEAM_FIGURES,
    "letting_in.accounts": Deed.LET_IN,
    "letting_in.let_in": Deed.LET_IN,
    "letting_in.renew": Deed.LET_IN,
    "letting_in.make_deputy": Deed.LET_IN,
    "letting_in.take": Deed.LET_IN,
    "administration.add_account": Open.ADMINISTRATOR,
    "administration.add_team": Open.ADMINISTRATOR,
    "administration.close": Open.ADMINISTRATOR,
    "administration.link": Open.ADMINISTRATOR,
    "manager.home": Deed.SEE_TEAM_ROSTER,
    "manager.ask": Deed.GENERATE,
    "manager.generate": Deed.GENERATE,
    "manager.again": Deed.GENERATE,
    "manager.keep": Deed.GENERATE,
    "manager.notice_seen": Deed.GENERATE,
    "manager.drafts": Deed.SEE_TEAM_ROSTER,
    "manager.compare": Deed.SEE_TEAM_ROSTER,
    "manager.remove": Deed.GENERATE,
    "manager.bring_back": Deed.GENERATE,
    "manager.leave": Deed.ARRANGE_LEAVE,
    "manager.open_leave": Deed.ARRANGE_LEAVE,
    "manager.leave_round": Deed.ARRANGE_LEAVE,
    "manager.close_leave": Deed.ARRANGE_LEAVE,
    "manager.leave_as_proposed": Deed.ARRANGE_LEAVE,
    "manager.answer_leave": Deed.DECIDE_LEAVE,
    "manager.pictures": Deed.SEE_TEAM_ROSTER,
    "manager.notices": Deed.GENERATE,
    "manager.run": Deed.SEE_TEAM_ROSTER,
    "manager.run_progress": Deed.SEE_TEAM_ROSTER,
    "manager.stop": Deed.GENERATE,
    "manager.newest": Deed.SEE_TEAM_ROSTER,
    "manager.week": Deed.SEE_TEAM_ROSTER,
    "manager.day": Deed.SEE_TEAM_ROSTER,
    "manager.shortfalls": Deed.SEE_TEAM_ROSTER,
    "manager.try_edit": Deed.EDIT_ROSTER,
    "manager.save_edit": Deed.EDIT_ROSTER,
    "manager.pin": Deed.EDIT_ROSTER,
    "manager.undo": Deed.EDIT_ROSTER,
    "manager.redo": Deed.EDIT_ROSTER,
    "manager.change_roster": Deed.EDIT_ROSTER,
    "manager.around_pins": Deed.GENERATE,
    "manager.publish": Deed.PUBLISH,
    "manager.publish_now": Deed.PUBLISH,
    "manager.ask_people": Deed.PUBLISH,
    "manager.paper": Deed.SEE_TEAM_ROSTER,
    "manager.records": Deed.SEE_TEAM_FIGURES,
    "manager.inspection": Deed.SEE_TEAM_FIGURES,
    "manager.audit": Deed.SEE_AUDIT,
    "manager.withdraw": Deed.PUBLISH,
    "manager.go_back": Deed.PUBLISH,
    "manager.versions": Deed.SEE_TEAM_ROSTER,
    "manager.version_changes": Deed.SEE_TEAM_ROSTER,
    "intake.month": Deed.EDIT_TEAM,
    "intake.month_read": Deed.EDIT_TEAM,
    "intake.month_check": Deed.EDIT_TEAM,
    "intake.month_take": Deed.EDIT_TEAM,
    "intake.taken": Deed.EDIT_TEAM,
    "intake.sheet": Deed.SEE_TEAM_ROSTER,
    "intake.for_real": Deed.PUBLISH,
    "intake.for_real_now": Deed.PUBLISH,
    "founding.choose": Open.FOUNDER,
    "founding.make": Open.FOUNDER,
    "founding.month": Open.FOUNDER,
    "founding.month_read": Open.FOUNDER,
    "founding.month_check": Open.FOUNDER,
    "founding.month_take": Open.FOUNDER,
    "people.week": Deed.SEE_OWN_ROSTER,
    "people.leave": Deed.WISH_LEAVE,
    "people.wish": Deed.WISH_LEAVE,
    "people.withdraw": Deed.WISH_LEAVE,
    "people.answer": Deed.ANSWER,
    "people.calendar": Deed.MAKE_OWN_FEED,
    "people.make_link": Deed.MAKE_OWN_FEED,
    "people.revoke_link": Deed.MAKE_OWN_FEED,
    "exchange.look": Deed.EDIT_TEAM,
    "exchange.page": Deed.EDIT_TEAM,
    "exchange.sample": Deed.EDIT_TEAM,
    "exchange.sheet": Deed.EDIT_TEAM,
    "exchange.take_in": Deed.EDIT_TEAM,
    "exchange.team_file": Deed.EDIT_TEAM,
    "rules.all": Deed.SEE_TEAM_FIGURES,
    "rules.change": Deed.EDIT_TEAM,
    "rules.history": Deed.SEE_TEAM_FIGURES,
    "rules.rule": Deed.SEE_TEAM_FIGURES,
    "rules.rules": Deed.SEE_TEAM_FIGURES,
    "rules.take_back": Deed.EDIT_TEAM,
    "team.activity": Deed.EDIT_TEAM,
    "team.activity_now": Deed.EDIT_TEAM,
    "team.activity_remove": Deed.EDIT_TEAM,
    "team.activity_remove_now": Deed.EDIT_TEAM,
    "team.copy": Deed.EDIT_TEAM,
    "team.coverage": Deed.EDIT_TEAM,
    "team.hours": Deed.EDIT_TEAM,
    "team.hours_now": Deed.EDIT_TEAM,
    "team.lines": Deed.EDIT_TEAM,
    "team.lines_now": Deed.EDIT_TEAM,
    "team.new_activity": Deed.EDIT_TEAM,
    "team.new_activity_now": Deed.EDIT_TEAM,
    "team.new_person": Deed.EDIT_TEAM,
    "team.new_person_now": Deed.EDIT_TEAM,
    "team.new_room": Deed.EDIT_TEAM,
    "team.new_room_now": Deed.EDIT_TEAM,
    "team.opening": Deed.EDIT_TEAM,
    "team.opening_hours": Deed.EDIT_TEAM,
    "team.opening_hours_now": Deed.EDIT_TEAM,
    "team.paint": Deed.EDIT_TEAM,
    "team.paint_now": Deed.EDIT_TEAM,
    "team.people": Deed.EDIT_TEAM,
    "team.person": Deed.EDIT_TEAM,
    "team.person_now": Deed.EDIT_TEAM,
    "team.person_remove": Deed.EDIT_TEAM,
    "team.person_remove_now": Deed.EDIT_TEAM,
    "team.room": Deed.EDIT_TEAM,
    "team.room_now": Deed.EDIT_TEAM,
    "team.room_remove": Deed.EDIT_TEAM,
    "team.room_remove_now": Deed.EDIT_TEAM,
    "team.rooms": Deed.EDIT_TEAM,
    "team.shapes": Deed.EDIT_TEAM,
    "team.shapes_now": Deed.EDIT_TEAM,
    "team.undo": Deed.EDIT_TEAM,
    "team.work": Deed.EDIT_TEAM,
    "team.workload": Deed.EDIT_TEAM,
    "team.workload_now": Deed.EDIT_TEAM,
}

# Numbers of things that belong to a team; the tests try those of one team below another.
OBJECTS: dict[str, int] = {
    "roster_id": 1,
    "job_id": 1,
    "round_id": 1,
    "wish_id": 1,
    "account_id": 2,
    "membership_id": 2,
    "asking_id": 1,
}
# What else stands in addresses: as the site of the tests has it or could have it.
VALUES: dict[str, Any] = {
    "team_id": 1,
    "person_id": "anouk",
    "activity_id": "images-1",
    "room_id": "room-1",
    "rule_name": "max_stint",
    "what": "people",
    "form": "csv",
    "monday": "2026-12-07",
    "on": "2026-12-08",
    "first": "2026-11-01",
    "last": "2026-11-30",
    "key": "no-such-key",
    "token": "no-such-token",
    "digest": "0" * 16,
    "name": "breather.css",
}


def methods(rule: Rule) -> set[str]:
    """How an address can be asked for, less what every address answers."""
    return (rule.methods or set()) - {"HEAD", "OPTIONS"}


def path_of(app: Flask, rule: Rule, **other: Any) -> str:  # noqa: ANN401 - of many types
    """The path of an address, filled with what the site has. other: values in place of those.

    Raises:
        KeyError: the address has a part that neither OBJECTS nor VALUES knows.
    """
    known = OBJECTS | VALUES | other
    with app.test_request_context():
        return app.url_for(rule.endpoint, **{name: known[name] for name in rule.arguments})
