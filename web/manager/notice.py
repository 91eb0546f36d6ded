"""The day by which a roster is published."""

from collections.abc import Container
from datetime import date, timedelta

# Belgian law for variable schedules: seven working days before the first of them.
WORKING_DAYS = 7
SATURDAY = 5


def publish_by(first: date, closed: Container[date]) -> date:
    """The last day that leaves seven working days before `first`.

    Working days are Monday to Friday less those in `closed`.
    """
    day, left = first, WORKING_DAYS
    while left:
        day -= timedelta(days=1)
        if day.weekday() < SATURDAY and day not in closed:
            left -= 1
    return day
