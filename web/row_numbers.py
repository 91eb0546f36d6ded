"""Numbers of rows in addresses and fields: one that no database can have is one that is not there.

PostgreSQL and SQLite answer a number that is too large for them with an error, not with no row.
"""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


class RowNumber(IntegerConverter):
    """The number of a row in an address, from 0 to LARGEST; beyond it the address is no page's."""

    def __init__(self, map: Map) -> None:  # noqa: A002 - the library's name
        """For one part of the addresses of a map."""
        super().__init__(map, max=LARGEST)


def row_number(text: str) -> int:
    """The number of a row in a field, for `request.args.get(..., type=row_number)`.

    Raises:
        ValueError: it is none.
    """
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError(text)
    return number


def set_up_row_numbers(app: Flask) -> None:
    """Let `<int:...>` in the addresses of an app mean the number of a row."""
    app.url_map.converters["int"] = RowNumber
