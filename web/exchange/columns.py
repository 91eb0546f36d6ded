"""The columns of sheets of people and of coverage: what each is called, and where it is stored."""

from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from web.exchange.cells import (
    AUTHORISED,
    DAY,
    HOURS_OF_WORK,
    LEAVE,
    SKILLS,
    SPAN,
    TEXT,
    TIME,
    WEEKDAYS,
    WEEKS,
    WHOLE,
    WINDOWS,
    YES_NO,
    Kind,
)
from web.sheets.sheet import Value


@dataclass(frozen=True)
class Column:
    """name: in the first row, the same in every language. path: keys in the part of the file."""

    name: str
    path: tuple[str, ...]
    kind: Kind
    hint: LazyString

    def of(self, part: dict[str, Any]) -> Value:
        """What the cell of a part says; None where the file has nothing."""
        found: Any = part
        for key in self.path:
            found = (found or {}).get(key)
        return None if found in (None, [], ()) else self.kind.write(found)

    def put(self, part: dict[str, Any], value: object) -> None:
        """Store a value; None takes it out."""
        *outer, last = self.path
        for key in outer:
            part = part.setdefault(key, {})
        if value in (None, []):
            part.pop(last, None)
        else:
            part[last] = value


PEOPLE = (
    Column("id", ("id",), TEXT, _("The person's id in this team. Empty for somebody new.")),
    Column("name", ("name",), TEXT, _("1 to 60 characters.")),
    Column("volunteer", ("volunteer",), YES_NO, _("yes or no")),
    Column(
        "weekly_hours", ("contract", "weekly_minutes"), HOURS_OF_WORK, _("At most, as 38 or 7:36.")
    ),
    Column(
        "least_weekly_hours",
        ("contract", "least_weekly_minutes"),
        HOURS_OF_WORK,
        _("At least. Optional."),
    ),
    Column(
        "pattern",
        ("contract", "pattern"),
        WEEKS,
        _("Fixed hours, as mon 7:36, tue 7:36. Week B after an upright stroke."),
    ),
    Column("pattern_from", ("contract", "pattern_from"), DAY, _("A Monday of week A.")),
    Column(
        "max_daily_exposure",
        ("max_daily_exposure",),
        WHOLE,
        _("The limit agreed on, in minutes a day, 0 to 240."),
    ),
    Column("ramp_up_from", ("ramp_up_from",), DAY, _("First day of exposing work of who is new.")),
    Column(
        "authorised",
        ("authorised",),
        AUTHORISED,
        _("Ids of exposing work with dates, as chat 2026-01-01..2026-12-31 | images 2026-01-01."),
    ),
    Column("skills", ("skills",), SKILLS, _("Skills with dates, in the same form.")),
    Column("mentor", ("mentor",), SPAN, _("From when to when, as 2026-01-01..2026-12-31.")),
    Column("supports", ("supports",), SPAN, _("From when to when, in the same form.")),
    Column("home", ("home",), YES_NO, _("Whether the person may work at home: yes or no.")),
    Column(
        "available",
        ("available",),
        WINDOWS,
        _("Times in which all shifts lie, as mon-fri 08:00-16:00. Empty for any."),
    ),
    Column(
        "leave", ("leave",), LEAVE, _("Days off, as 2026-07-01..2026-07-14. The kind is not kept.")
    ),
)

COVERAGE = (
    Column("activity", ("activity",), TEXT, _("The id of a kind of work.")),
    Column("weekdays", ("weekdays",), WEEKDAYS, _("As mon-fri or mon wed sat. Empty for all.")),
    Column("from", ("from",), TIME, _("A time of day, as 09:30.")),
    Column("to", ("to",), TIME, _("A time of day; at or before the start it is the next day.")),
    Column("minimum", ("minimum",), WHOLE, _("People there must be, 0 to 500.")),
    Column("target", ("target",), WHOLE, _("People wanted, 0 to 500.")),
    Column("skill", ("skill",), TEXT, _("How many of the others have this skill. Optional.")),
)
