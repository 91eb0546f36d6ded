"""What rules are called on pages: a few words each, in the language of the reader."""

from flask_babel import LazyString, lazy_pgettext
from flask_babel import lazy_gettext as _

from scheduler.rule import Group, Kind

TITLES: dict[str, LazyString] = {
    "max_daily_exposure": _("Exposure a day"),
    "max_stint": _("Longest stint"),
    "recovery_break": _("Recovery break"),
    "long_break": _("Long break"),
    "exposure_window": _("Hours of the day"),
    "wind_down": _("Wind-down"),
    "max_weekly_exposure": _("Exposure in seven days"),
    "exposure_share": _("Share of exposure"),
    "exposure_free_day": _("Day without exposure"),
    "severity_mix": _("Highest severity"),
    "no_exposure_overtime": _("No exposure in overtime"),
    "approved_room": _("Approved room"),
    "no_lone_exposure": _("Nobody alone"),
    "company_in_room": _("Company in the room"),
    "urgent_case": _("Urgent case"),
    "meal_break": _("Meal break"),
    "break_stagger": _("Breaks at different times"),
    "shift_length": _("Length of a shift"),
    "min_block": _("Shortest block"),
    "contact_wrap_up": _("Wrap-up after contact"),
    "daily_rest": _("Rest between shifts"),
    "weekly_rest": _("Weekly rest"),
    "contract_minutes": _("Contract hours"),
    "work_rules_frame": _("Frame of work rules"),
    "consecutive_days": _("Days in a row"),
    "consecutive_days_off": _("Free days together"),
    "weekends_worked": _("Weekends"),
    "shift_succession": _("Shifts that do not follow each other"),
    "shift_count": _("Shifts of one kind"),
    "night_work": _("Nights"),
    "standby": _("Standby"),
    "compensation_rest": _("Rest for Sundays and holidays"),
    "authorised": _("Authorisation"),
    "skilled": _("Skills"),
    "availability": _("Availability"),
    "ramp_up": _("Start of somebody new"),
    "buddy": _("Mentor beside somebody new"),
    "mentor_load": _("Newcomers of one mentor"),
    "opt_out": _("Work that somebody no longer does"),
    "recovery_after_event": _("Recovery after an event"),
    "counselling": _("Counselling"),
    "support_reachable": _("Support within reach"),
    "volunteer_limits": _("Volunteers"),
    "coverage": _("Coverage"),
    "workload": _("Workload"),
    "balanced_exposure": _("Exposure shared out"),
    "balanced_unpopular": _("Unpopular shifts shared out"),
    "preferences": _("Wishes"),
    "pinned": _("Pins"),
    "least_change": _("Least change"),
    "publish_notice": _("Notice before a shift"),
}

GROUPS: dict[Group, LazyString] = {
    Group.EXPOSURE: _("Exposure"),
    Group.BREAKS: _("Breaks and blocks"),
    Group.REST: _("Rest and working time"),
    Group.PEOPLE: _("People"),
    Group.COVERAGE: _("Coverage and workload"),
    Group.FAIRNESS: _("Fairness"),
    Group.CHANGE: _("Changes of a roster"),
}

KINDS: dict[Kind, LazyString] = {
    Kind.MANDATORY: _("Required"),
    Kind.HARD: lazy_pgettext("rule", "On"),
    Kind.SOFT: _("Where it can be"),
    Kind.OFF: _("Off"),
}

KINDS_AT_LENGTH: dict[Kind, LazyString] = {
    Kind.MANDATORY: _("It can be made stricter, not switched off."),
    Kind.HARD: _("It is never traded for coverage. A team may switch it off."),
    Kind.SOFT: _("It is met where it can be; where it is not, that counts against a roster."),
    Kind.OFF: _("It holds nowhere unless a team switches it on. Then it is kept like the others."),
}


def title_of(name: str) -> str:
    """The title of a rule by its name; of one that there no longer is, the name in words."""
    found = TITLES.get(name)
    return name.replace("_", " ").capitalize() if found is None else str(found)
