"""The month of a sheet as it was understood: names, days, codes, and what is to be asked."""

from collections import Counter
from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Kind = Literal["double", "rare", "beyond", "merged", "formula"]

LEAVE_OUT, OWN_CODE, EACH, FIRST_ONLY, TWO, ONE, MEANS = (
    "leave out",
    "own code",
    "each",
    "first",
    "two",
    "one",
    "means ",
)
MOST_PEOPLE = 200
MOST_DAYS = 62
LONGEST_CODE = 20
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)

Code = Annotated[str, Field(max_length=LONGEST_CODE)]


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Line(_Read):
    """One person's line: the name, the sheet's row from 1 on, and a code for each day, or none."""

    name: str = Field(min_length=1, max_length=60)
    row: int
    codes: tuple[Code, ...]


class Question(_Read):
    """What a sheet leaves open, about one cell or one name.

    place: its cell, as `K14`. row: the line it is about, from 0 on, or where a name comes again.
    day: which day of the month it is about, from 0 on; of cells merged over days the first.
    days: over how many. code: what stands there.
    """

    kind: Kind
    place: str
    row: int = Field(ge=0)
    day: int = Field(0, ge=0)
    days: int = Field(1, ge=1)
    code: Code = ""

    def choices(self, codes: tuple[str, ...]) -> list[str]:
        """What may be answered. codes: all of the month."""
        others = [f"{MEANS}{code}" for code in codes if code != self.code]
        return {
            "double": [TWO, ONE],
            "rare": [OWN_CODE, LEAVE_OUT, *others],
            "beyond": [LEAVE_OUT],
            "merged": [EACH, FIRST_ONLY],
            "formula": [LEAVE_OUT, *others],
        }[self.kind]


class Month(_Read):
    """A month of a sheet. Nothing of it is stored: a page carries it until it is taken in.

    first: its first day; each line has a code for `length` days in a row. dated: whether the sheet
    says itself which days they are. notes: in words what was left out, or read in a way of its own.
    """

    first: date = Field(ge=EARLIEST, lt=LATEST)
    length: int = Field(ge=1, le=MOST_DAYS)
    dated: bool
    lines: tuple[Line, ...] = Field(min_length=1, max_length=MOST_PEOPLE)
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        """A page sends it back as it was sent out; whoever writes one writes a whole one."""
        if any(len(line.codes) != self.length for line in self.lines):
            raise ValueError("a line has a code for each day")
        if any(q.row >= len(self.lines) or q.day >= self.length for q in self.questions):
            raise ValueError("a question is about a cell of the month")
        return self

    @property
    def last(self) -> date:
        """Its last day."""
        return self.day(self.length - 1)

    def day(self, number: int) -> date:
        """The date of a column, from 0 on."""
        return self.first + timedelta(days=number)

    @property
    def seen(self) -> dict[str, int]:
        """How often each code stands in it, those that stand most often first."""
        counted = Counter(code for line in self.lines for code in line.codes if code)
        return dict(sorted(counted.items(), key=lambda each: (-each[1], each[0])))


class ClashError(ValueError):
    """Two lines were said to be one person, and have different codes on one day."""

    def __init__(self, question: int, name: str, on: date) -> None:
        super().__init__(f"{name} {on}")
        self.question, self.name, self.on = question, name, on


def answered(month: Month, answers: tuple[str, ...]) -> Month:
    """The month with an answer to each of its questions, and no question left.

    answers: one of each question's `choices`, in their order.

    Raises:
        ClashError: two lines of one person do not fit together.
    """
    lines = [[*line.codes] for line in month.lines]
    names = [line.name for line in month.lines]
    joined: dict[int, tuple[int, int]] = {}
    for number, (question, answer) in enumerate(zip(month.questions, answers, strict=True)):
        row = question.row
        if question.kind != "double":
            _answer_cell(lines[row], question, answer)
        elif answer == ONE:
            joined[row] = number, names.index(names[row])
        else:
            names[row] = _another(names[row], names)
    for row, (number, to) in joined.items():
        for day, code in enumerate(lines[row]):
            if code and lines[to][day] not in {"", code}:
                raise ClashError(number, names[to], month.day(day))
            lines[to][day] = lines[to][day] or code
    kept = tuple(
        Line(name=names[n], row=line.row, codes=tuple(lines[n]))
        for n, line in enumerate(month.lines)
        if n not in joined
    )
    return month.model_copy(update={"lines": kept, "questions": ()})


def _answer_cell(codes: list[str], question: Question, answer: str) -> None:
    day = question.day
    if question.kind == "merged" and answer == EACH:
        for place in range(day, min(day + question.days, len(codes))):
            codes[place] = question.code
    elif answer.startswith(MEANS):
        codes[day] = answer.removeprefix(MEANS)
    elif answer == LEAVE_OUT and question.kind != "beyond":
        codes[day] = ""


def _another(name: str, names: list[str]) -> str:
    """The name with the first number that makes it another one."""
    return next(
        told for number in range(2, len(names) + 3) if (told := f"{name} ({number})") not in names
    )
