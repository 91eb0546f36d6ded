"""What an import would add, change and take out, in words; nothing of the private class."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, lazy_gettext

from constraints.loosening import KNOWN, other_changes
from constraints.loosening import changes as plain_changes
from scheduler.team import Team
from web.exchange.columns import COVERAGE, PEOPLE, Column
from web.rule_pages.titles import title_of

Content = dict[str, Any]
SECTIONS = {
    "name": lazy_gettext("The team's name"),
    "timezone": lazy_gettext("Time zone"),
    "holidays": lazy_gettext("Public holidays"),
    "closing_days": lazy_gettext("Closing days"),
    "opening": lazy_gettext("Opening hours"),
    "periods": lazy_gettext("Periods with a name"),
    "meals_paid": lazy_gettext("Meals paid"),
    "shapes": lazy_gettext("Shift shapes"),
    "workload": lazy_gettext("Workload"),
    "shift_kinds": lazy_gettext("Kinds of shifts"),
    "history": lazy_gettext("Shifts of the weeks before"),
    "call_outs": lazy_gettext("Call-outs"),
    "worked": lazy_gettext("Minutes done"),
    "urgent": lazy_gettext("Urgent cases"),
    "pins": lazy_gettext("Pins"),
}
LISTS = {
    "people": lazy_gettext("People"),
    "activities": lazy_gettext("Work"),
    "rooms": lazy_gettext("Rooms"),
}


@dataclass(frozen=True)
class Changes:
    """Of one part of the team: what is added, what changes, and what goes."""

    title: str
    added: Sequence[str] = ()
    changed: Sequence[str] = ()
    removed: Sequence[str] = ()

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.added or self.changed or self.removed)


def changes(old: Content, new: Content) -> list[Changes]:
    """All parts that are different, people first. old, new: files without a fault.

    Changes of rules have pages of their own words, see `rules_changed`.
    """
    old, new = _whole(old), _whole(new)
    found = [
        _of_list(str(title), old.get(section, []), new.get(section, []))
        for section, title in LISTS.items()
    ]
    found.append(_of_coverage(old.get("coverage", []), new.get("coverage", [])))
    other = [str(title) for name, title in SECTIONS.items() if old[name] != new[name]]
    found.append(Changes(gettext("Else"), changed=other))
    return [one for one in found if one]


def rules_changed(old: Content, new: Content) -> list[str]:
    """Titles of the rules that are set otherwise."""
    pairs = (old.get("rules", {}), new.get("rules", {}))
    found = {change.new.name for told in (plain_changes, other_changes) for change in told(*pairs)}
    return [title_of(name) for name in KNOWN if name in found]


def _whole(content: Content) -> Content:
    """With all defaults in it: what a file leaves out is not different from what it says."""
    return Team.model_validate_json(json.dumps(content)).model_dump(mode="json", by_alias=True)


def _of_list(title: str, old: Sequence[Content], new: Sequence[Content]) -> Changes:
    before, after = ({one["id"]: _public(one) for one in parts} for parts in (old, new))
    return Changes(
        title,
        added=[after[name]["name"] for name in after if name not in before],
        changed=[
            gettext(
                "%(name)s: %(what)s",
                name=after[name]["name"],
                what=", ".join(_fields(before[name], after[name])),
            )
            for name in after
            if name in before and before[name] != after[name]
        ],
        removed=[before[name]["name"] for name in before if name not in after],
    )


def _public(part: Content) -> Content:
    return {key: value for key, value in part.items() if key != "private"}


def _fields(old: Content, new: Content) -> list[str]:
    """The columns that differ; for what has no column, the name in the file. Never a value."""
    columns = [c for c in PEOPLE if c.of(old) != c.of(new)]
    covered = {column.path[0] for column in PEOPLE}
    others = [
        key
        for key in dict.fromkeys((*old, *new))
        if key not in covered and old.get(key) != new.get(key)
    ]
    return [column.name for column in columns] + others or ["contract"]


def _of_coverage(old: Sequence[Content], new: Sequence[Content]) -> Changes:
    before, after = ({_key(line): line for line in lines} for lines in (old, new))
    return Changes(
        gettext("Coverage"),
        added=[_said(after[key]) for key in after if key not in before],
        changed=[
            gettext("%(old)s, becomes %(new)s", old=_said(before[key]), new=_numbers(after[key]))
            for key in after
            if key in before and _said(before[key]) != _said(after[key])
        ],
        removed=[_said(before[key]) for key in before if key not in after],
    )


def _key(line: Content) -> tuple[str, ...]:
    return tuple(_cell(column, line) for column in COVERAGE if column.path[0] not in _NUMBERS)


_NUMBERS = {"minimum", "target"}


def _cell(column: Column, line: Content) -> str:
    said = column.of(line)
    return "mon-sun" if column.name == "weekdays" and said is None else str(said or "")


def _said(line: Content) -> str:
    return f"{' '.join(part for part in _key(line) if part)}: {_numbers(line)}"


def _numbers(line: Mapping[str, Any]) -> str:
    return str(
        gettext(
            "at least %(minimum)s, wanted %(target)s",
            minimum=line.get("minimum", 0),
            target=line.get("target", 0),
        )
    )
