"""The form of a rule, made of its settings: a field for each, with its range beside it."""

import json
import re
from functools import cache
from typing import Any

from flask_babel import LazyString, lazy_gettext
from pydantic import ValidationError

from scheduler.rule import Rule
from web.rule_pages.saying import range_in_words
from web.rule_pages.settings import setting_of
from web.team_pages.fields import Clock, Days, Length, PartForm, Section, Text, Tick, Whole, Words

PAIR = re.compile(r"([^,>]+)>([^,>]+)")
HOUR = 60
COUNT = re.compile(r"([^,:]+):\s*(\d{1,4})")


class Minutes(Length):
    """Minutes, shown as minutes below an hour."""

    def process_data(self, value: Any) -> None:  # noqa: ANN401 - what the file has
        """Show `45 min` or `4:00`."""
        super().process_data(value)
        if isinstance(value, int) and value < HOUR:
            self.data = f"{value} min"


class Pairs(Text):
    """Pairs of kinds of shifts, as `late > early`."""

    def part(self) -> object:
        """The pairs, or the text that is none."""
        return _parted(self.data, PAIR, lambda found: [found[1].strip(), found[2].strip()])

    def process_data(self, value: Any) -> None:  # noqa: ANN401 - what the file has
        """Show them on a line."""
        self.data = ", ".join(f"{one} > {two}" for one, two in value or ())


class Counts(Text):
    """Kinds of shifts with a number, as `night: 4`."""

    def part(self) -> object:
        """The numbers by kind, or the text that is none."""
        found = _parted(self.data, COUNT, lambda found: (found[1].strip(), int(found[2])))
        return dict(found) if isinstance(found, list) else found

    def process_data(self, value: Any) -> None:  # noqa: ANN401 - what the file has
        """Show them on a line."""
        self.data = ", ".join(f"{kind}: {most}" for kind, most in (value or {}).items())


def _parted(text: str | None, pattern: re.Pattern[str], made: Any) -> Any:  # noqa: ANN401
    parts = [part.strip() for part in (text or "").split(",") if part.strip()]
    matches = [pattern.fullmatch(part) for part in parts]
    return [made(match) for match in matches] if all(matches) else (text or "").strip()


_FIELDS = {
    "length": Minutes,
    "percent": Whole,
    "number": Whole,
    "clock": Clock,
    "days": Days,
    "kind": Text,
    "kinds": Words,
    "pairs": Pairs,
    "counts": Counts,
}


@cache
def form_kind(kind: type[Rule]) -> type[PartForm]:
    """The class of the form of a rule; one without settings has none to fill in."""
    fields: dict[str, Any] = {}
    for name in kind.model_fields:
        setting = setting_of(kind.name, name)
        if name != "active":
            fields[name] = _FIELDS[setting.unit](setting.label, description=_range(kind, name))
        elif can_be_off(kind):
            fields[name] = Tick(setting.label, usually=bool(kind.model_fields[name].default))
    sections = (Section(lazy_gettext("Settings"), tuple(fields)),) if fields else ()
    return type(f"{kind.__name__}Form", (PartForm,), {"sections": sections, **fields})


def can_be_off(kind: type[Rule]) -> bool:
    """Whether a team may do without the rule: mandatory ones have no switch, nor has coverage."""
    field = kind.model_fields.get("active")
    return field is not None and field.annotation is bool


def _range(kind: type[Rule], name: str) -> LazyString:
    return LazyString(lambda: range_in_words(kind, name))


def trimmed(kind: type[Rule], settings: dict[str, Any]) -> dict[str, Any]:
    """Settings without what is as recommended; what cannot be read stays, to be told so."""
    try:
        rule = kind.model_validate_json(json.dumps(settings), strict=True)
    except ValidationError:
        return settings
    usual = kind().model_dump(mode="json")
    return {name: v for name, v in rule.model_dump(mode="json").items() if v != usual[name]}
