"""The forms of a manager's pages; each carries its CSRF token."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, IntegerField, StringField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional, StopValidation

WEEKS, MOST_WEEKS = 4, 12
SECONDS, LEAST_SECONDS, MOST_SECONDS = 60, 5, 1800
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
DAYS_OF_A_WEEK = 7


def _unless_last(form: "GenerateForm", field: IntegerField) -> None:
    """A last day says how long the period is; the weeks are not looked at then."""
    if form.last.data is not None:
        field.errors = []
        raise StopValidation


class GenerateForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """The period of a roster to be made, what stays in it, and how many seconds to spend on it.

    The description of a field is what is said of it whenever it is wrong, in whatever way.
    """

    first = DateField(
        lazy_gettext("First day"),
        description=lazy_gettext("Give the first day, as 2026-12-07."),
        validators=[InputRequired()],
    )
    weeks = IntegerField(
        lazy_gettext("Weeks"),
        default=WEEKS,
        description=lazy_gettext("Give a number of weeks from 1 to %(most)s.", most=MOST_WEEKS),
        validators=[_unless_last, InputRequired(), NumberRange(1, MOST_WEEKS)],
    )
    last = DateField(
        lazy_gettext("Or the last day"),
        description=lazy_gettext(
            "Give a last day that is not before the first and within %(most)s weeks of it.",
            most=MOST_WEEKS,
        ),
        validators=[Optional()],
    )
    seconds = IntegerField(
        lazy_gettext("Seconds to spend"),
        default=SECONDS,
        description=lazy_gettext(
            "Give a number of seconds from %(least)s to %(most)s.",
            least=LEAST_SECONDS,
            most=MOST_SECONDS,
        ),
        validators=[InputRequired(), NumberRange(LEAST_SECONDS, MOST_SECONDS)],
    )
    keep = StringField(default="change")
    keep_first = DateField(
        lazy_gettext("From"),
        description=lazy_gettext("Give the first day that stays as it is, as 2026-12-07."),
        validators=[Optional()],
    )
    keep_last = DateField(
        lazy_gettext("To"),
        description=lazy_gettext("Give the last day that stays as it is, not before the first."),
        validators=[Optional()],
    )
    pins = BooleanField(
        lazy_gettext("Take over the pinned shifts of the period before, moved by whole weeks")
    )

    def validate_first(self, field: DateField) -> None:
        """A day that clocks and calendars can count with."""
        if field.data is not None and not EARLIEST <= field.data < LATEST:
            raise ValidationError

    def validate_last(self, field: DateField) -> None:
        """Not before the first day, and no further away than the weeks may be."""
        first, last = self.first.data, field.data
        most = MOST_WEEKS * DAYS_OF_A_WEEK
        if first is not None and last is not None and not 1 <= _days(first, last) <= most:
            raise ValidationError

    def validate(self, extra_validators: object = None) -> bool:
        """All fields, and the days that stay where that is chosen."""
        well = super().validate(extra_validators)
        if self.keep.data != "days":
            return bool(well)
        first, last = self.keep_first.data, self.keep_last.data
        if first is None and not self.keep_first.errors:
            self.keep_first.errors = [self.keep_first.description]
        if not self.keep_last.errors and (last is None or (first is not None and last < first)):
            self.keep_last.errors = [self.keep_last.description]
        return bool(well) and not (self.keep_first.errors or self.keep_last.errors)

    @property
    def wanted(self) -> "Wanted | None":
        """What a form without a fault asks for."""
        first, last, seconds = self.first.data, self.last.data, self.seconds.data
        if first is None or seconds is None:
            return None
        if last is None:
            last = first + timedelta(days=(self.weeks.data or WEEKS) * DAYS_OF_A_WEEK - 1)
        kept = None
        if self.keep.data == "days" and self.keep_first.data and self.keep_last.data:
            kept = self.keep_first.data, self.keep_last.data
        published = self.keep.data == "published"
        return Wanted(first, last, seconds, kept, published=published, pins=self.pins.data)


@dataclass(frozen=True)
class Wanted:
    """A period, both ends inside, and how to look for its roster.

    kept: first and last of the days that stay. published: whether published days stay. pins:
    whether those of the period before are taken over.
    """

    first: date
    last: date
    seconds: int
    kept: tuple[date, date] | None
    published: bool
    pins: bool

    @property
    def days(self) -> int:
        """How many days the period has."""
        return _days(self.first, self.last)


def _days(first: date, last: date) -> int:
    return (last - first).days + 1
