"""What stands in a calendar: neutral, in UTC, the same bytes each time, read alike by others."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from playwright.sync_api import Page

from feed_text import events_of, lines_of
from ical_js import read_by_ical_js
from scheduler.clock import Clock
from scheduler.presence import from_shift
from tiny_teams import ADMIN, BRUSSELS, IMAGES, shift
from web.calendars import ShiftEvent, calendar, event_uid
from web.feeds.history import Publication, events_by_person

NAMESPACE = UUID("0c5f2f4e-0e4f-4c8e-9f0e-6a54f6f1d001")
PUBLISHED = datetime(2026, 10, 12, 9, 30, 15, 123456, tzinfo=UTC)

ALLOWED = {
    "BEGIN",
    "END",
    "VERSION",
    "PRODID",
    "NAME",
    "X-WR-CALNAME",
    "REFRESH-INTERVAL;VALUE=DURATION",
    "X-PUBLISHED-TTL",
    "UID",
    "SUMMARY",
    "DTSTART",
    "DTEND",
    "DTSTAMP",
    "LAST-MODIFIED",
    "SEQUENCE",
    "STATUS",
    "TRANSP",
}

# Ordinary shifts, one over midnight, and one over each night on which the clocks change.
SHIFTS = (
    shift("ana", "2026-10-19 09:00", [("admin", 60), ("images", 60), ("meal", 30), ("admin", 90)]),
    shift("ana", "2026-10-21 22:00", [("admin", 240), ("meal", 30), ("admin", 210)]),
    shift("ana", "2026-10-24 22:00", [("admin", 480)]),
    shift("ana", "2027-03-27 22:00", [("admin", 480)]),
    shift("ben", "2026-10-19 09:00", [("images", 60), ("break", 30), ("admin", 60)]),
)


def feed(person: str = "ana") -> bytes:
    days = [one.start.date() for one in SHIFTS]
    publication = Publication(1, PUBLISHED, min(days), max(days), SHIFTS)
    events = events_by_person([publication], zone=BRUSSELS, namespace=NAMESPACE)
    return calendar(events[person])


def test_a_shift_is_one_event_with_these_lines_and_no_other() -> None:
    uid = event_uid(NAMESPACE, "ben", SHIFTS[-1].start.date())
    assert lines_of(feed("ben")) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Breather//Roster//EN",
        "NAME:Roster",
        "X-WR-CALNAME:Roster",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "BEGIN:VEVENT",
        "SUMMARY:Shift",
        "DTSTART:20261019T070000Z",
        "DTEND:20261019T093000Z",
        "DTSTAMP:20261012T093015Z",
        f"UID:{uid}",
        "SEQUENCE:0",
        "LAST-MODIFIED:20261012T093015Z",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def strange_names(body: bytes) -> set[str]:
    return {line.partition(":")[0] for line in lines_of(body)} - ALLOWED


def test_no_property_is_there_that_is_not_allowed() -> None:
    assert strange_names(feed()) == set()


@pytest.mark.parametrize("planted", ["LOCATION:x", "METHOD:PUBLISH", "DTSTART;TZID=UTC:x"])
def test_another_property_would_be_found(planted: str) -> None:
    body = feed().replace(b"STATUS:CONFIRMED", planted.encode())
    assert strange_names(body) == {planted.partition(":")[0]}


def sensitive_words(body: bytes) -> set[str]:
    words = {"ana", "ben", "images", "admin", "break", "meal", "quiet", "room", "exposure", "site"}
    words |= {IMAGES.name.casefold(), ADMIN.name.casefold(), "europe", "brussels"}
    text = "\n".join(lines_of(body)).casefold()
    return {word for word in words if word in text}


def test_no_word_tells_of_work_or_people() -> None:
    assert sensitive_words(feed()) == set()


def test_such_a_word_would_be_found_in_a_folded_line_too() -> None:
    assert sensitive_words(feed().replace(b"SUMMARY:Shift", b"SUMMARY:ima\r\n ges")) == {"images"}


def test_an_empty_calendar_is_valid() -> None:
    assert lines_of(calendar(()))[-1] == "END:VCALENDAR"
    assert Calendar.from_ical(calendar(())).walk("VEVENT") == []


def test_lines_are_no_longer_than_75_octets() -> None:
    assert max(len(line) for line in feed().split(b"\r\n")) <= 75


def test_all_times_are_in_utc_by_their_spelling() -> None:
    times = [
        value
        for event in events_of(feed())
        for name, value in event.items()
        if name in {"DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED"}
    ]
    assert len(times) == 16
    assert all(re.fullmatch(r"\d{8}T\d{6}Z", value) for value in times)


def test_a_time_without_zone_is_refused() -> None:
    naive = datetime(2026, 10, 19, 9)
    with pytest.raises(ValueError, match="no UTC offset"):
        calendar([ShiftEvent(NAMESPACE, naive, naive, 0, naive)])


def as_read_by_icalendar(body: bytes) -> list[tuple[str, str, datetime, datetime]]:
    read = []
    for event in Calendar.from_ical(body).walk("VEVENT"):
        start, end = event.decoded("dtstart"), event.decoded("dtend")
        assert isinstance(start, datetime)
        assert isinstance(end, datetime)
        read.append((str(event["uid"]), str(event["summary"]), start, end))
    return read


def as_planned(person: str) -> list[tuple[str, str, datetime, datetime]]:
    return [
        (str(event_uid(NAMESPACE, person, one.start.date())), "Shift", one.start, one.end)
        for one in SHIFTS
        if one.person == person
    ]


def test_icalendar_reads_what_was_planned() -> None:
    assert as_read_by_icalendar(feed()) == as_planned("ana")


def test_ical_js_reads_what_was_planned(page: Page) -> None:
    read = [
        (
            event["uid"],
            event["title"],
            datetime.fromisoformat(event["start"]),
            datetime.fromisoformat(event["end"]),
        )
        for event in read_by_ical_js(page, feed().decode())
    ]
    assert read == as_planned("ana")


def test_hours_in_the_calendar_are_hours_worked_on_nights_when_the_clocks_change() -> None:
    # 22:00 to 05:00 when an hour comes twice, to 07:00 when one is left out: eight hours both.
    nights = as_read_by_icalendar(feed())[2:]
    local = [(start.astimezone(BRUSSELS), end.astimezone(BRUSSELS)) for _, _, start, end in nights]
    assert [f"{start:%d %H:%M} {end:%d %H:%M}" for start, end in local] == [
        "24 22:00 25 05:00",
        "27 22:00 28 07:00",
    ]
    for planned, (_, _, start, end) in zip(SHIFTS[2:4], nights, strict=True):
        clock = Clock("Europe/Brussels", planned.start.date(), 2)
        counted = from_shift(planned, clock, {"admin": ADMIN}).minutes
        assert end - start == timedelta(minutes=counted) == timedelta(hours=8)


def test_nobody_is_busy_twice_at_a_moment() -> None:
    intervals = sorted(
        (event["DTSTART"], event["DTEND"])
        for event in events_of(feed())
        if event["TRANSP"] == "OPAQUE"
    )
    assert all(before[1] <= after[0] for before, after in pairwise(intervals))


def test_ids_are_different_and_look_like_nothing() -> None:
    uids = [event["UID"] for person in ("ana", "ben") for event in events_of(feed(person))]
    assert len(set(uids)) == 5
    assert all(UUID(uid).version == 5 for uid in uids)


def test_the_order_of_events_is_that_of_time_whatever_order_they_come_in() -> None:
    moment = datetime(2026, 11, 2, 8, tzinfo=UTC)
    events = [
        ShiftEvent(
            event_uid(NAMESPACE, "ana", (moment + timedelta(days=day)).date()),
            moment + timedelta(days=day),
            moment + timedelta(days=day, hours=6),
            0,
            PUBLISHED,
        )
        for day in range(10)
    ]
    assert calendar(reversed(events)) == calendar(events)
    starts = [event["DTSTART"] for event in events_of(calendar(events))]
    assert starts == sorted(starts)


PROGRAM = """
import sys
from datetime import datetime, UTC
from uuid import UUID
from web.calendars import ShiftEvent, calendar, event_uid
namespace = UUID(int=7)
made = datetime(2026, 10, 12, 9, tzinfo=UTC)
sys.stdout.buffer.write(calendar(
    ShiftEvent(event_uid(namespace, "ana", made.date().replace(day=day)),
               made.replace(day=day), made.replace(day=day, hour=17), day, made)
    for day in range(12, 30)
))
"""


def test_another_process_elsewhere_makes_the_same_bytes() -> None:
    made = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("42", "Asia/Tokyo"))
    ]
    assert made[0] == made[1]
    assert len(events_of(made[0])) == 18


def test_a_team_far_from_here_has_days_of_its_own() -> None:
    auckland = ZoneInfo("Pacific/Auckland")
    early = shift("ana", "2026-10-20 06:00", [("admin", 240)], zone=auckland)
    publication = Publication(1, PUBLISHED, early.start.date(), early.start.date(), (early,))
    (event,) = events_by_person([publication], zone=auckland, namespace=NAMESPACE)["ana"]
    assert event.uid == event_uid(NAMESPACE, "ana", early.start.date())
    assert events_of(calendar([event]))[0]["DTSTART"] == "20261019T170000Z"
