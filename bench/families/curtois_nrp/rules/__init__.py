"""The rules of the family: one of the product's, and those that no team has."""

from bench.families.curtois_nrp.rules.cover import StaffCover
from bench.families.curtois_nrp.rules.days_in_row import DaysInRow
from bench.families.curtois_nrp.rules.minutes import HorizonMinutes
from bench.families.curtois_nrp.rules.nothing_inside import NothingInside
from bench.families.curtois_nrp.rules.requests import Requests
from bench.families.curtois_nrp.rules.succession import Succession
from bench.families.curtois_nrp.rules.type_count import TypeCount
from bench.families.curtois_nrp.rules.weekends import Weekends
from constraints.people.availability import Availability
from scheduler.rule import Rule

CATALOGUE: tuple[type[Rule], ...] = (
    Availability,
    NothingInside,
    Succession,
    TypeCount,
    HorizonMinutes,
    DaysInRow,
    Weekends,
    Requests,
    StaffCover,
)
