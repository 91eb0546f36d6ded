"""The pages on which rules are read: seven sentences, all of them, and what was asked for when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import render_template
from flask_babel import gettext

from constraints import CATALOGUE
from scheduler.rule import Group, Kind, Rule
from web import say
from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed, may
from web.rule_pages import saying
from web.rule_pages.team_rules import TeamRules, history, local_day, team_rules
from web.rule_pages.titles import GROUPS, KINDS, TITLES
from web.storage.store import Store
from web.storage.tables import Team
from web.teams import find_team

# The rules that the seven sentences are about.
IN_SENTENCES = (
    ("max_daily_exposure",),
    ("max_stint",),
    ("recovery_break",),
    ("exposure_window", "wind_down"),
    ("max_weekly_exposure", "exposure_share"),
    ("no_lone_exposure", "buddy"),
    ("shift_length", "daily_rest", "consecutive_days"),
)


@dataclass(frozen=True)
class Beside:
    """What stands beside a sentence.

    kinds: of its rules. notes: where they end, and what waits. off: titles of those not in use.
    """

    kinds: tuple[str, ...]
    notes: tuple[str, ...]
    off: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """One rule of the list of all. standing: beside what is recommended."""

    name: str
    title: str
    sentence: str
    kind: str
    settings: tuple[str, ...]
    standing: str
    changed: bool
    waits: tuple[str, ...]


class Reading:
    """The views that show rules and change nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.rules = requires(Deed.SEE_TEAM_FIGURES)(self._rules)
        self.all = requires(Deed.SEE_TEAM_FIGURES)(self._all)
        self.history = requires(Deed.SEE_TEAM_FIGURES)(self._history)

    def _rules(self, *, team_id: int) -> str:
        team, rules = self._read(team_id)
        named = {name for names in IN_SENTENCES for name in names}
        others = [rule for rule in rules.now.values() if rule.name not in named]
        changed = [rule for rule in others if rule != type(rule)()]
        return page(
            "rules",
            team,
            rules=rules.now,
            beside={names[0]: _beside(rules, names) for names in IN_SENTENCES},
            others=len(others),
            changed=len(changed),
        )

    def _all(self, *, team_id: int) -> str:
        team, rules = self._read(team_id)
        groups = [
            (GROUPS[group], [_listed(rules, one) for one in _of(group, rules.now.values())])
            for group in Group
        ]
        return page("all", team, groups=groups, number=len(CATALOGUE))

    def _history(self, *, team_id: int) -> str:
        team, rules = self._read(team_id)
        with self._store.read() as session:
            lines = history(session, team, rules, named=manages(team_id))
        return page("history", team, lines=lines)

    def _read(self, team_id: int) -> tuple[Team, TeamRules]:
        with self._store.read() as session:
            team = find_team(session, team_id)
            return team, team_rules(session, team, local_day(team, datetime.now(UTC)))


def page(name: str, team: Team, **more: Any) -> str:  # noqa: ANN401 - the template's
    """A page of the rules, with the navigation that its reader may use."""
    whole = may(signed_in_user(), Deed.SEE_TEAM_ROSTER, team.id)
    return render_template(
        f"rules/{name}.html",
        team=team,
        whole=whole,
        can_edit=may(signed_in_user(), Deed.EDIT_TEAM, team.id),
        saying=saying,
        **more,
    )


def manages(team_id: int) -> bool:
    """Whether whoever reads may know who asked for a change by name."""
    return may(signed_in_user(), Deed.EDIT_TEAM, team_id)


def kind_in_words(rule: Rule) -> str:
    """How far a rule binds the team, in a word or two."""
    if rule.kind is Kind.SOFT and not rule.in_force:
        return str(KINDS[Kind.OFF])
    return str(KINDS[rule.binding])


def _of(group: Group, rules: Iterable[Rule]) -> list[Rule]:
    return [rule for rule in rules if rule.group is group]


def _listed(rules: TeamRules, rule: Rule) -> Listed:
    return Listed(
        name=rule.name,
        title=str(TITLES[rule.name]),
        sentence=say.sentence(rule.sentence()),
        kind=kind_in_words(rule),
        settings=tuple(saying.settings_in_words(rule)),
        standing=saying.standing(rule),
        changed=rule != type(rule)(),
        waits=tuple(saying.at(one.since) for one in rules.to_come(rule.name)),
    )


def _beside(rules: TeamRules, names: tuple[str, ...]) -> Beside:
    found = [rules.now[name] for name in names]
    kinds = {kind_in_words(rule) for rule in found}
    one = len(kinds) == 1
    notes = [
        words
        for rule in found
        for field in type(rule).tighter
        if rule.kind is Kind.MANDATORY and (words := saying.end_in_words(type(rule), field))
    ]
    notes += [
        gettext("Changes on %(day)s", day=saying.at(step.since))
        for rule in found
        for step in rules.to_come(rule.name)
    ]
    told = kinds if one else [f"{TITLES[rule.name]}: {kind_in_words(rule)}" for rule in found]
    off = (str(TITLES[rule.name]) for rule in found if not rule.in_force)
    return Beside(tuple(told), tuple(dict.fromkeys(notes)), tuple(off))
