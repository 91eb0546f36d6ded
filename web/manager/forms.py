"""The forms of a manager's pages; each carries its CSRF token."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, ValidationError
from wtforms.validators import InputRequired, NumberRange

WEEKS, MOST_WEEKS = 4, 12
SECONDS, LEAST_SECONDS, MOST_SECONDS = 60, 5, 1800
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


class GenerateForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """The period of a roster to be made, and how many seconds to spend on it.

    The description of a field is what is said of it whenever it is wrong, in whatever way.
    """

    first = DateField(
        "First day",
        description="Give the first day, as 2026-12-07.",
        validators=[InputRequired()],
    )
    weeks = IntegerField(
        "Weeks",
        default=WEEKS,
        description=f"Give a number of weeks from 1 to {MOST_WEEKS}.",
        validators=[InputRequired(), NumberRange(1, MOST_WEEKS)],
    )
    seconds = IntegerField(
        "Seconds to spend",
        default=SECONDS,
        description=f"Give a number of seconds from {LEAST_SECONDS} to {MOST_SECONDS}.",
        validators=[InputRequired(), NumberRange(LEAST_SECONDS, MOST_SECONDS)],
    )

    def validate_first(self, field: DateField) -> None:
        """A day that clocks and calendars can count with."""
        if field.data is not None and not EARLIEST <= field.data < LATEST:
            raise ValidationError
