"""Fields of forms that give what a team's file holds, and leave to its reader what is right.

What cannot be read as a number or a list is handed on as the text it is: the one who reads files
says what is wrong with it, in the same words as everywhere.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from flask_babel import LazyString, lazy_gettext
from wtforms import BooleanField, Field, FieldList, Form, StringField

from scheduler.demand import Weekday
from web.team_pages.ranges import clocked

MONDAY_TO_SUNDAY = (
    (Weekday.MON, lazy_gettext("Mon")),
    (Weekday.TUE, lazy_gettext("Tue")),
    (Weekday.WED, lazy_gettext("Wed")),
    (Weekday.THU, lazy_gettext("Thu")),
    (Weekday.FRI, lazy_gettext("Fri")),
    (Weekday.SAT, lazy_gettext("Sat")),
    (Weekday.SUN, lazy_gettext("Sun")),
)


def weekday_name(day: Weekday) -> str:
    """The short name of a weekday."""
    return str(dict(MONDAY_TO_SUNDAY)[day])


LENGTH = re.compile(r"(\d{1,5})\s*(?::|h|u)\s*(\d{1,2})?")
CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})")
MINUTES = re.compile(r"(\d{1,7})\s*(?:min|m)\.?")


class Text(StringField):
    """A line of text; empty is not given."""

    kind = "text"

    def part(self) -> object:
        """The value for the file, or None."""
        return (self.data or "").strip() or None

    def own_fault(self) -> LazyString | None:
        """What is wrong that only the form can tell."""
        return None

    def said(self) -> str:
        """The value as two versions are compared by a reader."""
        return str(self.data or "")


class Whole(Text):
    """A whole number."""

    kind = "number"

    def part(self) -> object:
        """The number, or the text that is none."""
        text = (self.data or "").strip()
        return int(text) if re.fullmatch(r"-?\d{1,9}", text) else text or None

    def process_data(self, value: Any) -> None:  # noqa: ANN401 - what the file has
        """Show the number as text."""
        self.data = None if value is None else str(value)


class Length(Text):
    """Minutes, shown and written as hours and minutes: a bare number could be either."""

    kind = "length"

    def part(self) -> object:
        """The minutes, or the text that is no length."""
        text = (self.data or "").strip()
        if text == "0":
            return 0
        if found := LENGTH.fullmatch(text):
            return int(found[1]) * 60 + int(found[2] or 0)
        if found := MINUTES.fullmatch(text):
            return int(found[1])
        return text or None

    def own_fault(self) -> LazyString | None:
        """A text that is no length, as a bare number is."""
        if isinstance(self.part(), str):
            return lazy_gettext("Write hours and minutes, as 7:36, or minutes as 45 min.")
        return None

    def process_data(self, value: Any) -> None:  # noqa: ANN401 - what the file has
        """Show the minutes as hours and minutes."""
        self.data = clocked(value) if isinstance(value, int) else value


class Day(Text):
    """A calendar date."""

    kind = "date"


class Clock(Text):
    """A local time of day, by 24 hours in whatever language the browser is."""

    kind = "time"

    def part(self) -> object:
        """The time as `09:05`, or the text that is none."""
        text = (self.data or "").strip()
        found = CLOCK.fullmatch(text)
        return f"{int(found[1]):02}:{found[2]}" if found else text or None

    def process_data(self, value: Any) -> None:  # noqa: ANN401 - what the file has
        """Show the time without seconds."""
        self.data = value[:5] if isinstance(value, str) else value


class Words(Text):
    """Short names, parted by commas."""

    def part(self) -> object:
        """The list of names, or None."""
        return [word for each in (self.data or "").split(",") if (word := each.strip())] or None

    def process_data(self, value: Any) -> None:  # noqa: ANN401 - what the file has
        """Show the names with commas between."""
        self.data = ", ".join(value) if isinstance(value, list) else value


class Tick(BooleanField):
    """Yes or no; no is left out of the file where that is its default."""

    kind = "tick"

    def __init__(self, *args: Any, usually: bool = False, **more: Any) -> None:  # noqa: ANN401
        """usually: what holds where the file says nothing."""
        super().__init__(*args, default=usually, **more)
        self.usually = usually

    def part(self) -> object:
        """True or false, or None for what is usual."""
        return None if bool(self.data) is self.usually else bool(self.data)

    def own_fault(self) -> LazyString | None:
        """A tick is never wrong."""
        return None

    def said(self) -> str:
        """As a sign, not as a word."""
        return "✓" if self.data else "–"


class Choice(Text):
    """One of a few. of: `activities` or `exposing` of the team fill it in."""

    kind = "choice"

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - the library's
        choices: Iterable[tuple[str, Any]] = (),
        of: str = "",
        **more: Any,  # noqa: ANN401 - the library's
    ) -> None:
        """choices: values with their words. Whatever is chosen is judged by the file's reader."""
        super().__init__(*args, **more)
        self.choices, self.of = list(choices), of

    def process_data(self, value: Any) -> None:  # noqa: ANN401 - what the file has
        """Show nothing where the file has nothing."""
        self.data = "" if value is None else str(value)

    def part(self) -> object:
        """The one that is chosen, or None for what is usual."""
        return None if self.data == self.default else self.data or None

    def said(self) -> str:
        """The word of the choice."""
        return next((str(label) for value, label in self.pairs() if value == self.data), "")

    def pairs(self) -> list[tuple[str, Any]]:
        """Values with their words; also one that the team no longer has."""
        known = {value for value, _ in self.choices}
        more = [] if not self.data or self.data in known else [(self.data, self.data)]
        return [*self.choices, *more]


class Days(Field):
    """Weekdays. All of them, if the file names none."""

    kind = "days"
    every: ClassVar[list[str]] = [day.value for day in Weekday]
    choices = MONDAY_TO_SUNDAY

    def process_data(self, value: Any) -> None:  # noqa: ANN401 - what the file has
        """Show all days where the file names none."""
        self.data = list(value) if value is not None else list(self.every)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what is ticked."""
        self.data = [day for day in self.every if day in valuelist]

    def part(self) -> object:
        """The weekdays in their order, or None for all and for none."""
        return None if self.data == self.every else self.data or None

    def own_fault(self) -> LazyString | None:
        """A window on no day."""
        return None if self.data else lazy_gettext("Choose at least one weekday.")

    def said(self) -> str:
        """The short names."""
        return ", ".join(str(label) for day, label in MONDAY_TO_SUNDAY if day in (self.data or ()))


class Rows(FieldList):  # type: ignore[type-arg]  # it takes none when it runs
    """Lines of equal fields. kept: the place on the page of each line that the file gets.

    in_place: a line counts by its place, so that an empty one before others stays.
    """

    def __init__(self, line: Any, *args: Any, **more: Any) -> None:  # noqa: ANN401
        """line: what stands in each."""
        self.in_place: bool = more.pop("in_place", False)
        self.most: int = more.pop("most", 400)
        super().__init__(line, *args, **more)
        self.kept: list[int] = []


@dataclass(frozen=True)
class Section:
    """Fields of a form that stand together. hint: what they are for, and what may be in them."""

    title: LazyString
    names: tuple[str, ...]
    hint: LazyString = ""


class PartForm(Form):
    """A form of one part of a file."""

    sections: ClassVar[tuple[Section, ...]] = ()

    @classmethod
    def from_file(cls, part: dict[str, Any]) -> dict[str, Any]:
        """The part as its fields show it."""
        return part

    def to_file(self, part: dict[str, Any]) -> dict[str, Any]:
        """What the fields say as the file has it."""
        return part


class Line(PartForm):
    """The form of one line, which may be taken out."""

    gone = BooleanField(lazy_gettext("Remove"))
