"""One engine judges rosters: what is no roster at all is told whatever the rules are."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from constraints import CATALOGUE
from scheduler.checking import check_roster, presences_of
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Breach, Rulebook
from scheduler.team import Busy, OwnCap, Person, Pins, Private, Refusal
from tiny_teams import BRUSSELS, CHAT, IMAGES, person, problem, shift

NO_RULES = Rulebook([], [])
RULES = Rulebook([kind() for kind in CATALOGUE], CATALOGUE)


def told(case: Problem, *planned: Shift, rulebook: Rulebook = NO_RULES) -> list[Breach]:
    return check_roster(case, rulebook, presences_of(case, planned))


def admin(start: str, minutes: int = 60, who: str = "ana", **fields: object) -> Shift:
    return shift(who, start, [("admin", minutes)]).model_copy(update=fields)


def words(breaches: list[Breach]) -> list[str]:
    return [str(breach.said) for breach in breaches]


def test_a_roster_that_is_one_has_nothing_told() -> None:
    case = problem(days=3)
    assert not told(case, admin("2027-03-08 08:00"), admin("2027-03-10 23:30"))


def test_two_starts_on_one_day_are_told() -> None:
    found = told(problem(), admin("2027-03-08 08:00"), admin("2027-03-08 20:00"))
    assert words(found) == ["Ana, Mon 8 March: a second shift starts at 20:00."]
    assert not told(problem(days=2), admin("2027-03-08 08:00"), admin("2027-03-09 00:00"))


def test_shifts_that_overlap_are_told_also_where_one_is_within_another() -> None:
    case = problem(days=3)
    found = told(
        case,
        admin("2027-03-08 08:00", 2400),  # to Wednesday 00:00
        admin("2027-03-09 08:00", 60),
        admin("2027-03-10 00:00", 60),
    )
    assert words(found) == ["Ana, Tue 9 March: the shift from 08:00 overlaps another until 00:00."]


def test_each_shift_that_a_long_one_overlaps_is_told() -> None:
    long = admin("2027-03-08 08:00", 3000)  # to Wednesday 10:00
    found = told(problem(days=3), long, admin("2027-03-09 08:00"), admin("2027-03-10 09:00"))
    assert [breach.start for breach in found] == [1440 + 480, 2880 + 540]


def test_a_shift_may_start_when_another_ends() -> None:
    case = problem(days=2)
    assert not told(case, admin("2027-03-08 22:00", 180), admin("2027-03-09 01:00"))
    assert told(case, admin("2027-03-08 22:00", 181), admin("2027-03-09 01:00"))


def test_history_that_runs_into_the_roster_is_not_overlapped() -> None:
    case = problem(history=(admin("2027-03-07 22:00", 240),))
    assert told(case, admin("2027-03-08 01:59"))
    assert not told(case, admin("2027-03-08 02:00"))


@pytest.mark.parametrize("start", ["2027-03-07 23:59", "2027-03-10 00:00"])
def test_a_shift_that_starts_outside_the_roster_is_told(start: str) -> None:
    planned = shift("ana", start, [("images", 300)])
    (breach,) = told(problem(days=2), planned, rulebook=RULES)
    assert "is not one of the roster's" in str(breach.said)


def test_somebody_unknown_is_told_and_no_rule_stumbles() -> None:
    planned = shift("zoe", "2027-03-08 08:00", [("images", 300)])
    found = told(problem(), planned, rulebook=RULES)
    assert words(found) == ["zoe, Mon 8 March: the team has nobody of that name."]


def test_work_from_home_wants_a_person_and_a_kind_of_work_for_it() -> None:
    walk = IMAGES.model_copy(update={"id": "walk", "name": "Walk", "exposes": None, "severity": 0})
    case = problem(person("Ana"), person("Ben", home=True), activities=(CHAT, walk))
    home = {"place": "home"}
    chat = shift("ana", "2027-03-08 08:00", [("chat", 60)]).model_copy(update=home)
    assert words(told(case, chat)) == ["Ana, Mon 8 March: works on site only."]
    assert not told(case, chat.model_copy(update={"person": "ben"}))
    walking = shift("ben", "2027-03-08 08:00", [("walk", 60)]).model_copy(update=home)
    assert words(told(case, walking)) == ["Ben, Mon 8 March: Walk is not done from home."]


def test_what_stands_is_looked_up_and_never_believed() -> None:
    pinned = shift("ana", "2027-03-08 08:00", [("images", 300)])
    case = problem(pins=Pins(shifts=(pinned,)))
    kinds = [kind for kind in CATALOGUE if kind.name == "max_stint"]
    stint = Rulebook([kind() for kind in kinds], kinds)
    assert not told(case, pinned, rulebook=stint)
    same = presences_of(case, [pinned])
    assert len(check_roster(problem(), stint, same)) == 1
    claimed = [replace(presence, standing=True) for presence in same]
    assert len(check_roster(problem(), stint, claimed)) == 1


def _private(**fields: object) -> Person:
    return person(private=Private.model_validate(fields))


def test_everything_private_reads_alike_to_others() -> None:
    def at(moment: str) -> datetime:
        return datetime.fromisoformat(f"2027-03-08 {moment}").replace(tzinfo=BRUSSELS)

    busy = Busy(start=at("08:20"), end=at("08:25"))
    cases = [
        _private(refusals=(Refusal(activity="images", start=at("07:00")),)),
        _private(events=(at("07:30"),)),
        _private(no_exposure_until=date(2027, 3, 8)),
        _private(own_caps=(OwnCap(first=date(2027, 3, 1), minutes=10),)),
        _private(appointments=(busy,)),
        person(busy=(busy,)),
        # Two reasons at once are one to others.
        _private(appointments=(busy,), events=(at("07:30"),)),
    ]
    # An hour of images without a break and alone: what anybody may know is said as it is.
    planned = shift("ana", "2027-03-08 08:00", [("images", 60)])
    read = {
        tuple(
            (b.public_rule, b.person, b.start, b.end, str(b.public_words))
            for b in told(problem(ana), planned, rulebook=RULES)
        )
        for ana in cases
    }
    assert len(read) == 1
    (lines,) = read
    private = "availability", "ana", 480, 540, "Not available for this work then."
    assert private in lines
    assert len(lines) > 1
