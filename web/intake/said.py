"""What a manager said of a month: what its codes mean, which work exposes, who is who."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Literal

from flask_babel import gettext

from scheduler.team import Activity
from web import say
from web.intake.form import Form
from web.intake.lines import recognised, say_overlaps
from web.intake.month import ClashError, Month, answered
from web.storage.shift_codes import Meaning, minutes_of

SHORTEST, LONGEST = 30, 720
MOST_HOURS = 48
MOST_AT_ONCE = 200

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
    resolved = recognised(form, resolved, known)
    there = {name.casefold() for name in known}
    people = tuple(
        _someone(form, line.row, line.name)
        for line in resolved.lines
        if line.name.casefold() not in there
    )
    if not form.faults:
        fields = {code: f"code-{number}-to" for number, code in enumerate(month.seen)}
        say_overlaps(form, resolved, codes, fields)
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
            day=say.plain_day(clash.on),
        )
        form.wrong(f"q-{clash.question}", words)
        return None


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
        if form.text(f"{name}-minutes") not in {"", "0"}:
            words = gettext("%(about)s: say which work the minutes are of.", about=about)
            form.wrong(f"{name}-work", words)
        return Meaning(starts, ends)
    if work not in activities:
        words = gettext("%(about)s: this work is not one that exposes here.", about=about)
        form.wrong(f"{name}-work", words)
    return Meaning(starts, ends, work, form.number(f"{name}-minutes", about, length))


def _works(form: Form) -> Iterable[Work]:
    chosen = [work for work in WORKS if form.ticked(f"exposes-{work}")]
    if bool(chosen) == form.ticked("exposes-none"):
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
