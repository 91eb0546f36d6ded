"""The settings of rules as pages call them, and what each is counted in."""

from dataclasses import dataclass
from typing import Literal

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

Unit = Literal[
    "length", "percent", "number", "clock", "days", "switch", "kind", "kinds", "pairs", "counts"
]


@dataclass(frozen=True, slots=True)
class Setting:
    """label: what the setting is. grid: whether it is planned in whole slots."""

    label: LazyString
    unit: Unit = "number"
    grid: bool = False


ACTIVE = Setting(_("The team has this rule"), "switch")


def _length(label: LazyString, *, grid: bool = False) -> Setting:
    return Setting(label, "length", grid)


_COST_MISSING = _("Weight of a minute that is missing")
_COST_SURPLUS = _("Weight of a minute too much")

SETTINGS: dict[str, dict[str, Setting]] = {
    "max_daily_exposure": {"minutes": _length(_("Exposure a day, at most"), grid=True)},
    "max_stint": {
        "minutes": _length(_("Exposure without a break, at most"), grid=True),
        "highest": _length(_("The same with severity 3"), grid=True),
    },
    "recovery_break": {"minutes": _length(_("Break between two stints, at least"), grid=True)},
    "long_break": {
        "minutes": _length(_("Exposure up to a long break, at most"), grid=True),
        "break_minutes": _length(_("Length of a long break, at least"), grid=True),
    },
    "exposure_window": {
        "earliest": Setting(_("Material from"), "clock", grid=True),
        "latest": Setting(_("Material until"), "clock", grid=True),
    },
    "wind_down": {
        "minutes": _length(_("End of a shift without material, at least"), grid=True),
        "contact_minutes": _length(_("End of a shift without contact, at least"), grid=True),
    },
    "max_weekly_exposure": {
        "minutes": _length(_("Exposure in any seven days, at most"), grid=True)
    },
    "exposure_share": {"percent": Setting(_("Share of the rostered time, at most"), "percent")},
    "exposure_free_day": {"working_days": Setting(_("In weeks of so many working days or more"))},
    "severity_mix": {
        "minutes": _length(_("Severity 3 a day, at most"), grid=True),
        "plain_runs": Setting(_("Stints without severity 3 between two with it, at least")),
    },
    "company_in_room": {"rate": Setting(_("Weight of a minute alone in the room"))},
    "urgent_case": {
        "minutes": _length(_("Length of a case, at most")),
        "days": Setting(_("Days of which one may hold a case")),
    },
    "meal_break": {
        "minutes": _length(_("Length of the meal, at least"), grid=True),
        "from_minutes": _length(_("In shifts of this length or more")),
    },
    "break_stagger": {"rate": Setting(_("Weight of a minute in which all are on a break"))},
    "shift_length": {
        "shortest": _length(_("A shift, at least")),
        "longest": _length(_("A shift, at most")),
        "usual": _length(_("The same in weeks of more working days")),
        "days": Setting(_("Working days of a week with a long shift, at most")),
    },
    "min_block": {
        "minutes": _length(_("A block of one activity, at least"), grid=True),
        "highest": _length(_("The same with severity 3"), grid=True),
    },
    "contact_wrap_up": {"minutes": _length(_("After contact, at least"), grid=True)},
    "daily_rest": {"minutes": _length(_("Rest between two shifts, at least"))},
    "weekly_rest": {"minutes": _length(_("Rest in every seven days, at least"))},
    "contract_minutes": {
        "most": _length(_("Work in a week, at most")),
        "least_rate": Setting(_("Weight of a minute below the least of a contract")),
    },
    "work_rules_frame": {
        "days": Setting(_("Days on which there is work"), "days"),
        "opens": Setting(_("Work from"), "clock"),
        "closes": Setting(_("Work until"), "clock"),
        "most_daily": _length(_("Work in a day, at most")),
        "most_weekly": _length(_("Work in a week, at most")),
    },
    "consecutive_days": {
        "days": Setting(_("Working days in a row, at most")),
        "least": Setting(_("Working days in a row, at least")),
        "least_rate": Setting(_("Weight of a day below the least")),
    },
    "consecutive_days_off": {"rate": Setting(_("Weight of a free day too few"))},
    "weekends_worked": {"weekends": Setting(_("Of four weekends in a row, at most"))},
    "shift_succession": {
        "pairs": Setting(_("Kinds of shifts: the second does not follow the first"), "pairs")
    },
    "shift_count": {"most": Setting(_("Kinds of shifts with their most in a roster"), "counts")},
    "night_work": {
        "nights": Setting(_("Nights in a roster, at most")),
        "night": Setting(_("The kind of shift that is a night"), "kind"),
    },
    "standby": {
        "rest": _length(_("Rest after a call-out, at least")),
        "until": Setting(_("No exposure the next morning before"), "clock"),
    },
    "compensation_rest": {
        "weeks": Setting(_("Weeks in which the rest follows, at most")),
        "full_over": _length(_("A full day is due beyond")),
        "half_rate": Setting(_("Weight of a half day that is missing")),
    },
    "ramp_up": {
        "weeks_1_2": _length(_("In weeks 1 and 2, at most"), grid=True),
        "weeks_3_4": _length(_("In weeks 3 and 4, at most"), grid=True),
        "weeks_5_7": _length(_("In weeks 5 to 7, at most"), grid=True),
        "weeks_8_10": _length(_("In weeks 8 to 10, at most"), grid=True),
        "weeks_11_12": _length(_("In weeks 11 and 12, at most"), grid=True),
    },
    "buddy": {"weeks": Setting(_("Weeks with a mentor, at least"))},
    "mentor_load": {
        "newcomers": Setting(_("Newcomers of one mentor at a time, at most")),
        "weeks": Setting(_("Weeks since the start that count")),
    },
    "counselling": {
        "before": _length(_("No exposure before a session for"), grid=True),
        "minutes": _length(_("Length of a session, at least")),
        "between": Setting(_("Days from one session to the next, at most")),
        "rate": Setting(_("Weight of a day more")),
    },
    "volunteer_limits": {
        "shifts": Setting(_("Shifts a week, at most")),
        "minutes": _length(_("Length of a shift, at most")),
    },
    "coverage": {"missing_rate": Setting(_COST_MISSING), "surplus_rate": Setting(_COST_SURPLUS)},
    "workload": {"missing_rate": Setting(_COST_MISSING), "surplus_rate": Setting(_COST_SURPLUS)},
    "balanced_exposure": {
        "rate": Setting(_("Weight of a minute of deviation")),
        "usual_cap": _length(_("Exposure a day that a person without a lower limit has")),
    },
    "balanced_unpopular": {
        "rate": Setting(_("Weight of a deviation")),
        "kinds": Setting(_("Kinds of shifts that are shared out"), "kinds"),
    },
    "preferences": {"weight": Setting(_("Weight of a first wish that is not met"))},
    "least_change": {
        "weight": Setting(_("Weight of a changed day of a person")),
        "near_days": Setting(_("Days from the start that count twice")),
        "far_days": Setting(_("Days after which half counts")),
        "person_weight": Setting(_("Weight of a person whose roster changes at all")),
    },
    "publish_notice": {"working_days": Setting(_("Working days of notice, at least"))},
}


def setting_of(rule: str, field: str) -> Setting:
    """What a setting of a rule is on pages.

    Raises:
        KeyError: nobody said what it is; a test keeps that from happening.
    """
    return ACTIVE if field == "active" else SETTINGS[rule][field]
