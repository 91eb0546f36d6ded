"""The forms of a manager's pages; each carries its CSRF token."""

from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField
from wtforms.validators import InputRequired, NumberRange

WEEKS, MOST_WEEKS = 4, 12
SECONDS, LEAST_SECONDS, MOST_SECONDS = 60, 5, 1800


class GenerateForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """The period of a roster to be made, and how many seconds to spend on it."""

    first = DateField("First day", validators=[InputRequired("Give the first day, as 2026-12-07.")])
    weeks = IntegerField(
        "Weeks",
        default=WEEKS,
        validators=[
            InputRequired("Give the number of weeks."),
            NumberRange(1, MOST_WEEKS, f"From 1 to {MOST_WEEKS} weeks."),
        ],
    )
    seconds = IntegerField(
        "Seconds to spend",
        default=SECONDS,
        validators=[
            InputRequired("Give the number of seconds."),
            NumberRange(
                LEAST_SECONDS, MOST_SECONDS, f"From {LEAST_SECONDS} to {MOST_SECONDS} seconds."
            ),
        ],
    )
