from datetime import date

import pytest
from ortools.sat.python import cp_model
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.exposure.max_stint import MaxStint
from constraints.exposure.recovery_break import RecoveryBreak
from constraints.exposure.severity_mix import SeverityMix
from hand_rosters import breaches, spans
from scheduler.board import Board
from scheduler.problem import PlacedShape, PlannedDay
from scheduler.rule import Rulebook
from scheduler.team import Activity, Pins
from tiny_teams import ADMIN, CHAT, HIGHEST, IMAGES, person, problem, shape, shift

RULE = SeverityMix()
CALLS = Activity(id="calls", name="Hard calls", exposes="contact", severity=3)
ALL = [IMAGES, HIGHEST, CALLS, CHAT, ADMIN]

Blocks = tuple[str, int]


def found(rule: SeverityMix, *blocks: Blocks) -> list[tuple[str | None, str, str]]:
    return spans(rule, problem(activities=ALL), shift("ana", "2027-03-08 08:00", blocks))


def test_the_highest_severity_has_its_most_minutes_a_day() -> None:
    # 20 + 20 + 20 of material and contact are 60.
    between = [("break", 15), ("images", 15), ("break", 15)]
    sixty = [("highest", 20), *between, ("calls", 20), *between, ("highest", 20)]
    assert found(RULE, *sixty) == []
    case = problem(activities=ALL)
    over = shift("ana", "2027-03-08 08:00", [*sixty[:-1], ("highest", 21)])
    (breach,) = breaches(RULE, case, over)
    assert str(breach.said) == (
        "Ana, Mon 8 March: 1 h 01 of the highest severity. The limit is 1 h."
    )
    assert spans(RULE, case, over) == [("ana", "Mon 08 00:00", "Tue 09 00:00")]
    assert found(RULE, ("images", 61)) == []


def test_between_two_stints_with_it_lies_one_without() -> None:
    case = problem(activities=ALL)
    blocks = [("images", 5), ("highest", 5), ("break", 15), ("admin", 60), ("highest", 10)]
    close = shift("ana", "2027-03-08 08:00", blocks)
    (breach,) = breaches(RULE, case, close)
    # 08:00 + 10 + 15 + 60 = 09:25.
    assert str(breach.said) == (
        "Ana, Mon 8 March: stints without the highest severity between those with it from 08:00 "
        "and from 09:25: 0. The least is 1."
    )
    assert spans(RULE, case, close) == [("ana", "Mon 08 08:00", "Mon 08 09:35")]
    one = [("highest", 5), ("break", 15), ("chat", 1), ("break", 15), ("highest", 5)]
    assert found(RULE, *one) == []
    two = SeverityMix(plain_runs=2)
    assert found(two, *one) == [("ana", "Mon 08 08:00", "Mon 08 08:41")]
    assert found(two, *one[:3], ("break", 1), ("chat", 1), *one[3:]) == []
    assert found(SeverityMix(plain_runs=0), *blocks) == []
    # A third stint right after the second is told as well.
    assert len(found(RULE, *blocks, ("break", 15), ("highest", 5))) == 2
    # The same stint may hold it twice, and two shifts do not follow one another.
    assert found(RULE, ("highest", 5), ("images", 5), ("highest", 5)) == []
    days = [shift("ana", f"2027-03-{on} 08:00", [("highest", 5)]) for on in ("08", "09")]
    assert spans(RULE, problem(days=2, activities=ALL), *days) == []


def test_two_stints_are_told_from_their_first_blocks_on() -> None:
    case = problem(activities=ALL)
    first = [("chat", 5), ("break", 15), ("highest", 10), ("break", 15)]
    close = shift("ana", "2027-03-08 08:00", [*first, ("images", 5), ("highest", 10)])
    assert spans(RULE, case, close) == [("ana", "Mon 08 08:20", "Mon 08 09:00")]
    (breach,) = breaches(RULE, case, close)
    assert "with it from 08:20 and from 08:45: 0. The least is 1." in str(breach.said)


def test_around_midnight_each_minute_counts_on_its_day() -> None:
    case = problem(days=2, activities=ALL)
    whole = shift("ana", "2027-03-09 08:00", [("calls", 60)])
    for minutes, found in ((30, 0), (31, 1)):
        night = shift("ana", "2027-03-08 23:30", [("calls", minutes)])
        assert len(spans(RULE, case, night, whole)) == found
    # A block until 23:59 leaves Tuesday as it is.
    evening = shift("ana", "2027-03-08 23:30", [("calls", 29)])
    more = shift("ana", "2027-03-09 08:00", [("calls", 61)])
    assert spans(RULE, case, evening, more) == [("ana", "Tue 09 00:00", "Wed 10 00:00")]


def test_a_shift_over_midnight_counts_on_both_days() -> None:
    case = problem(activities=ALL)
    # 60 before midnight and 60 after it; one more minute on either side is too much.
    for start, length, days in (
        ("23:00", 120, []),
        ("22:59", 121, ["Mon"]),
        ("23:00", 121, ["Tue"]),
    ):
        night = shift("ana", f"2027-03-08 {start}", [("calls", length)])
        assert [who_when[1][:3] for who_when in spans(RULE, case, night)] == days


@pytest.mark.parametrize(("on", "minutes"), [("2027-03-28", 120), ("2027-10-31", 240)])
def test_nights_of_the_clock_have_their_own_minutes(on: str, minutes: int) -> None:
    # From 01:00 to 04:00 lie 120 elapsed minutes in spring, 240 in autumn.
    case = problem(first=date.fromisoformat(on), activities=ALL)
    night = shift("ana", f"{on} 01:00", [("calls", minutes)])
    assert night.end.hour == 4
    assert spans(SeverityMix(minutes=min(240, minutes)), case, night) == []
    assert len(breaches(SeverityMix(minutes=minutes - 1), case, night)) == 1


def test_what_stands_is_no_breach_and_lets_nothing_be_added() -> None:
    history = [shift("ana", "2027-03-07 23:00", [("calls", 130)])]
    case = problem(activities=ALL, history=history)
    assert spans(RULE, case) == []
    assert len(spans(RULE, case, shift("ana", "2027-03-08 20:00", [("highest", 1)]))) == 1
    pin = shift("ana", "2027-03-08 08:00", [("highest", 40), ("break", 15), ("highest", 40)])
    assert spans(RULE, problem(activities=ALL, pins=Pins(shifts=(pin,)))) == []


def test_numbers_end_where_they_are_said_to() -> None:
    for setting in ({"minutes": -1}, {"minutes": 241}, {"plain_runs": -1}, {"plain_runs": 4}):
        with pytest.raises(ValidationError):
            SeverityMix.model_validate(setting)
    assert SeverityMix(minutes=0, plain_runs=3).in_force
    looser = SeverityMix(minutes=61, plain_runs=0).looser()
    assert list(looser) == ["minutes 61 (recommended 60)", "plain_runs 0 (recommended 1)"]
    assert list(SeverityMix(minutes=59, plain_runs=2).looser()) == []


def test_planned_and_held_minutes_of_the_day_leave_less() -> None:
    # Of 30 on Tuesday, 15 are planned there: a night from Monday has room for one slot more.
    case = problem(days=2, shapes=[shape("23:45", 60)], activities=[CALLS, CHAT])
    tuesday = PlacedShape(1440 + 480, 1440 + 540, "site")
    plan = PlannedDay(tuesday, {"calls": 15, "chat": 30}, 45)
    for minutes, wanted, possible in ((30, 15, True), (30, 30, False), (44, 30, False)):
        rule = SeverityMix(minutes=minutes)
        book = Rulebook([rule], [SeverityMix])
        board = Board(case, book, free=[("ana", 0)], plans={("ana", 1): plan})
        cell = board.cells["ana", 0]
        late = [cell.exposed_by(piece, severity=3) for piece in cell.pieces if piece.day == 1]
        board.require(15 * board.sum(late) >= wanted)
        assert solvable(board) == possible


def solvable(board: Board) -> bool:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.solve(board.model) == cp_model.OPTIMAL


@pytest.mark.parametrize("minutes", [0, 15, 29, 30, 45])
def test_post_and_check_accept_the_same_minutes(minutes: int) -> None:
    case = problem(shapes=[shape("08:00", 60)], activities=[HIGHEST, CHAT])
    assert_agreement(case, [SeverityMix(minutes=minutes, plain_runs=0)])
    pins = Pins(shifts=(shift("ana", "2027-03-09 00:00", [("calls", 30)]),))
    history = [shift("ana", "2027-03-07 23:45", [("calls", 30), ("chat", 15)])]
    case = problem(
        days=2,
        shapes=[shape("23:30", 60)],
        activities=[CALLS, CHAT],
        pins=pins,
        history=history,
    )
    assert_agreement(case, [SeverityMix(minutes=minutes, plain_runs=0)])


def test_two_people_and_two_nights_agree() -> None:
    case = problem(days=2, shapes=[shape("23:45", 30)], activities=[HIGHEST])
    assert_agreement(case, [SeverityMix(minutes=15, plain_runs=0)])
    case = problem(
        person("Ana"), person("Ben"), shapes=[shape("08:00", 30)], activities=[HIGHEST, CHAT]
    )
    assert_agreement(case, [SeverityMix(minutes=15)])


def test_nights_of_slots_and_a_limit_between_them_agree() -> None:
    # 15 minutes before midnight and 30 after it, also after the last one.
    case = problem(days=2, shapes=[shape("23:45", 45)], activities=[CALLS])
    assert_agreement(case, [SeverityMix(minutes=29, plain_runs=0)])


def test_a_minute_that_stands_after_midnight_takes_a_slot() -> None:
    # Of the night that stands 1 minute of 46 lies on Tuesday: of 15 there are 14 left.
    night = shift("ana", "2027-03-08 23:00", [("calls", 30), ("admin", 15), ("calls", 16)])
    case = problem(
        days=2,
        shapes=[shape("08:00", 30)],
        activities=[CALLS, ADMIN],
        pins=Pins(shifts=(night,)),
    )
    agreed = assert_agreement(case, [SeverityMix(minutes=15, plain_runs=0)])
    assert agreed.accepted == 1 + 2 * 2


@pytest.mark.parametrize("plain_runs", [1, 2, 3])
def test_post_and_check_accept_the_same_order(plain_runs: int) -> None:
    case = problem(shapes=[shape("08:00", 75), shape("08:15", 45)], activities=[HIGHEST, CHAT])
    assert_agreement(case, [SeverityMix(minutes=240, plain_runs=plain_runs)])


@pytest.mark.parametrize(("plain_runs", "length"), [(1, 30), (2, 35)])
def test_the_order_of_more_stints_agrees(plain_runs: int, length: int) -> None:
    # On 5 minutes: in seven slots four stints have their place.
    case = problem(shapes=[shape("08:00", length)], activities=[CALLS, CHAT], grid=5, rooms=())
    rules = [MaxStint(minutes=5, highest=5), SeverityMix(minutes=240, plain_runs=plain_runs)]
    assert_agreement(case, rules)


def test_with_stints_of_several_slots_and_recovery_the_order_agrees() -> None:
    case = problem(shapes=[shape("08:00", 30)], activities=[HIGHEST, IMAGES], grid=5)
    rules = [MaxStint(minutes=15, highest=10), RecoveryBreak(minutes=10), SeverityMix()]
    assert_agreement(case, rules)
    case = problem(shapes=[shape("08:00", 90)], activities=[HIGHEST, IMAGES])
    assert_agreement(case, [MaxStint(minutes=30, highest=15), RecoveryBreak(), SeverityMix()])


STINTS = [MaxStint(minutes=45, highest=20), RecoveryBreak()]


@pytest.mark.parametrize(
    ("rule", "shapes", "most"),
    [
        # 15 + 15 + 15 + 15, then 15 more: of 75 minutes 30 may be of it, of 60 minutes 15.
        (RULE, [("08:00", 60)], 15),
        (RULE, [("08:00", 74)], 29),
        (RULE, [("08:00", 75)], 30),
        (RULE, [("08:00", 90)], 30),
        # Of the longer night 60 minutes lie before midnight and 75 after it: 15 + 30.
        (RULE, [("22:30", 60), ("23:00", 135)], 45),
        (SeverityMix(minutes=25, plain_runs=0), [("08:00", 90)], 25),
    ],
)
def test_coarsely_a_segment_holds_what_its_order_and_the_day_leave(
    rule: SeverityMix, shapes: list[tuple[str, int]], most: int
) -> None:
    rules = [*STINTS, rule]
    book = Rulebook(rules, [type(rule) for rule in rules])
    case = problem(shapes=[shape(*each) for each in shapes], activities=[CALLS, CHAT])
    board = Board(case, book, free=[("ana", 0)], look="days")
    cell = board.cells["ana", 0]
    severe = board.sum(cell.exposed_by(piece, severity=3) for piece in cell.pieces)
    board.model.maximize(severe)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(board.model) == cp_model.OPTIMAL
    assert solver.objective_value == most
