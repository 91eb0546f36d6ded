"""What a manager said of a month: what its codes mean, which work exposes, who is who."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from flask_babel import format_date, gettext

from scheduler.team import Activity
from web.intake.month import ClashError, Line, Month, answered
from web.storage.shift_codes import Meaning

SHORTEST, LONGEST = 30, 720
MOST_HOURS = 48
MOST_AT_ONCE = 200
ONE_DAY = timedelta(days=1)
_CLOCK = re.compile(r"^([01]?\d|2[0-3])[:.h]([0-5]\d)$")

# The work that a team can begin with. Severity is that of the most usual kind; more kinds, and how
# severe each is, are told under Team.
WORKS = {
    "images": Activity(id="images", name="Images", exposes="material", severity=2),
    "chat": Activity(id="chat", name="Voice or chat", exposes="contact", severity=1),
}


@dataclass(frozen=True)
class Work:
    """One kind of work that exposes: when it is open, and for how many at once.

    days: of a week, 5 for Monday to Friday, or 7.
    """

    id: str
    days: Literal[5, 7]
    opens: time
    closes: time
    least: int
    most: int


@dataclass(frozen=True)
class Someone:
    """Somebody who is new to the team.

    weekly: contracted minutes; None for as many as the fullest week of the month had.
    """

    name: str
    weekly: int | None
    volunteer: bool
    supports: bool


@dataclass(frozen=True)
class Said:
    """A whole answer. codes: all that stand in the month. works: none for a team that is there."""

    month: Month
    codes: Mapping[str, Meaning]
    works: tuple[Work, ...]
    people: tuple[Someone, ...]


@dataclass
class Form:
    """A filled form, and what is wrong with it: by the id of a field, in words."""

    values: Mapping[str, str]
    faults: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What was filled in, without space around it."""
        return self.values.get(name, "").strip()

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return bool(self.text(name))

    def wrong(self, name: str, words: str) -> None:
        """Note a fault; the first of a field is told."""
        self.faults.setdefault(name, words)

    def clock(self, name: str, about: str) -> time:
        """A time of day; midnight where it is none."""
        found = _CLOCK.match(self.text(name))
        if found:
            return time(int(found[1]), int(found[2]))
        self.wrong(name, gettext("%(about)s: give a time, as 08:00.", about=about))
        return time(0)

    def number(self, name: str, about: str, most: int, *, least: int = 0) -> int:
        """A whole number in a range, both ends included; the least where it is none."""
        text = self.text(name)
        if text.isascii() and text.isdecimal() and least <= int(text[:6]) <= most:
            return int(text)
        words = gettext(
            "%(about)s: give a number from %(least)s to %(most)s.",
            about=about,
            least=least,
            most=most,
        )
        self.wrong(name, words)
        return least


def said_of(
    form: Form, month: Month, activities: Sequence[str], known: Collection[str], *, new: bool
) -> Said | None:
    """What a form says of a month; None where `form.faults` say what is missing.

    activities: ids of work that a code may hold, of a team that is there; known: names of its
    people. new: whether a team is made of it.
    """
    resolved = _resolved(form, month)
    if resolved is None:
        return None
    works = tuple(_works(form)) if new else ()
    may_hold = [work.id for work in works] if new else activities
    codes = {
        code: _meaning(form, f"code-{number}", code, may_hold)
        for number, code in enumerate(month.seen)
        if code in resolved.seen
    }
    if not any(meaning.works for meaning in codes.values()):
        form.wrong("code-0-is", gettext("Say of at least one code that it is a shift."))
    resolved = _recognised(form, resolved, known)
    there = {name.casefold() for name in known}
    people = tuple(
        _someone(form, line.row, line.name)
        for line in resolved.lines
        if line.name.casefold() not in there
    )
    return None if form.faults else Said(resolved, codes, works, people)


def _resolved(form: Form, month: Month) -> Month | None:
    codes = tuple(month.seen)
    answers = []
    for number, question in enumerate(month.questions):
        answer = form.values.get(f"q-{number}", "")
        if answer not in question.choices(codes):
            form.wrong(f"q-{number}", gettext("%(place)s: choose an answer.", place=question.place))
        answers.append(answer)
    if form.faults:
        return None
    try:
        return answered(month, tuple(answers))
    except ClashError as clash:
        words = gettext(
            "%(name)s has two different codes on %(day)s, so the lines are not one person.",
            name=clash.name,
            day=format_date(clash.on, "d MMMM"),
        )
        form.wrong(f"q-{clash.question}", words)
        return None


def _recognised(form: Form, month: Month, known: Collection[str]) -> Month:
    """The month with those by their names of the team who were said to be somebody of it."""
    lines: list[Line] = []
    for line in month.lines:
        name = form.text(f"person-{line.row}-is")
        found = line.model_copy(update={"name": name}) if name in known else line
        lines.append(found)
    counted = Counter(line.name.casefold() for line in lines)
    twice = Counter(name.casefold() for name in known)
    for line in lines:
        name = line.name.casefold()
        if counted[name] > 1:
            words = gettext("%(name)s has two rows. Take one out of the sheet.", name=line.name)
            form.wrong(f"person-{line.row}-is", words)
        if twice[name] > 1:
            words = gettext(
                "Two people of the team are called %(name)s. Give one of them another name first.",
                name=line.name,
            )
            form.wrong("month", words)
    return month.model_copy(update={"lines": tuple(lines)})


def _meaning(form: Form, name: str, code: str, activities: Sequence[str]) -> Meaning:
    kind = form.text(f"{name}-is")
    about = gettext("Code %(code)s", code=code)
    if kind == "off":
        return Meaning()
    if kind != "shift":
        words = gettext("%(about)s: say whether it is a shift or not at work.", about=about)
        form.wrong(f"{name}-is", words)
        return Meaning()
    starts = form.clock(f"{name}-from", about)
    ends = form.clock(f"{name}-to", about)
    length = minutes_of(starts, ends)
    if {f"{name}-from", f"{name}-to"} & form.faults.keys():
        return Meaning()
    if not SHORTEST <= length <= LONGEST:
        words = gettext("%(about)s: a shift has half an hour to 12 hours.", about=about)
        form.wrong(f"{name}-to", words)
        return Meaning()
    work = form.text(f"{name}-work")
    if not work:
        return Meaning(starts, ends)
    if work not in activities:
        words = gettext("%(about)s: this work is not one that exposes here.", about=about)
        form.wrong(f"{name}-work", words)
    return Meaning(starts, ends, work, form.number(f"{name}-minutes", about, length))


def _works(form: Form) -> Iterable[Work]:
    chosen = [work for work in WORKS if form.ticked(f"exposes-{work}")]
    if not chosen and not form.ticked("exposes-none"):
        form.wrong("exposes-images", gettext("Say which work exposes people, or that none does."))
    for work in chosen:
        about = work_name(work)
        opens = form.clock(f"{work}-from", about)
        closes = form.clock(f"{work}-to", about)
        least = form.number(f"{work}-least", about, MOST_AT_ONCE)
        most = form.number(f"{work}-most", about, MOST_AT_ONCE, least=max(1, least))
        if opens == closes:
            words = gettext("%(about)s: it closes at another time than it opens.", about=about)
            form.wrong(f"{work}-to", words)
        days: Literal[5, 7] = 7 if form.text(f"{work}-days") == "7" else 5
        yield Work(work, days, opens, closes, least, most)


def _someone(form: Form, row: int, name: str) -> Someone:
    field_name = f"person-{row}-hours"
    text = form.text(field_name).replace(",", ".")
    weekly: int | None = None
    if text:
        try:
            hours = float(text)
        except ValueError:
            hours = -1.0
        if 0 < hours <= MOST_HOURS:
            weekly = round(hours * 60)
        else:
            words = gettext(
                "%(name)s: give hours a week, more than 0 and at most %(most)s, or none.",
                name=name,
                most=MOST_HOURS,
            )
            form.wrong(field_name, words)
    volunteer = form.ticked(f"person-{row}-volunteer")
    return Someone(name, weekly, volunteer, form.ticked(f"person-{row}-supports"))


def work_name(work: str) -> str:
    """What a kind of work is called on the page."""
    return str(gettext("Images") if work == "images" else gettext("Voice or chat"))


def minutes_of(starts: time, ends: time) -> int:
    """How long a shift is; one that ends at or before its start ends on the next day."""
    day = date(2000, 1, 3)
    begin, end = datetime.combine(day, starts), datetime.combine(day, ends)
    return int(((end if end > begin else end + ONE_DAY) - begin).total_seconds()) // 60
