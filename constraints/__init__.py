"""The rules, one file each, and the one list that names them all in the catalogue's order."""

from constraints.breaks.break_stagger import BreakStagger
from constraints.breaks.contact_wrap_up import ContactWrapUp
from constraints.breaks.meal_break import MealBreak
from constraints.breaks.min_block import MinBlock
from constraints.breaks.shift_length import ShiftLength
from constraints.change.least_change import LeastChange
from constraints.change.pinned import Pinned
from constraints.change.publish_notice import PublishNotice
from constraints.coverage.coverage import Coverage
from constraints.coverage.workload import Workload
from constraints.exposure.approved_room import ApprovedRoom
from constraints.exposure.company_in_room import CompanyInRoom
from constraints.exposure.exposure_free_day import ExposureFreeDay
from constraints.exposure.exposure_share import ExposureShare
from constraints.exposure.exposure_window import ExposureWindow
from constraints.exposure.long_break import LongBreak
from constraints.exposure.max_daily_exposure import MaxDailyExposure
from constraints.exposure.max_stint import MaxStint
from constraints.exposure.max_weekly_exposure import MaxWeeklyExposure
from constraints.exposure.no_exposure_overtime import NoExposureOvertime
from constraints.exposure.no_lone_exposure import NoLoneExposure
from constraints.exposure.recovery_break import RecoveryBreak
from constraints.exposure.severity_mix import SeverityMix
from constraints.exposure.urgent_case import UrgentCase
from constraints.exposure.wind_down import WindDown
from constraints.fairness.balanced_exposure import BalancedExposure
from constraints.fairness.balanced_unpopular import BalancedUnpopular
from constraints.fairness.preferences import Preferences
from constraints.people.authorised import Authorised
from constraints.people.availability import Availability
from constraints.people.buddy import Buddy
from constraints.people.counselling import Counselling
from constraints.people.mentor_load import MentorLoad
from constraints.people.opt_out import OptOut
from constraints.people.ramp_up import RampUp
from constraints.people.recovery_after_event import RecoveryAfterEvent
from constraints.people.skilled import Skilled
from constraints.people.support_reachable import SupportReachable
from constraints.people.volunteer_limits import VolunteerLimits
from constraints.rest.compensation_rest import CompensationRest
from constraints.rest.consecutive_days import ConsecutiveDays
from constraints.rest.consecutive_days_off import ConsecutiveDaysOff
from constraints.rest.contract_minutes import ContractMinutes
from constraints.rest.daily_rest import DailyRest
from constraints.rest.night_work import NightWork
from constraints.rest.shift_count import ShiftCount
from constraints.rest.shift_succession import ShiftSuccession
from constraints.rest.standby import Standby
from constraints.rest.weekends_worked import WeekendsWorked
from constraints.rest.weekly_rest import WeeklyRest
from constraints.rest.work_rules_frame import WorkRulesFrame
from scheduler.rule import Rule

CATALOGUE: tuple[type[Rule], ...] = (
    MaxDailyExposure,
    MaxStint,
    RecoveryBreak,
    LongBreak,
    ExposureWindow,
    WindDown,
    MaxWeeklyExposure,
    ExposureShare,
    ExposureFreeDay,
    SeverityMix,
    NoExposureOvertime,
    ApprovedRoom,
    NoLoneExposure,
    CompanyInRoom,
    UrgentCase,
    MealBreak,
    BreakStagger,
    ShiftLength,
    MinBlock,
    ContactWrapUp,
    DailyRest,
    WeeklyRest,
    ContractMinutes,
    WorkRulesFrame,
    ConsecutiveDays,
    ConsecutiveDaysOff,
    WeekendsWorked,
    ShiftSuccession,
    ShiftCount,
    NightWork,
    Standby,
    CompensationRest,
    Authorised,
    Skilled,
    Availability,
    RampUp,
    Buddy,
    MentorLoad,
    OptOut,
    RecoveryAfterEvent,
    Counselling,
    SupportReachable,
    VolunteerLimits,
    Coverage,
    Workload,
    BalancedExposure,
    BalancedUnpopular,
    Preferences,
    Pinned,
    LeastChange,
    PublishNotice,
)
