"""What is odd in a sheet: each thing is a question, or a note of what was left out."""

from collections import Counter
from collections.abc import Iterator

from flask_babel import gettext

from web.intake.days import NUMBER
from web.intake.found import Found
from web.intake.month import LONGEST_CODE, Question
from web.sheets.sheet import Cell, Merged, address

# Where codes stand less often than this by line, one that stands once is nothing to ask about.
OFTEN = 3


def doubles(found: Found) -> Iterator[Question]:
    """Two lines of one name: they may be two people, or one."""
    seen: dict[str, int] = {}
    for number, line in enumerate(found.lines):
        first = seen.setdefault(line.name.casefold(), number)
        if first != number:
            found.lines[number] = line.model_copy(update={"name": found.lines[first].name})
            place = address(found.rows[number], found.names)
            yield Question(kind="double", place=place, row=number)


def beyond(found: Found) -> Iterator[Question]:
    """Codes in columns of days that the month does not have."""
    for column in found.beyond():
        for number, row in enumerate(found.rows):
            cell = found.sheet.rows[row][column]
            if cell and not NUMBER.match(cell.text):
                place = address(row, column)
                yield Question(
                    kind="beyond", place=place, row=number, code=cell.text[:LONGEST_CODE]
                )


def merged(found: Found) -> Iterator[Question]:
    """Cells merged over days: it is not said whether the code holds on each of them."""
    columns = found.columns()
    for merged in found.sheet.merged:
        days = [day for day, column in enumerate(columns) if merged.left <= column <= merged.right]
        rows = [n for n, row in enumerate(found.rows) if merged.top <= row <= merged.bottom]
        if not days or not rows:
            continue
        code = found.sheet.rows[merged.top][merged.left].text[:LONGEST_CODE]
        if code and merged.left in columns:
            for number in rows:
                yield Question(
                    kind="merged",
                    place=merged.name,
                    row=number,
                    day=days[0],
                    days=len(days),
                    code=code,
                )
        elif code:
            _name_merged(found, merged)


def _name_merged(found: Found, merged: Merged) -> None:
    said = gettext("%(place)s are merged cells; they are read as their first.", place=merged.name)
    found.notes.append(said)


def formulas(found: Found) -> None:
    """A formula is never worked out: what it gave when it was saved is read and named, or asked."""
    columns = {column: day for day, column in enumerate(found.columns())}
    for number, row in enumerate(found.rows):
        for column, day in columns.items():
            cell = found.sheet.rows[row][column]
            if not cell.formula:
                continue
            place = address(row, column)
            if cell.text:
                found.notes.append(_formula_read(place, cell))
            else:
                found.questions.append(Question(kind="formula", place=place, row=number, day=day))
    for row, cells in enumerate(found.sheet.rows[: found.head.row + 1]):
        held = [(address(row, n), cell) for n, cell in enumerate(cells) if cell.formula]
        if held:
            found.notes.append(_formula_read(*held[0], more=len(held) - 1))


def _formula_read(place: str, cell: Cell, more: int = 0) -> str:
    if more:
        said = gettext(
            "%(place)s and %(more)s more cells of its row hold formulas; what they gave when the "
            "file was saved is read.",
            place=place,
            more=more,
        )
    else:
        said = gettext(
            "%(place)s holds a formula; what it gave when the file was saved is read: %(text)s",
            place=place,
            text=cell.text,
        )
    return str(said)


def rare(found: Found) -> Iterator[Question]:
    """A code in one cell only, where others stand often: it may be a slip."""
    counted = Counter(code for line in found.lines for code in line.codes if code)
    if sum(counted.values()) < len(found.lines) * OFTEN:
        return
    asked = {(q.row, q.day) for q in found.questions}
    for number, line in enumerate(found.lines):
        for day, code in enumerate(line.codes):
            if code and counted[code] == 1 and (number, day) not in asked:
                place = address(found.rows[number], found.columns()[day])
                yield Question(kind="rare", place=place, row=number, day=day, code=code)


def others(found: Found) -> None:
    """Name the columns and sheets that are not read."""
    days = {column for column, _ in found.head.columns}
    rows = [found.sheet.rows[n] for n in (found.head.row, *found.rows)]
    extra = [
        found.sheet.rows[found.head.row][column].text or address(0, column).rstrip("1")
        for column in range(len(rows[0]))
        if column not in days and column != found.names and any(row[column] for row in rows)
    ]
    if extra:
        said = gettext("Columns that are left out: %(names)s.", names=", ".join(extra))
        found.notes.append(said)
    if found.sheet.others:
        names = ", ".join(found.sheet.others)
        found.notes.append(
            gettext("Other sheets of the file are not read: %(names)s.", names=names)
        )
