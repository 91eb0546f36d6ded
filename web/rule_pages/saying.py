"""Settings of rules in words: values, ranges, and what the planning grid makes of them."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from annotated_types import Ge, Gt, Le
from flask_babel import gettext, ngettext

from scheduler.demand import Weekday
from scheduler.rule import Rule
from web import say
from web.rule_pages.settings import Unit, setting_of

DAY = 24 * 60
GRID = 15
"""Minutes of a slot of a roster that is made on the pages; a time counts from midnight."""


def value(rule: Rule, field: str) -> str:
    """The value of a setting, as `45 min`, `45 %` or `08:00`."""
    return said(setting_of(rule.name, field).unit, getattr(rule, field))


def said(unit: Unit, given: Any) -> str:  # noqa: ANN401 - whatever settings hold
    """A value in its unit."""
    return _SAID[unit](given)


def _switch(given: bool) -> str:
    return str(gettext("on") if given else gettext("off"))


def _days(given: tuple[Weekday, ...]) -> str:
    return say.listed([say.weekday(day.number) for day in given])


def _pairs(given: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{first} > {second}" for first, second in given) or "–"


def _counts(given: dict[str, int]) -> str:
    return ", ".join(f"{kind}: {most}" for kind, most in given.items()) or "–"


_SAID: dict[Unit, Callable[[Any], str]] = {
    "length": say.length,
    "percent": lambda given: f"{given} %",
    "number": str,
    "clock": lambda given: f"{given:%H:%M}",
    "days": _days,
    "switch": _switch,
    "kind": str,
    "kinds": lambda given: ", ".join(given) or "–",
    "pairs": _pairs,
    "counts": _counts,
}


def limits(kind: type[Rule], field: str) -> tuple[int | None, int | None]:
    """The least and the most that a number may be; None where it has no such end."""
    given = kind.model_fields[field].metadata
    least = next((int(str(one.ge)) for one in given if isinstance(one, Ge)), None)
    above = next((int(str(one.gt)) for one in given if isinstance(one, Gt)), None)
    most = next((int(str(one.le)) for one in given if isinstance(one, Le)), None)
    return (least if above is None else above + 1), most


def range_in_words(kind: type[Rule], field: str) -> str:
    """What the setting may be; empty where its field says it by itself."""
    unit = setting_of(kind.name, field).unit
    least, most = limits(kind, field)
    if least is None or most is None:
        return _WRITTEN[unit]() if unit in _WRITTEN else ""
    return str(
        gettext("From %(least)s to %(most)s.", least=said(unit, least), most=said(unit, most))
    )


_WRITTEN: dict[Unit, Callable[[], str]] = {
    "pairs": lambda: gettext("Kinds of shifts of this team, as late > early, parted by commas."),
    "counts": lambda: gettext("Kinds of shifts of this team, as night: 4, parted by commas."),
    "kinds": lambda: gettext("Kinds of shifts of this team, parted by commas."),
    "kind": lambda: gettext("A kind of shift of this team."),
}


def end_in_words(kind: type[Rule], field: str) -> str:
    """The end of the range that no team passes, as `Ceiling 4 h`; empty where it has none."""
    least, most = limits(kind, field)
    unit = setting_of(kind.name, field).unit
    if unit not in {"length", "percent"}:
        return ""
    if kind.tighter.get(field) == "lower" and most is not None:
        return str(gettext("Ceiling %(value)s", value=said(unit, most)))
    if kind.tighter.get(field) == "higher" and least is not None:
        return str(gettext("Floor %(value)s", value=said(unit, least)))
    return ""


def grid_in_words(rule: Rule) -> list[str]:
    """What is planned where a setting is no whole number of slots: it goes to the strict side."""
    found = []
    for field, direction in rule.tighter.items():
        setting, given = setting_of(rule.name, field), getattr(rule, field)
        planned = _on_grid(given, down=direction == "lower") if setting.grid else given
        if planned != given:
            words = gettext(
                "%(value)s is planned as %(planned)s.",
                value=said(setting.unit, given),
                planned=said(setting.unit, planned),
            )
            found.append(words)
    return found


def _on_grid(given: int | time, *, down: bool) -> int | time:
    minutes = given if isinstance(given, int) else given.hour * 60 + given.minute
    slots = minutes // GRID if down else -(-minutes // GRID)
    if isinstance(given, int):
        return slots * GRID
    return given if slots * GRID >= DAY else time(*divmod(slots * GRID, 60))


def standing(rule: Rule) -> str:
    """How a rule stands beside what is recommended, in words."""
    usual = type(rule)()
    looser, stricter = any(rule.looser_than(usual)), any(usual.looser_than(rule))
    if rule == usual:
        return str(gettext("As recommended"))
    if looser and stricter:
        return str(gettext("Stricter and looser than recommended"))
    if looser:
        return str(gettext("Looser than recommended"))
    return str(
        gettext("Stricter than recommended") if stricter else gettext("Other than recommended")
    )


def settings_in_words(rule: Rule) -> list[str]:
    """Each setting with its value, as lists have it; whether it is on is told by its kind."""
    return [
        f"{setting_of(rule.name, field).label}: {value(rule, field)}"
        for field in type(rule).model_fields
        if field != "active"
    ]


def manual_in_words(rule: Rule, text: str) -> list[str]:
    """Paragraphs of the manual; where it names a setting, the value that is in force stands."""

    def told(found: re.Match[str]) -> str:
        named = found[1] in type(rule).model_fields and found[1] != "active"
        return value(rule, found[1]) if named else found[1]

    return [re.sub(r"`([^`]+)`", told, " ".join(part.split())) for part in text.split("\n\n")]


def working_days(number: int) -> str:
    """A number of days, as buttons have it."""
    return str(ngettext("%(num)s day", "%(num)s days", number))


def weeks(number: int) -> str:
    """A number of weeks, as buttons have it."""
    return str(ngettext("%(num)s week", "%(num)s weeks", number))


def at(on: date | datetime) -> str:
    """A date of a history, as `24 November 2026`."""
    return f"{say.plain_day(on.date() if isinstance(on, datetime) else on)} {on.year}"
