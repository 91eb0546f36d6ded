"""What a page asks of a month: each question in words, each code, and the grid they lie in."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext

from web import say
from web.intake.month import (
    EACH,
    FIRST_ONLY,
    LEAVE_OUT,
    MEANS,
    ONE,
    OWN_CODE,
    TWO,
    Month,
    Question,
)
from web.storage.shift_codes import Meaning

SATURDAY = 5


@dataclass(frozen=True)
class Asked:
    """One question: its sentence, and what may be chosen, as value and words."""

    words: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class GridCell:
    """One cell of the month. tone: the number of its code, to colour it; asked: in question."""

    code: str
    tone: int | None
    asked: bool
    weekend: bool


def questions_of(month: Month) -> list[Asked]:
    """The questions of a month, in words."""
    codes = tuple(month.seen)
    return [
        Asked(_words(month, question), tuple((c, _choice(c)) for c in question.choices(codes)))
        for question in month.questions
    ]


def grid_of(month: Month) -> list[tuple[str, list[GridCell]]]:
    """Each name with its cells."""
    tones = {code: number for number, code in enumerate(month.seen)}
    asked = {
        (q.row, q.day + more)
        for q in month.questions
        if q.kind not in {"double", "beyond"}
        for more in range(q.days)
    }
    return [
        (
            line.name,
            [
                GridCell(
                    code,
                    tones.get(code),
                    (row, day) in asked,
                    month.day(day).weekday() >= SATURDAY,
                )
                for day, code in enumerate(line.codes)
            ],
        )
        for row, line in enumerate(month.lines)
    ]


def first_values(month: Month, known: Mapping[str, Meaning]) -> dict[str, str]:
    """What the fields hold before anybody filled them in: what the team's codes meant before."""
    values = {
        "images-from": "08:00",
        "images-to": "16:00",
        "chat-from": "08:00",
        "chat-to": "16:00",
    }
    for number, code in enumerate(month.seen):
        meaning = known.get(code)
        name = f"code-{number}"
        if meaning is not None and meaning.starts and meaning.ends:
            values |= {
                f"{name}-is": "shift",
                f"{name}-from": meaning.starts.isoformat("minutes"),
                f"{name}-to": meaning.ends.isoformat("minutes"),
                f"{name}-work": meaning.activity or "",
                f"{name}-minutes": str(meaning.minutes) if meaning.activity else "",
            }
        elif meaning is not None:
            values[f"{name}-is"] = "off"
    return values


def _words(month: Month, question: Question) -> str:
    name = month.lines[question.row].name
    on = month.day(question.day)
    facts = {"name": name, "code": question.code, "place": question.place}
    return str(
        {
            "double": lambda: gettext(
                "%(name)s stands in rows %(first)s and %(row)s. Is that one person?",
                first=next(line.row for line in month.lines if line.name == name),
                row=month.lines[question.row].row,
                **facts,
            ),
            "rare": lambda: gettext(
                "%(name)s, %(day)s: the code %(code)s is in one cell only.",
                day=say.plain_day(on),
                **facts,
            ),
            "beyond": lambda: gettext(
                "%(name)s has %(code)s in %(place)s, a day that the month does not have.",
                **facts,
            ),
            "merged": lambda: gettext(
                "%(name)s: %(code)s stands in merged cells, %(place)s. Does it hold on each of "
                "their %(days)s days from %(day)s on?",
                days=question.days,
                day=say.plain_day(on),
                **facts,
            ),
            "formula": lambda: gettext(
                "%(name)s, %(day)s: %(place)s holds a formula, and not what it gives.",
                day=say.plain_day(on),
                **facts,
            ),
        }[question.kind]()
    )


def _choice(choice: str) -> str:
    if choice.startswith(MEANS):
        return str(gettext("It means %(code)s", code=choice.removeprefix(MEANS)))
    said = {
        LEAVE_OUT: gettext("Leave the cell out"),
        OWN_CODE: gettext("It is a code of its own"),
        EACH: gettext("On each of these days"),
        FIRST_ONLY: gettext("On the first day only"),
        TWO: gettext("Two people of one name"),
        ONE: gettext("One person with two rows"),
    }
    return str(said[choice])
