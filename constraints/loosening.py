"""Changes of a team's rules: what one loosens, and the rules that hold until that is in force."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from pydantic import ValidationError

from constraints import CATALOGUE
from scheduler.rule import Rule, Rulebook

KNOWN = {kind.name: kind for kind in CATALOGUE}
BOUND = {name: kind for name, kind in KNOWN.items() if kind.binds_and_protects()}


@dataclass(frozen=True)
class Change:
    """One rule that protects people, with its settings before and after."""

    old: Rule
    new: Rule

    @property
    def looser(self) -> tuple[str, ...]:
        """The settings that it loosens, which take their time."""
        return tuple(self.new.looser_than(self.old))

    @property
    def until_then(self) -> Rule:
        """What holds from the change on until what is looser is in force."""
        return stricter(self.old, self.new)

    @property
    def tighter(self) -> bool:
        """Whether something is stricter at once."""
        return any(self.old.looser_than(self.until_then))


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Every rule that binds and protects people and is another by the settings `after`.

    before, after: settings by rule name, as a team file has them.
    """
    for name in BOUND:
        change = Change(*(rule_of(name, rules.get(name)) for rules in (before, after)))
        if change.looser or change.tighter:
            yield change


def other_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Every rule that is another by the settings `after`, and that `changes` does not name.

    Rules that do not bind or protect nobody, and weights: they are as set at once.
    """
    for name in KNOWN:
        change = Change(*(rule_of(name, rules.get(name)) for rules in (before, after)))
        told = name in BOUND and (change.looser or change.tighter)
        if change.old != change.new and not told:
            yield change


def rule_of(name: str, settings: object) -> Rule:
    """A rule as it was once set. What a rule no longer has, or allows, is as recommended.

    Raises KeyError where no rule has the name.
    """
    kind = KNOWN[name]
    given = settings if isinstance(settings, dict) else {}
    try:
        return kind.model_validate({f: v for f, v in given.items() if f in kind.model_fields})
    except ValidationError:
        return kind()


def stricter(old: Rule, new: Rule) -> Rule:
    """The new rule, but the old one's value in each setting that the new one loosens.

    Where these do not fit together, as in a window that moves to other hours, it is the old one.
    """
    looser = set(new.looser_than(old))
    kept = {field: value for field, value in dict(new).items() if field not in looser}
    try:
        return type(new).model_validate(dict(old) | kept)
    except ValidationError:
        return old


def held(rulebook: Rulebook, waiting: Iterable[Rule]) -> Rulebook:
    """The book in which nothing is looser than what holds while changes wait.

    waiting: each rule as it was before a change that is not in force yet, in the order of asking.
    """
    olds: dict[str, list[Rule]] = {}
    for rule in waiting:
        olds.setdefault(rule.name, []).append(rule)

    def kept(rule: Rule) -> Rule:
        return reduce(stricter, [*olds.get(rule.name, []), rule])

    return Rulebook((kept(rule) for rule in rulebook.all), CATALOGUE) if olds else rulebook
