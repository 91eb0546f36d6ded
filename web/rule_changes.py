"""Changes of the rules that protect people, as everybody in the team reads them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from flask_babel import gettext
from sqlalchemy.orm import Session

from constraints.loosening import BOUND, Change, rule_of
from scheduler.rule import Rule
from web import say
from web.storage.rule_changes import rule_changes
from web.storage.tables import RuleChange, Team


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
    """Every change of the team's rules that protect people, on the team's local day."""
    zone = ZoneInfo(team.zone)
    told = [one for row in rule_changes(session, team.id) for one in _told(row, zone, today)]
    told.sort(key=lambda one: one.since)
    return RuleChanges(
        to_come=tuple(one for one in told if one.to_come),
        past=tuple(one for one in reversed(told) if not one.to_come),
    )


def _told(row: RuleChange, zone: ZoneInfo, today: date) -> Iterator[Told]:
    """What is stricter at once and what is looser later are told apart."""
    if row.rule not in BOUND:
        return
    change = Change(rule_of(row.rule, row.old), rule_of(row.rule, row.new))
    name, then = row.rule.replace("_", " ").capitalize(), change.until_then
    if change.tighter:
        asked = row.asked_at.astimezone(zone).date()
        yield Told(name, *_both(change.old, then), since=asked, to_come=False)
    if row.looser_from is not None:
        to_come = row.looser_from > today
        yield Told(name, *_both(then, change.new), since=row.looser_from, to_come=to_come)


def _both(old: Rule, new: Rule) -> tuple[str, str]:
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
