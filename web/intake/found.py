"""What is being gathered of a sheet on the way to a month."""

from dataclasses import dataclass, field
from datetime import date

from web.intake.days import Head
from web.intake.month import Line, Question
from web.sheets.sheet import Sheet


@dataclass
class Found:
    """Lines, questions and notes so far.

    head: the row of days. names: the column of names. rows: of each line the sheet's row, from 0
    on. month, length, dated: as in `web.intake.month.Month`.
    """

    sheet: Sheet
    head: Head
    names: int
    month: date
    length: int
    dated: bool
    lines: list[Line] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def columns(self) -> list[int]:
        """Columns of the days that the month has."""
        return [column for column, _ in self.head.columns[: self.length]]

    def beyond(self) -> list[int]:
        """Columns of days that it does not have."""
        return [column for column, _ in self.head.columns[self.length :]]
