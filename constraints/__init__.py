"""The rules, one file each, and the one list that names them all in the catalogue's order."""

from constraints.coverage.coverage import Coverage
from constraints.exposure.max_daily_exposure import MaxDailyExposure
from constraints.exposure.max_stint import MaxStint
from constraints.exposure.recovery_break import RecoveryBreak
from scheduler.rule import Rule

CATALOGUE: tuple[type[Rule], ...] = (
    MaxDailyExposure,
    MaxStint,
    RecoveryBreak,
    Coverage,
)
