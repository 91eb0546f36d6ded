"""The forms of coverage as a table: its lines, and one weekday copied to others."""

from typing import ClassVar

from flask_babel import lazy_gettext as _
from wtforms import FormField

from scheduler.demand import CoverageLine
from web.team_pages.fields import (
    MONDAY_TO_SUNDAY,
    Choice,
    Clock,
    Days,
    Line,
    PartForm,
    Rows,
    Section,
    Text,
    Whole,
)
from web.team_pages.ranges import allowed


class CoverageRow(Line):
    """One line: so many people from one time to another on some weekdays."""

    activity = Choice(_("Work"), of="activities")
    weekdays = Days(_("On"))
    from_ = Clock(_("From"))
    to = Clock(_("Until"))
    minimum = Whole(_("At least"))
    target = Whole(_("Wanted"))
    skill = Text(_("With skill"), render_kw={"list": "skills", "maxlength": 60})


class CoverageForm(PartForm):
    """All lines."""

    sections: ClassVar[tuple[Section, ...]] = (
        Section(
            _("Lines"),
            ("coverage",),
            allowed(
                CoverageLine,
                "target",
                str,
                _(
                    "Times are multiples of 5 minutes; a line until its start or before it goes "
                    "past midnight. Lines of one kind of work lie apart. A line with a skill asks "
                    "how many of the others have it. People:"
                ),
            ),
        ),
    )

    coverage = Rows(FormField(CoverageRow, _("Line")), _("Line"))


class CopyForm(PartForm):
    """One weekday's coverage for other weekdays."""

    source = Choice(_("Copy"), choices=[(day.value, name) for day, name in MONDAY_TO_SUNDAY])
    targets = Days(_("To"))
