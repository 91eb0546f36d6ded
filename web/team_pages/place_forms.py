"""The forms of rooms, of when the team works, and of how shifts may lie in a day."""

from typing import ClassVar

import holidays
from flask_babel import lazy_gettext as _
from wtforms import FormField

from scheduler.team import Room, ShiftShape
from web.team_pages.fields import (
    Choice,
    Clock,
    Day,
    Days,
    Length,
    Line,
    PartForm,
    Rows,
    Section,
    Text,
    Tick,
    Whole,
)
from web.team_pages.ranges import allowed, clocked


class RoomForm(PartForm):
    """One room."""

    sections: ClassVar[tuple[Section, ...]] = (
        Section(
            _("Room"),
            ("name", "seats", "approved"),
            _("Material is only assessed in approved rooms, one person a seat."),
        ),
    )

    name = Text(_("Name"), description=_("1 to 60 characters."), render_kw={"maxlength": 60})
    seats = Whole(_("Seats"), description=allowed(Room, "seats"))
    approved = Tick(_("Approved for material"), usually=True)


class HolidaysForm(PartForm):
    """Which public holidays there are."""

    country = Choice(
        _("Public holidays of"),
        choices=[("", _("none")), *((c, c) for c in sorted(holidays.list_supported_countries()))],
        description=_("The country by its two letters, as BE."),
    )
    subdivision = Text(
        _("Part of the country"),
        description=_("Optional, by its code, as BY for Bavaria in DE."),
        render_kw={"maxlength": 20},
    )
    closed = Tick(_("Closed on public holidays"), usually=True)


class OpeningForm(PartForm):
    """When the team does not work."""

    sections: ClassVar[tuple[Section, ...]] = (
        Section(_("Holidays"), ("holidays",)),
        Section(_("Closing days"), ("closing_days",), _("Days on which nothing is asked for.")),
        Section(_("Clock"), ("timezone", "meals_paid")),
    )

    timezone = Text(
        _("Time zone"), description=_("As Europe/Brussels."), render_kw={"maxlength": 60}
    )
    meals_paid = Tick(_("Meal breaks are paid"))
    holidays = FormField(HolidaysForm, _("Holidays"))
    closing_days = Rows(Day(_("Closed on")), _("Closed on"))


class HoursLine(Line):
    """A weekly window."""

    weekdays = Days(_("On"))
    from_ = Clock(_("From"))
    to = Clock(_("Until"))


class PeriodLine(Line):
    """Dates with a name."""

    name = Text(_("Name"), render_kw={"maxlength": 60})
    from_ = Day(_("First day"))
    to = Day(_("Last day"))
    closed = Tick(_("Closed"))
    opening = Rows(FormField(HoursLine, _("Hours of its own")), _("Hours of its own"))


class HoursForm(PartForm):
    """When the team works."""

    sections: ClassVar[tuple[Section, ...]] = (
        Section(
            _("Opening hours"),
            ("opening",),
            _(
                "All shifts lie in these hours, and nothing is asked for outside. Times are "
                "multiples of 5 minutes; hours until their start or before it go past midnight. "
                "Without any line the team is always open."
            ),
        ),
        Section(
            _("Periods with a name"),
            ("periods",),
            _(
                "A summer, a campaign: dates that are closed or have hours of their own. Without "
                "such hours those above hold. Two periods do not overlap."
            ),
        ),
    )

    opening = Rows(FormField(HoursLine, _("Window")), _("Window"))
    periods = Rows(FormField(PeriodLine, _("Period")), _("Period"))


class ShapeLine(Line):
    """One way a shift may lie in a day."""

    start = Clock(_("Starts"))
    minutes = Length(_("Length"))
    place = Choice(
        _("Place"), choices=[("site", _("on site")), ("home", _("at home"))], default="site"
    )
    weekdays = Days(_("On"))


class ShapesForm(PartForm):
    """All shift shapes."""

    sections: ClassVar[tuple[Section, ...]] = (
        Section(
            _("Shift shapes"),
            ("shapes",),
            allowed(
                ShiftShape,
                "minutes",
                clocked,
                _(
                    "When a shift may start, and how long it is with its breaks. Starts are "
                    "multiples of 5 minutes, lengths go to the minute. Length:"
                ),
            ),
        ),
    )

    shapes = Rows(FormField(ShapeLine, _("Shape")), _("Shape"))
