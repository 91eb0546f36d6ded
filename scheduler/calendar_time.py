"""Dates and moments as files hold them: within years that calendars and clocks can count in."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime

from scheduler.words import words

# Time zones are known from about 1900 on, and what looks two years back or weeks ahead must not
# leave the years that Python has.
FIRST_YEAR = 1900
LAST_YEAR = 2200


def counted(on: date) -> bool:
    """Whether a date, or a moment, lies within the years."""
    return FIRST_YEAR <= on.year <= LAST_YEAR


def _within(on: date) -> date:
    if not counted(on):
        raise ValueError(
            words(
                "{value} is not between {first} and {last}",
                value=f"{on.year:04}",
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
        )
    return on


def _moment_within(moment: datetime) -> datetime:
    _within(moment)
    return moment


CalendarDate = Annotated[date, AfterValidator(_within)]
Moment = Annotated[AwareDatetime, AfterValidator(_moment_within)]
