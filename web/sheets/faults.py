"""Why a sheet could not be read, in words for whoever sent it."""

from typing import Literal

from flask_babel import gettext

Fault = Literal["not a sheet", "too large", "too many rows", "too many columns", "text", "empty"]

MOST_BYTES = 1_500_000
MOST_UNPACKED = 12_000_000
MOST_PARTS = 200
# Cells that hold something: some ten times a month of a large team, read in about a second.
MOST_CELLS = 50_000
MOST_ROWS = 1_000
MOST_COLUMNS = 200
MOST_LETTERS = 2_000


class SheetError(ValueError):
    """A sheet that is not read, and which of a few faults it has. Nothing of it is used."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault

    @property
    def words(self) -> str:
        """The fault in a sentence, in the reader's language; inside a request only."""
        said: dict[Fault, str] = {
            "not a sheet": gettext("This is not an .xlsx or .csv file that can be read."),
            "too large": gettext("The file is too large, or grows too large when it is unpacked."),
            "too many rows": gettext("The sheet has more than %(number)s rows.", number=MOST_ROWS),
            "too many columns": gettext(
                "The sheet has more than %(number)s columns.", number=MOST_COLUMNS
            ),
            "text": gettext("A cell holds more than %(number)s letters.", number=MOST_LETTERS),
            "empty": gettext("The sheet is empty."),
        }
        return said[self.fault]
