"""What stands in a cell is read as the file has it, or refused with what is allowed."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel

from web.exchange.cells import (
    AUTHORISED,
    DAY,
    HOURS_OF_WORK,
    LEAVE,
    SPAN,
    TIME,
    WEEKDAYS,
    WEEKS,
    WINDOWS,
    YES_NO,
    CellError,
    Kind,
)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        (HOURS_OF_WORK, "38", 38 * 60),
        (HOURS_OF_WORK, "7:36", 456),
        # 36.5 and 7,6 hours are 36 h 30 and 7 h 36.
        (HOURS_OF_WORK, "36.5", 2190),
        (HOURS_OF_WORK, "7,6", 456),
        (DAY, "2026-3-9", "2026-03-09"),
        (DAY, "9.3.2026", "2026-03-09"),
        (DAY, "25/12/2026", "2026-12-25"),
        (TIME, "9:30", "09:30"),
        (TIME, "24:00", "00:00"),
        (SPAN, "2026-01-01", {"from": "2026-01-01"}),
        (SPAN, "2026-01-01..2026-12-31", {"from": "2026-01-01", "to": "2026-12-31"}),
        (LEAVE, "2026-07-01", [{"from": "2026-07-01", "to": "2026-07-01"}]),
        (WEEKDAYS, "mon-wed, sat", ["mon", "tue", "wed", "sat"]),
        (
            WINDOWS,
            "mon-fri 08:00-16:00 | 20:00-22:00",
            [
                {"weekdays": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "to": "16:00"},
                {"from": "20:00", "to": "22:00"},
            ],
        ),
        (WEEKS, "mon 7:36, tue 8 | wed 4", [{"mon": 456, "tue": 480}, {"wed": 240}]),
        (
            AUTHORISED,
            "chat 2026-01-01..2026-12-31 | images-1 2026-02-01",
            [
                {"activity": "chat", "from": "2026-01-01", "to": "2026-12-31"},
                {"activity": "images-1", "from": "2026-02-01"},
            ],
        ),
        (YES_NO, "Ja", True),
    ],
)
def test_a_cell_is_read(kind: Kind, text: str, wanted: Any) -> None:  # noqa: ANN401
    assert kind.read(text) == wanted
    # What is written is read as the same.
    assert kind.read(str(kind.write(wanted))) == wanted


@pytest.mark.parametrize(
    ("kind", "text", "allowed"),
    [
        (HOURS_OF_WORK, "7.33", "hours that make whole minutes"),
        (HOURS_OF_WORK, "7:60", "hours that make whole minutes"),
        (DAY, "2026-02-30", "a date that there is"),
        # 5 June or 6 May: nobody can tell.
        (DAY, "05/06/2026", "only one day"),
        (DAY, "soon", "a date, as"),
        (TIME, "25:00", "a time of day"),
        (WEEKDAYS, "fri-mon", "weekdays, as"),
        (WINDOWS, "08:00", "weekdays and times"),
        (AUTHORISED, "chat", "a name and a date"),
        (YES_NO, "perhaps", "yes or no"),
    ],
)
def test_what_cannot_be_read_says_what_is_allowed(kind: Kind, text: str, allowed: str) -> None:
    with pytest.raises(CellError, match=allowed):
        kind.read(text)
