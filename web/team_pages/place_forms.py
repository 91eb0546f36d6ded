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
                _("When a shift may start, and how long it is with its breaks. Length:"),
            ),
        ),
    )

    shapes = Rows(FormField(ShapeLine, _("Shape")), _("Shape"))
