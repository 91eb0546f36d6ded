"""The rules of the family: two of the product's, and four that only it has."""

from bench.families.massp.rules.cover import Cover
from bench.families.massp.rules.rest_after_work import RestAfterWork
from bench.families.massp.rules.total_minutes import TotalMinutes
from bench.families.massp.rules.unbroken_work import UnbrokenWork
from constraints.breaks.min_block import MinBlock
from constraints.rest.consecutive_days import ConsecutiveDays
from scheduler.rule import Rule

CATALOGUE: tuple[type[Rule], ...] = (
    UnbrokenWork,
    MinBlock,
    RestAfterWork,
    ConsecutiveDays,
    TotalMinutes,
    Cover,
)
