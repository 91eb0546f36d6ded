"""The page `figures.figures` of a team: its rules in sentences, and figures without persons."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from constraints.loosening import held
from constraints.reading import rulebook_of
from scheduler.rule import Rule
from web import say
from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed
from web.figures.weekly import FEWEST, weekly
from web.plan import Plan, UnreadablePlanError, plan_in_force, team_of
from web.rule_changes import changes_of
from web.rule_pages.titles import GROUPS, title_of
from web.storage.in_force import in_force
from web.storage.rule_changes import waiting
from web.storage.store import Store
from web.storage.tables import Team
from web.teams import find_team, local_now

ONE_WEEK = timedelta(days=7)
# A quarter of a year: four weeks of what was, and what is published ahead.
BEFORE, AHEAD = 4, 9


@dataclass(frozen=True)
class Sentence:
    """One rule that holds: what it is called, and what it asks."""

    title: str
    text: str


@dataclass(frozen=True)
class Group:
    """The rules of one kind that hold."""

    title: str
    sentences: tuple[Sentence, ...]


def figures_blueprint(store: Store) -> Blueprint:
    """The page below /teams/<number>/figures. It has nobody's name and nobody's minutes."""
    pages = Blueprint("figures", __name__, template_folder="templates")

    @pages.get("/teams/<int:team_id>/figures")
    @requires(Deed.SEE_TEAM_FIGURES)
    def figures(*, team_id: int) -> str:
        with store.read() as session:
            team = find_team(session, team_id)
            today = local_now(team, datetime.now(UTC)).date()
            monday = today - timedelta(days=today.weekday())
            mondays = [monday + number * ONE_WEEK for number in range(-BEFORE, AHEAD)]
            plans = _plans(session, team, mondays[0], mondays[-1] + ONE_WEEK)
            groups = _in_force(session, team, today)
            rule_changes = changes_of(session, team, today)
        return render_template(
            "figures/figures.html",
            team=team,
            today=today,
            weeks=weekly(plans, mondays, signed_in_user().person_in(team_id)),
            fewest=FEWEST,
            groups=groups,
            rule_changes=rule_changes,
        )

    return pages


def _plans(session: Session, team: Team, first: date, last: date) -> list[Plan]:
    """What is in force; what a team tries out is told to nobody."""
    found: list[Plan] = []
    for one in [] if team.practice else in_force(session, team.id, first=first, last=last):
        with suppress(UnreadablePlanError):
            found.append(plan_in_force(session, team, one))
    return found


def _in_force(session: Session, team: Team, today: date) -> list[Group]:
    """The rules that hold today, with what waits still as it was."""
    rulebook = held(rulebook_of(team_of(team.document)), waiting(session, team.id, today))
    return [
        Group(str(GROUPS[group]), tuple(_sentences(rules)))
        for group, rules in groupby(rulebook.rules, key=lambda rule: rule.group)
    ]


def _sentences(rules: Iterator[Rule]) -> Iterator[Sentence]:
    for rule in rules:
        yield Sentence(str(title_of(rule.name)), say.sentence(rule.sentence()))
