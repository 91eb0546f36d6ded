"""The form that opens a leave round."""

from datetime import date

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, ValidationError
from wtforms.validators import InputRequired, NumberRange

LONGEST, MOST_OFF = 366, 100


class RoundForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Which days, how many may be off on one, and until when wishes are taken."""

    first = DateField(
        lazy_gettext("First day"),
        description=lazy_gettext("Give a first day to come, as 2027-07-01."),
        validators=[InputRequired()],
    )
    last = DateField(
        lazy_gettext("Last day"),
        description=lazy_gettext("Give a last day, not before the first and within a year of it."),
        validators=[InputRequired()],
    )
    most_off = IntegerField(
        lazy_gettext("Most off at once"),
        description=lazy_gettext(
            "Give how many may be off on one day, from 1 to %(most)s.", most=100
        ),
        validators=[InputRequired(), NumberRange(1, MOST_OFF)],
    )
    until = DateField(
        lazy_gettext("Wishes until"),
        description=lazy_gettext("Give the last day for wishes: today or later, before the first."),
        validators=[InputRequired()],
    )
    today = date.min

    def validate_first(self, field: DateField) -> None:
        """A day to come."""
        if field.data is not None and field.data <= self.today:
            raise ValidationError

    def validate_last(self, field: DateField) -> None:
        """From the first day on, for a year at most."""
        first, last = self.first.data, field.data
        if first is not None and last is not None and not 0 <= (last - first).days < LONGEST:
            raise ValidationError

    def validate_until(self, field: DateField) -> None:
        """From today on, and before the first day."""
        first, until = self.first.data, field.data
        if until is not None and (until < self.today or (first is not None and until >= first)):
            raise ValidationError
