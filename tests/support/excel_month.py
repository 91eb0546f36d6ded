"""A month as a manager keeps it in a spreadsheet, and what she says of it.

November 2026, four people. Anouk and Bram work V on weekdays, but Bram has Z on Friday 6th; Ines
has N on Tuesdays; Daan has L on Mondays and one N. Columns 1 to 31, though November has 30 days.
"""

from datetime import date
from io import BytesIO

from openpyxl import Workbook

FIRST = date(2026, 11, 1)
DAYS = 30
COLUMNS = 31
NAMES = ("Anouk", "Bram", "Daan", "Ines")
WEEKDAYS = range(5)


def code(name: str, day: int) -> str:
    """What stands for somebody on a day of November."""
    if day > DAYS:
        return ""
    weekday = date(2026, 11, day).weekday()
    if name == "Daan":
        return {0: "L", 3: "N" if day == 12 else ""}.get(weekday, "")
    if name == "Ines":
        return "N" if weekday == 1 else ""
    if name == "Bram" and day == 6:
        return "Z"
    return "V" if weekday in WEEKDAYS else ""


def rows() -> list[list[str | int]]:
    """The sheet's cells: a title, the days, the names, and totals beside and below."""
    head: list[str | int] = ["Name", *range(1, COLUMNS + 1), "Total"]
    lines: list[list[str | int]] = []
    for name in NAMES:
        codes = [code(name, day) for day in range(1, COLUMNS + 1)]
        lines.append([name, *codes, sum(bool(each) for each in codes)])
    total: list[str | int] = [
        "Total",
        *(sum(bool(code(name, day)) for name in NAMES) for day in range(1, COLUMNS + 1)),
    ]
    return [["November 2026"], head, *lines, total]


def pasted(of: list[list[str | int]] | None = None) -> str:
    """The cells as they are pasted."""
    return "\n".join("\t".join(map(str, row)) for row in of or rows())


def workbook() -> bytes:
    """The sheet as a real .xlsx file."""
    book = Workbook()
    for row in rows():
        book.worksheets[0].append([cell or None for cell in row])
    book.worksheets[0].title = "Nov"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


# By the order in which codes stand on the page: most often first.
CODES = ("V", "L", "N", "Z")
ANSWERS = {
    "code-0-is": "shift",
    "code-0-from": "08:00",
    "code-0-to": "16:00",
    "code-0-work": "images",
    "code-0-minutes": "180",
    "code-1-is": "shift",
    "code-1-from": "09:00",
    "code-1-to": "17:00",
    "code-2-is": "shift",
    "code-2-from": "18:00",
    "code-2-to": "22:00",
    "code-2-work": "chat",
    "code-2-minutes": "150",
    "code-3-is": "off",
    "exposes-images": "1",
    "exposes-chat": "1",
    "images-days": "5",
    "images-from": "09:00",
    "images-to": "12:00",
    "images-least": "0",
    "images-most": "2",
    "chat-days": "7",
    "chat-from": "18:00",
    "chat-to": "22:00",
    "chat-least": "0",
    "chat-most": "1",
    "person-3-supports": "1",
    "person-4-supports": "1",
    "person-6-volunteer": "1",
}
