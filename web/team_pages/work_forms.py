"""The forms of kinds of work and of what a day or week should get of them."""

from typing import ClassVar

from flask_babel import lazy_gettext as _
from wtforms import FormField

from scheduler.team import Activity
from web.team_pages.fields import (
    Choice,
    Days,
    Length,
    Line,
    PartForm,
    Rows,
    Section,
    Text,
    Tick,
    Whole,
    Words,
)
from web.team_pages.parts import Content
from web.team_pages.ranges import allowed


class ActivityForm(PartForm):
    """One activity or queue."""

    sections: ClassVar[tuple[Section, ...]] = (
        Section(_("Work"), ("name", "skills", "min_block")),
        Section(
            _("Exposure"),
            ("exposes", "severity"),
            _(
                "Material is images and video, contact is voice and chat. Every limit on exposure "
                "reads these two."
            ),
        ),
        Section(
            _("Where"),
            ("home", "screen", "session"),
            _(
                "Material is only assessed in an approved room, one person a seat: nobody does it "
                "from home."
            ),
        ),
    )

    name = Text(_("Name"), description=_("1 to 60 characters."), render_kw={"maxlength": 60})
    exposes = Choice(
        _("It exposes"),
        choices=[
            ("", _("not at all")),
            ("material", _("by material")),
            ("contact", _("by contact")),
        ],
    )
    severity = Choice(
        _("Severity"),
        description=_("From 0 to 3. Only work that exposes has one above 0."),
        choices=[
            ("0", _("0, none")),
            ("1", _("1, moderate")),
            ("2", _("2, severe")),
            ("3", _("3, highest")),
        ],
        default="0",
    )
    min_block = Whole(
        _("Shortest block in minutes"),
        description=allowed(
            Activity, "min_block", str, _("Empty: what the rule on shortest blocks says.")
        ),
    )
    skills = Words(
        _("Skills it asks for"),
        description=_("Parted by commas. Empty: none."),
        render_kw={"list": "skills"},
    )
    home = Tick(_("May be done from home"))
    screen = Tick(_("At a screen"), usually=True, description=_("Without, it counts as recovery."))
    session = Tick(_("It is counselling"))

    def to_file(self, part: Content) -> Content:
        """Severity is a number; 0 is what holds anyway."""
        severity = part.pop("severity", None)
        return part | {"severity": int(severity)} if severity in {"1", "2", "3"} else part


class WorkloadLine(Line):
    """One target."""

    activity = Choice(_("Work"), of="activities")
    minutes = Length(_("Hours of people"))
    per = Choice(
        _("In"),
        choices=[("week", _("each week")), ("day", _("each of these days"))],
        default="week",
    )
    day = Days(_("Days"))

    def to_file(self, part: Content) -> Content:
        """By week or by named days, one of the two."""
        per, days = part.pop("per", "week"), part.pop("day", None)
        every = list(Days.every)
        return part | ({"week": True} if per == "week" else {"day": days or every})


class WorkloadForm(PartForm):
    """All targets."""

    sections: ClassVar[tuple[Section, ...]] = (
        Section(
            _("Hours of people that a week or a day should get"),
            ("workload",),
            _(
                "Coverage of the same work counts towards it. From 0:01 to 16666:40. A kind of "
                "work is asked for by week or by day, one of the two."
            ),
        ),
    )

    workload = Rows(FormField(WorkloadLine, _("Target")), _("Target"))

    @classmethod
    def from_file(cls, part: Content) -> Content:
        """A target of days names them."""
        lines = part.get("workload", [])
        return {
            "workload": [line | {"per": "day" if line.get("day") else "week"} for line in lines]
        }
