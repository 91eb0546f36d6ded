"""All tables. No column holds a diagnosis, a kind of absence or a reason."""

from web.storage.tables.account import PERSON_ROLES, Account, Membership, Role, SignInAttempt
from web.storage.tables.asking import Asking, NoticeKept
from web.storage.tables.audit import Audit
from web.storage.tables.base import Base
from web.storage.tables.draft_state import DraftState
from web.storage.tables.feed import Feed, FeedBody
from web.storage.tables.job import JobRow, JobState
from web.storage.tables.job_kept import JobKept
from web.storage.tables.leave_round import LeaveRound, LeaveWish, WishState
from web.storage.tables.one_time_link import OneTimeLink
from web.storage.tables.private_capacity import PrivateCapacity
from web.storage.tables.roster import Roster, RosterState
from web.storage.tables.roster_edit import RosterEdit
from web.storage.tables.rule_change import RuleChange
from web.storage.tables.run_seen import RunSeen
from web.storage.tables.shift_code import ShiftCode
from web.storage.tables.team import Team
from web.storage.tables.team_before import TeamBefore

__all__ = [
    "PERSON_ROLES",
    "Account",
    "Asking",
    "Audit",
    "Base",
    "DraftState",
    "Feed",
    "FeedBody",
    "JobKept",
    "JobRow",
    "JobState",
    "LeaveRound",
    "LeaveWish",
    "Membership",
    "NoticeKept",
    "OneTimeLink",
    "PrivateCapacity",
    "Role",
    "Roster",
    "RosterEdit",
    "RosterState",
    "RuleChange",
    "RunSeen",
    "ShiftCode",
    "SignInAttempt",
    "Team",
    "TeamBefore",
    "WishState",
]
