"""Changes of the rules that protect people, as everybody in the team reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from flask_babel import gettext
from sqlalchemy.orm import Session

from constraints.loosening import BOUND
from scheduler.rule import Rule
from web import say
from web.rule_pages.titles import title_of
from web.rule_timeline import Step, asked_of, steps
from web.storage.rule_changes import rule_changes
from web.storage.tables import Team


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words. since: the local day from which it is in force."""

    rule: str
    old: str
    new: str
    since: date
    to_come: bool


@dataclass(frozen=True)
class RuleChanges:
    """What changes, the soonest first, and what has changed, the latest first."""

    to_come: tuple[Told, ...]
    past: tuple[Told, ...]


def changes_of(session: Session, team: Team, today: date) -> RuleChanges:
    """Every change of the team's rules that protect people, on the team's local day.

    What was asked for and taken back before it was in force changed nothing for anybody.
    """
    rows = [row for row in rule_changes(session, team.id) if row.rule in BOUND]
    made = [step for asked in asked_of(rows, ZoneInfo(team.zone)).values() for step in steps(asked)]
    told = told_of(made, today)
    return RuleChanges(
        to_come=tuple(one for one in told if one.to_come),
        past=tuple(one for one in reversed(told) if not one.to_come),
    )


def told_of(made: Iterable[Step], today: date) -> list[Told]:
    """Steps in words, the earliest first."""
    told = [
        Told(
            title_of(step.new.name),
            *both_said(step.old, step.new),
            since=step.since,
            to_come=step.since > today,
        )
        for step in made
    ]
    return sorted(told, key=lambda one: one.since)


def both_said(old: Rule, new: Rule) -> tuple[str, str]:
    """Both in a sentence; with the settings, where the sentence does not tell them apart."""
    before, after = _said(old), _said(new)
    if before != after:
        return before, after
    values = [(rule.model_dump(mode="json")) for rule in (old, new)]
    fields = [name for name in values[0] if values[0][name] != values[1][name]]
    said = [
        ", ".join(f"{name.replace('_', ' ')} {value[name]}" for name in fields) for value in values
    ]
    return f"{before} ({said[0]})", f"{after} ({said[1]})"


def _said(rule: Rule) -> str:
    return say.sentence(rule.sentence()) if rule.in_force else str(gettext("Not in use."))
