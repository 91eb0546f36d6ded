"""Reading a team file and the book of its rules, or all that is wrong with them at once."""

import json
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from constraints import CATALOGUE
from scheduler.reading.document import parsed
from scheduler.reading.faults import Fault, TeamFaultsError, in_order, place_of, shown
from scheduler.reading.fields import field_faults
from scheduler.reading.node import Node
from scheduler.reading.team_file import team_faults
from scheduler.rule import Kind, Rule, Rulebook
from scheduler.team import SHIFT_KINDS, Team
from scheduler.words import Words, words

_BY_NAME = {kind.name: kind for kind in CATALOGUE}
_SECTIONS = {name: place for place, name in enumerate(Team.model_fields)}


def read(file: str | bytes | dict[str, Any]) -> tuple[Team, Rulebook]:
    """The team of a file, given as its text or its content, and the team's rules.

    Raises TeamFaultsError with every fault: of fields, of names that nothing has, of what makes
    no sense together, and of rule settings beyond a ceiling or a floor.
    """
    content, faults = (file, []) if isinstance(file, dict) else parsed(file)
    if content is None and faults:
        raise TeamFaultsError(faults)
    text = json.dumps(content)
    faults = [*faults, *team_faults(content, text)]
    if isinstance(content, dict) and isinstance(content.get("rules"), dict):
        faults += settings_faults(content["rules"])
    faults += _unknown_kinds(Node(content))
    if faults:
        raise TeamFaultsError(sorted(faults, key=_in_file))
    team = Team.model_validate_json(text, strict=True)
    rulebook = rulebook_of(team)
    if conflicts := list(_conflicts(rulebook)):
        raise TeamFaultsError(sorted(conflicts, key=_in_file))
    return team, rulebook


def rulebook_of(team: Team) -> Rulebook:
    """The rules with the team's settings; what it does not set has the default.

    Raises pydantic's ValidationError for settings that `read` would have refused.
    """
    rules = (
        kind.model_validate_json(json.dumps(team.rules.get(kind.name, {}))) for kind in CATALOGUE
    )
    return Rulebook(rules, CATALOGUE)


def settings_faults(rules: dict[str, Any]) -> Iterator[Fault]:
    """What is wrong with settings by rule name."""
    for name, settings in rules.items():
        kind = _BY_NAME.get(name)
        if kind is None:
            yield Fault(place_of(("rules", name)), _no_such_rule(name))
        elif kind.kind is Kind.MANDATORY and _switched_off(settings):
            place = ("rules", name, "active") if isinstance(settings, dict) else ("rules", name)
            yield Fault(place_of(place), words("a mandatory rule cannot be switched off"))
            if isinstance(settings, dict):
                others = {key: value for key, value in settings.items() if key != "active"}
                yield from _fields(kind, others)
        else:
            yield from _fields(kind, settings)


def _conflicts(rulebook: Rulebook) -> Iterator[Fault]:
    """Settings that are right by themselves and make no sense together."""
    for rule in rulebook.rules:
        for field, said in rule.conflicts(rulebook):
            yield Fault(place_of(("rules", rule.name, field)), said)


def _fields(kind: type[Rule], settings: object) -> list[Fault]:
    if not isinstance(settings, dict):
        said = words("{value} is not an object with settings", value=shown(settings))
        return [Fault(place_of(("rules", kind.name)), said)]
    return field_faults(kind, json.dumps(settings), ("rules", kind.name))


def _unknown_kinds(team: Node) -> Iterator[Fault]:
    """Kinds of shifts that a rule in force names, also by its default, and the team lacks."""
    own = team["shift_kinds"]
    known = {kind["id"].text for kind in own} if own else {kind.id for kind in SHIFT_KINDS}
    for rule in CATALOGUE:
        settings = team["rules"][rule.name]
        for field in rule.names_kinds if not _switched_off(settings.value) else ():
            named = settings[field]
            if not named:
                usual = rule().model_dump(mode="json")[field]
                named = Node(usual, named.steps)
            for node in _texts(named):
                if node.text not in known:
                    name = shown(node.text)
                    yield node.fault(words("there is no kind of shift {name}", name=name))


def _texts(node: Node) -> Iterator[Node]:
    """The texts of a setting, and the keys of a mapping."""
    if node.text is not None:
        yield node
    elif isinstance(node.value, dict):
        yield from (Node(key, (*node.steps, key)) for key in node.value)
    for item in node:
        yield from _texts(item)


def _switched_off(settings: object) -> bool:
    return settings is False or (isinstance(settings, dict) and settings.get("active") is False)


def _no_such_rule(name: str) -> Words:
    close = get_close_matches(name, _BY_NAME, n=1)
    if not close:
        return words("there is no such rule")
    return words("there is no such rule; is {rule} meant?", rule=close[0])


def _in_file(fault: Fault) -> tuple[int, list[tuple[int, str]]]:
    section = fault.place.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0]
    return _SECTIONS.get(section, len(_SECTIONS)), in_order(fault.place)
