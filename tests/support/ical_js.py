"""How ical.js, which many calendars on the web and on phones are made with, reads a feed."""

from pathlib import Path
from typing import TypedDict

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[1] / "vendor" / "ical.js" / "ical.es5.min.cjs"
READ = """text => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map(found => {
    const event = new ICAL.Event(found);
    return {
      uid: event.uid,
      title: event.summary,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
    };
  });
}"""


class ReadEvent(TypedDict):
    """One event: the moments in UTC as `2026-11-23T08:00:00.000Z`."""

    uid: str
    title: str
    start: str
    end: str


def read_by_ical_js(page: Page, calendar: str) -> list[ReadEvent]:
    """The events of an iCalendar text in its order, read in the page's Chromium.

    Raises:
        playwright.sync_api.Error: ical.js cannot parse the text.
    """
    if not page.evaluate("() => 'ICAL' in window"):
        page.evaluate(SOURCE.read_text(encoding="utf-8"))
    events: list[ReadEvent] = page.evaluate(READ, calendar)
    return events
