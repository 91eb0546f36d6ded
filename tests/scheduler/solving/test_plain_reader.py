"""The independent reader of roster files finds every error that is planted, and no other."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from plain_reader import breaches, minutes

BRUSSELS = ZoneInfo("Europe/Brussels")
MONDAY, TUESDAY = "2026-03-09", "2026-03-10"
NOT_OFFERED = {"times_offered"}
Blocks = list[tuple[str, int]]
File = dict[str, Any]

# From 08:30 to 16:36, 486 minutes; the meal may lie from 10:31:30 to 14:34:30.
ANA: Blocks = [
    ("admin", 60),
    ("images", 45),
    ("break", 15),
    ("images", 45),
    ("break", 15),
    ("admin", 45),
    ("meal", 30),
    ("highest", 20),
    ("break", 15),
    ("chat", 45),
    ("admin", 151),
]
BEN: Blocks = [("admin", 60), ("chat", 45), ("break", 15), ("admin", 105), ("meal", 30)]
BEN += [("admin", 231)]
# Cleo is new since a week ago: Ana is on images in the same room meanwhile.
CLEO: Blocks = [("admin", 60), ("calm", 30), ("admin", 135), ("meal", 30), ("admin", 231)]


def team(**fields: object) -> File:
    activities: list[File] = [
        {"id": "calm", "name": "Calm", "exposes": "material", "severity": 1},
        {"id": "images", "name": "Images", "exposes": "material", "severity": 2},
        {"id": "highest", "name": "Highest", "exposes": "material", "severity": 3},
        {"id": "chat", "name": "Chat", "exposes": "contact", "severity": 1},
        {"id": "admin", "name": "Admin"},
        {"id": "walk", "name": "Walk", "screen": False},
    ]
    allowed = [{"activity": a["id"], "from": "2020-01-01"} for a in activities if "exposes" in a]
    names = ("ana", "ben", "cleo")
    people: list[File] = [{"id": name, "authorised": list(allowed)} for name in names]
    people[0]["mentor"] = {"from": "2020-01-01"}
    people[2]["ramp_up_from"] = "2026-03-02"
    rooms = [{"id": "quiet", "name": "Quiet", "seats": 2}]
    usual = {"timezone": "Europe/Brussels", "activities": activities, "rooms": rooms}
    return {**usual, "people": people, **fields}


def person(name: str, **fields: object) -> File:
    """The team with fields of one person changed."""
    changed = team()
    next(p for p in changed["people"] if p["id"] == name).update(fields)
    return changed


def shift(who: str, start: str, blocks: Blocks, place: str = "site") -> File:
    reached = datetime.fromisoformat(start).replace(tzinfo=BRUSSELS).astimezone(UTC)
    written, edges = [], [reached]
    for name, length in blocks:
        edges.append(edges[-1] + timedelta(minutes=length))
        block: File = {"activity": "break" if name == "meal" else name}
        block |= {"meal": True} if name == "meal" else {}
        block |= {"room": "quiet"} if name in {"calm", "images", "highest"} else {}
        written.append(block | {"start": local(edges[-2]), "end": local(edges[-1])})
    whole = {"start": local(edges[0]), "end": local(edges[-1]), "place": place}
    return {"person": who, **whole, "blocks": written}


def local(moment: datetime) -> str:
    return moment.astimezone(BRUSSELS).isoformat(timespec="minutes")


def roster(*shifts: File, first: str = MONDAY, last: str = "2026-03-15") -> File:
    return {"team": "Hand", "from": first, "to": last, "shifts": list(shifts)}


def usual(**other: Blocks) -> File:
    """The Monday of all three, with other blocks for some."""
    blocks = {"ana": ANA, "ben": BEN, "cleo": CLEO, **other}
    return roster(*(shift(who, f"{MONDAY}T08:30", each) for who, each in blocks.items()))


def whats(team: File, roster: File, *closed: str) -> set[str]:
    return {found.what for found in breaches(team, roster, closed)}


def swapped(blocks: Blocks, at: int, *instead: tuple[str, int]) -> Blocks:
    """The blocks with others in the place of one; the last of all fills the 486 minutes."""
    made = [*blocks[:at], *instead, *blocks[at + 1 :]]
    name, _ = made.pop()
    return [*made, (name, 486 - sum(length for _, length in made))]


def on_chat(minutes: int) -> Blocks:
    """Ana's blocks with more chat after the first, in stints of 45 at most."""
    return swapped(
        ANA, 10, ("break", 15), ("chat", 45), ("break", 15), ("chat", minutes - 45), ("admin", 0)
    )


def one_stint(before_meal: int) -> Blocks:
    """Admin, a stint until 10:15, admin, the meal, admin."""
    start = [("admin", 60), ("images", 45), ("admin", before_meal), ("meal", 30)]
    return [*start, ("admin", 486 - 135 - before_meal)]


def test_a_roster_within_every_limit_has_nothing_found() -> None:
    assert breaches(team(), usual()) == []


@pytest.mark.parametrize(
    ("ana", "found"),
    [
        (swapped(ANA, 1, ("images", 46)), {"stint"}),
        (swapped(ANA, 1, ("images", 30), ("chat", 16)), {"stint"}),
        (swapped(ANA, 7, ("highest", 21)), {"stint"}),
        (swapped(ANA, 7, ("highest", 20), ("images", 1)), {"stint"}),
        (swapped(ANA, 2, ("break", 14)), {"recovery"}),
        (swapped(ANA, 2, ("admin", 60)), {"recovery"}),
        (swapped(ANA, 2, ("break", 14), ("admin", 5), ("break", 14)), {"recovery"}),
        (swapped(ANA, 2, ("break", 10), ("walk", 5)), set()),
        # 45 + 45 + 20 + 45 are 155, and 85 are 240.
        (on_chat(85), set()),
        (on_chat(86), {"exposure_of_a_day"}),
        (swapped(ANA, 6, ("admin", 30)), {"meal"}),
        (swapped(ANA, 6, ("meal", 29)), {"meal"}),
        (swapped(ANA, 6, ("meal", 30), ("meal", 30)), {"meal"}),
        # From 10:31 and 10:32; until 14:34 and 14:35.
        (one_stint(16), {"meal"}),
        (one_stint(17), set()),
        (one_stint(229), set()),
        (one_stint(230), {"meal"}),
    ],
)
def test_limits_inside_a_shift(ana: Blocks, found: set[str]) -> None:
    assert whats(team(), usual(ana=ana)) == found


def test_a_meal_in_a_shift_that_is_too_short_for_one() -> None:
    short: Blocks = [("admin", 150), ("meal", 30), ("admin", 179)]
    assert whats(team(), usual(ben=short)) == {"meal"}
    assert whats(team(), usual(ben=[("admin", 359)])) == set()
    assert whats(team(), usual(ben=[("admin", 360)])) == {"meal"}


@pytest.mark.parametrize(("cap", "found"), [(155, set()), (154, {"exposure_of_a_day"})])
def test_a_lower_cap_of_ones_own(cap: int, found: set[str]) -> None:
    assert whats(person("ana", max_daily_exposure=cap), usual()) == found


@pytest.mark.parametrize(
    ("day", "done", "found"),
    [
        # 805 + 155 are 960.
        ("2026-03-03", 805, set()),
        ("2026-03-03", 806, {"exposure_of_seven_days"}),
        ("2026-03-02", 961, set()),
    ],
)
def test_seven_days_reach_back_before_the_roster(day: str, done: int, found: set[str]) -> None:
    worked = [{"person": "ana", "date": day, "minutes": done}]
    assert whats(team(worked=worked), usual()) == found
    parts = [shift("ana", f"{day}T00:00", [("chat", done)])]
    assert whats(team(history=parts), usual()) == found


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (f"{MONDAY}T08:30", "2026-03-10T03:36", set()),
        (f"{MONDAY}T08:30", "2026-03-10T03:35", {"rest_between_shifts"}),
        # Nights in which the clock jumps: 10 hours from 22:06 to 09:06, and 12.
        ("2026-03-28T14:00", "2026-03-29T09:06", {"rest_between_shifts"}),
        ("2026-10-24T14:00", "2026-10-25T08:06", set()),
        ("2026-10-24T14:00", "2026-10-25T08:05", {"rest_between_shifts"}),
    ],
)
def test_rest_is_elapsed_time_and_looks_into_history(
    before: str, after: str, found: set[str]
) -> None:
    calm: Blocks = [("admin", 225), ("meal", 30), ("admin", 231)]
    first, second = shift("ben", before, calm), shift("ben", after, calm)
    both = roster(first, second, first=before[:10], last=after[:10])
    assert whats(team(), both) == found
    alone = roster(second, first=after[:10], last=after[:10])
    assert whats(team(history=[first]), alone) == found


def test_company_is_counted_in_every_minute() -> None:
    ana = shift("ana", f"{MONDAY}T08:30", ANA)
    assert whats(team(), roster(ana)) == {"company_on_site"}
    for start, place, found in (
        # Until 13:05 Ana is on material.
        ("09:30", "site", set()),
        ("09:31", "site", {"company_on_site"}),
        ("09:30", "home", {"company_on_site"}),
    ):
        ben = shift("ben", f"{MONDAY}T{start}", [("admin", 215)], place)
        assert whats(team(), roster(ana, ben)) == found
    ben = shift("ben", f"{MONDAY}T09:30", [("admin", 214)])
    assert whats(team(), roster(ana, ben)) == {"company_on_site"}


@pytest.mark.parametrize(
    ("start", "blocks", "found"),
    [
        ("07:00", [("admin", 60), ("images", 20), ("admin", 100)], set()),
        ("07:00", [("admin", 59), ("images", 20), ("admin", 100)], {"hours_of_material"}),
        ("14:00", [("admin", 100), ("images", 20), ("admin", 60)], set()),
        ("14:00", [("admin", 101), ("images", 20), ("admin", 60)], {"hours_of_material"}),
        ("14:00", [("admin", 100), ("images", 20), ("admin", 59)], {"wind_down"}),
        ("14:00", [("admin", 150), ("chat", 20), ("admin", 30)], set()),
        ("14:00", [("admin", 150), ("chat", 20), ("admin", 29)], {"wind_down"}),
    ],
)
def test_the_hours_of_material_and_the_end_of_a_shift(
    start: str, blocks: Blocks, found: set[str]
) -> None:
    beside = shift("ben", f"{MONDAY}T07:00", [("admin", 355)])
    late = shift("cleo", f"{MONDAY}T12:00", [("admin", 355)])
    ana = shift("ana", f"{MONDAY}T{start}", blocks)
    assert whats(team(), roster(ana, beside, late)) == found


def test_rooms_have_seats_and_material_has_a_room_on_site() -> None:
    seats = [{"id": "quiet", "name": "Quiet", "seats": 1}]
    assert whats(team(rooms=seats), usual()) == {"seats"}
    closed = [{"id": "quiet", "name": "Quiet", "seats": 2, "approved": False}]
    assert whats(team(rooms=closed), usual()) == {"approved_room_on_site"}
    nowhere = usual(cleo=swapped(CLEO, 1, ("admin", 30)))
    del nowhere["shifts"][0]["blocks"][1]["room"]
    assert whats(team(), nowhere) == {"approved_room_on_site"}
    at_home = usual(cleo=swapped(CLEO, 1, ("admin", 30)))
    at_home["shifts"][0]["place"] = "home"
    assert whats(team(), at_home) == {"approved_room_on_site"}


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        ({"from": MONDAY, "to": MONDAY}, set()),
        ({"from": TUESDAY}, {"authorised"}),
        ({"from": "2026-03-01", "to": "2026-03-08"}, {"authorised"}),
    ],
)
def test_authorisations_have_dates(dates: dict[str, str], found: set[str]) -> None:
    assert whats(person("ben", authorised=[{"activity": "chat", **dates}]), usual()) == found


@pytest.mark.parametrize(
    ("cleo", "found"),
    [
        (swapped(CLEO, 1, ("calm", 31)), {"ramp_up"}),
        (swapped(CLEO, 1, ("images", 30)), {"ramp_up"}),
        # Ana is on images until 10:15.
        (swapped(CLEO, 0, ("admin", 75)), set()),
        (swapped(CLEO, 0, ("admin", 76)), {"mentor_beside"}),
        (swapped(CLEO, 1, ("chat", 30)), {"mentor_beside"}),
    ],
)
def test_somebody_new(cleo: Blocks, found: set[str]) -> None:
    assert whats(team(), usual(cleo=cleo)) == found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"leave": [{"from": MONDAY, "to": MONDAY}]}, {"leave_and_closing"}),
        ({"leave": [{"from": TUESDAY, "to": TUESDAY}]}, set()),
        ({"available": [{"from": "08:30", "to": "16:36"}]}, set()),
        ({"available": [{"from": "08:31", "to": "16:36"}]}, NOT_OFFERED),
        ({"available": [{"from": "08:30", "to": "16:35"}]}, NOT_OFFERED),
        ({"available": [{"weekdays": ["tue"], "from": "08:00", "to": "18:00"}]}, NOT_OFFERED),
    ],
)
def test_when_people_can_come(fields: dict[str, Any], found: set[str]) -> None:
    assert whats(person("ben", **fields), usual()) == found


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [("10:00", "16:36", set()), ("10:01", "16:36", NOT_OFFERED), ("10:00", "16:35", NOT_OFFERED)],
)
def test_what_is_offered_once_stands_beside_the_weekly_times(
    start: str, end: str, found: set[str]
) -> None:
    once = {"from": f"{MONDAY}T{start}+01:00", "to": f"{MONDAY}T{end}+01:00"}
    weekly = {"available": [{"from": "08:30", "to": "10:00"}]}
    assert whats(person("ben", **weekly, offered=[once]), usual()) == found


def test_closing_days_and_days_of_the_roster() -> None:
    assert whats(team(), usual(), MONDAY) == {"leave_and_closing"}
    assert whats(team(), usual() | {"from": TUESDAY}) == {"within_the_roster"}
    again = usual()
    again["shifts"].append(shift("ben", f"{MONDAY}T23:59", [("admin", 180)]))
    assert whats(team(), again) == {"one_start_a_day", "rest_between_shifts"}


def test_blocks_that_do_not_fill_their_shift_and_times_that_are_not_local() -> None:
    def planted(**fields: str) -> set[str]:
        made = usual()
        made["shifts"][1]["blocks"][3].update(fields)
        return whats(team(), made)

    assert planted(activity="tea") == {"blocks_fill_shifts"}
    assert planted(end=f"{MONDAY}T12:14+01:00") == {"blocks_fill_shifts"}
    assert planted(start=f"{MONDAY}T10:29+01:00") == {"blocks_fill_shifts"}
    assert planted(end=f"{MONDAY}T11:15+00:00") == {"blocks_fill_shifts", "local_time_is_written"}
    without = usual()
    without["shifts"][1]["blocks"].pop()
    assert whats(team(), without) == {"blocks_fill_shifts"}
    with pytest.raises(ValueError, match="no offset"):
        planted(end=f"{MONDAY}T12:15")


def test_minutes_demanded_and_short_are_summed_by_the_minute() -> None:
    chat = {"activity": "chat", "weekdays": ["mon"], "from": "09:00", "to": "10:30", "target": 1}
    more = {**chat, "skill": "nl", "target": 5}
    coverage = [{**chat, "target": 2}, more, {**chat, "from": "13:00", "to": "14:00", "minimum": 2}]
    workload = [
        {"activity": "chat", "day": ["mon"], "minutes": 310},
        {"activity": "admin", "week": True, "minutes": 1400},
    ]
    asked = team(coverage=coverage, workload=workload)
    # Chat 90 x 2 + 60 x 2 are 300, and 10 more to 310. Admin 1400.
    # Ben covers 45 of the 180, Ana 40 of the 120 from 13:20 to 14:00, and 5 of the 10 after it.
    # Ana has 60 + 45 + 151 of admin, Ben 396, Cleo 426: 1078.
    assert minutes(asked, usual()) == (300 + 10 + 1400, 135 + 80 + 5 + 322)
    # Six of the week's seven days are open.
    assert minutes(asked, usual(), [TUESDAY]) == (310 + 1200, 220 + 122)
