"""The second reader of feeds reads, and refuses what is no calendar."""

import pytest
from playwright.sync_api import Error, Page

from ical_js import read_by_ical_js

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//test//EN
BEGIN:VEVENT
UID:one@test
DTSTAMP:20261101T000000Z
DTSTART:20261123T080000Z
DTEND:20261123T121500Z
SUMMARY:Work\\, then more
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def test_it_reads_moments_and_unescapes_titles(page: Page) -> None:
    assert read_by_ical_js(page, CALENDAR) == [
        {
            "uid": "one@test",
            "title": "Work, then more",
            "start": "2026-11-23T08:00:00.000Z",
            "end": "2026-11-23T12:15:00.000Z",
        }
    ]


def test_a_calendar_cut_short_is_refused(page: Page) -> None:
    with pytest.raises(Error, match="invalid ical body"):
        read_by_ical_js(page, CALENDAR[: len(CALENDAR) // 2])
