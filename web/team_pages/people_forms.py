"""The form of a person: capacity and dates, never a reason. The private class has no field here."""

from typing import ClassVar

from flask_babel import lazy_gettext as _
from wtforms import FormField

from scheduler.team import Contract, Person
from web.team_pages.fields import (
    MONDAY_TO_SUNDAY,
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


class Week(PartForm):
    """Minutes by weekday."""


for _day, _name in MONDAY_TO_SUNDAY:
    setattr(Week, _day.value, Length(_name))


class ContractForm(PartForm):
    """Contracted hours."""

    weekly_minutes = Length(
        _("Hours a week, at most"), description=allowed(Contract, "weekly_minutes", clocked)
    )
    least_weekly_minutes = Length(
        _("Hours a week, at least"),
        description=allowed(
            Contract, "least_weekly_minutes", clocked, _("Fewer show as a shortfall. Optional.")
        ),
    )
    pattern = Rows(
        FormField(Week, _("Week")), _("Week"), min_entries=2, max_entries=2, in_place=True, most=2
    )
    pattern_from = Day(
        _("A Monday on which week A started"), description=_("Only where there is a week B.")
    )


class Stretch(PartForm):
    """Dates, both included."""

    from_ = Day(_("From"))
    to = Day(_("Until"))


class AuthorisationLine(Line):
    """One authorisation."""

    activity = Choice(_("Work"), of="exposing")
    from_ = Day(_("From"))
    to = Day(_("Until"))


class SkillLine(Line):
    """One skill."""

    skill = Text(_("Skill"), render_kw={"list": "skills", "maxlength": 60})
    from_ = Day(_("From"))
    to = Day(_("Until"))


class LeaveLine(Line):
    """Days off."""

    from_ = Day(_("First day"))
    to = Day(_("Last day"))


class AvailableLine(Line):
    """A weekly window."""

    weekdays = Days(_("On"))
    from_ = Clock(_("From"))
    to = Clock(_("Until"))


class PersonForm(PartForm):
    """One person."""

    sections: ClassVar[tuple[Section, ...]] = (
        Section(_("Person"), ("name", "volunteer", "home")),
        Section(
            _("Contract"),
            ("contract",),
            _(
                "Hours and minutes, as 7:36. Counted are shifts less unpaid meal breaks. A "
                "volunteer needs none; then two shifts of four hours a week hold. Fixed hours by "
                "weekday, if there are any, go into week A, and into week B where weeks "
                "alternate: from 0:00 to 12:00 a day, an empty day is free."
            ),
        ),
        Section(
            _("Exposure"),
            ("max_daily_exposure", "ramp_up_from"),
            _(
                "The daily limit that you agreed on with the person. A limit that somebody sets "
                "alone is theirs and stands nowhere here. It is no rule of the team: a change "
                "holds at once."
            ),
        ),
        Section(
            _("Authorisations"),
            ("authorised",),
            _("Which exposing work, from which day to which. Without a last day it goes on."),
        ),
        Section(
            _("Skills"),
            ("skills",),
            _("A language, a queue, a level: letters, digits, dot, dash and underscore."),
        ),
        Section(
            _("Mentor"),
            ("mentor",),
            _("When the person accompanies somebody new. Without a first day they do not."),
        ),
        Section(
            _("Somebody to turn to"),
            ("supports",),
            _(
                "When the person is a trained peer or lead whom others can turn to. Exposing work "
                "is planned where one of them is there or can be reached."
            ),
        ),
        Section(
            _("Days off"),
            ("leave",),
            _("Dates alone. The kind of absence is not kept, and nobody is asked for a reason."),
        ),
        Section(
            _("Available"),
            ("available", "days_off_in_row"),
            _("Weekly hours in which all shifts lie. Without any line: at any time."),
        ),
    )

    name = Text(_("Name"), description=_("1 to 60 characters."), render_kw={"maxlength": 60})
    volunteer = Tick(_("Volunteer"))
    home = Tick(_("May work from home"))
    contract = FormField(ContractForm, _("Contract"))
    max_daily_exposure = Length(
        _("Exposure a day, at most"),
        description=allowed(
            Person, "max_daily_exposure", clocked, _("Empty: the limit of the team's rules.")
        ),
    )
    ramp_up_from = Day(
        _("First day of exposing work"),
        description=_("For somebody new: lower limits hold in the weeks after it."),
    )
    authorised = Rows(FormField(AuthorisationLine, _("Authorisation")), _("Authorisation"))
    skills = Rows(FormField(SkillLine, _("Skill")), _("Skill"))
    mentor = FormField(Stretch, _("Mentor"))
    supports = FormField(Stretch, _("Somebody to turn to"))
    leave = Rows(FormField(LeaveLine, _("Days off")), _("Days off"))
    available = Rows(FormField(AvailableLine, _("Window")), _("Window"))
    days_off_in_row = Whole(
        _("Free days wanted together"),
        description=allowed(Person, "days_off_in_row", str, _("Optional.")),
    )
