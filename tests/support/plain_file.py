"""A team file and a roster file as plain minutes: nothing of Breather is imported.

Every block becomes one entry a minute, minutes counted since 1970 in UTC, so that what is said of
each minute can be looked up. Slow, and too simple to be wrong in the same way as what it reads.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BREAK = "break"


@dataclass(frozen=True)
class PlainShift:
    """One shift. doing: what is done in each minute, by an activity's id or `break`.

    written: the shift as the file has it. room: by minute, where a block names one.
    """

    person: str
    start: int
    end: int
    place: str
    doing: dict[int, str]
    room: dict[int, str]
    written: dict[str, Any]


class PlainFile:
    """What a team file and a roster file say together.

    closed: local dates on which the team does not work, written out by whoever asks.
    """

    def __init__(
        self, team: dict[str, Any], roster: dict[str, Any], closed: Iterable[str] = ()
    ) -> None:
        self.team = team
        self.zone = ZoneInfo(team["timezone"])
        self.activities: dict[str, dict[str, Any]] = {a["id"]: a for a in team["activities"]}
        self.people: dict[str, dict[str, Any]] = {p["id"]: p for p in team["people"]}
        self.rooms: dict[str, dict[str, Any]] = {r["id"]: r for r in team.get("rooms", [])}
        self.closed = {date.fromisoformat(day) for day in closed}
        self.old = [_shift(shift) for shift in team.get("history", [])]
        self.new = [_shift(shift) for shift in roster["shifts"]]
        first, last = date.fromisoformat(roster["from"]), date.fromisoformat(roster["to"])
        self._dates: dict[int, date] = {}
        self.days = [first + timedelta(days=n) for n in range((last - first).days + 1)]

    def minute(self, day: date, at: str) -> int:
        """The minute of a local time such as 08:00 on a day."""
        return _since_1970(datetime.combine(day, time.fromisoformat(at), self.zone))

    def midnight(self, day: date) -> int:
        """The minute at which a local day starts."""
        return self.minute(day, "00:00")

    def local(self, minute: int) -> datetime:
        """The local moment of a minute."""
        return datetime.fromtimestamp(minute * 60, UTC).astimezone(self.zone)

    def day(self, minute: int) -> date:
        """The local date of a minute."""
        # No zone changes its date inside a quarter of an hour.
        quarter = minute // 15
        if quarter not in self._dates:
            self._dates[quarter] = self.local(quarter * 15).date()
        return self._dates[quarter]

    def open_days(self) -> Iterator[date]:
        """The roster's days on which the team works."""
        return (day for day in self.days if day not in self.closed)

    def exposes(self, name: str) -> str | None:
        """`material`, `contact` or None."""
        kind: str | None = self.activities.get(name, {}).get("exposes")
        return kind

    def exposure(self, shift: PlainShift) -> Iterator[tuple[int, str]]:
        """The exposing minutes of a shift in order, with the activity."""
        for minute, name in sorted(shift.doing.items()):
            if self.exposes(name):
                yield minute, name

    def runs(self, shift: PlainShift) -> list[list[int]]:
        """The unbroken runs of exposing minutes of a shift."""
        runs: list[list[int]] = []
        for minute, _ in self.exposure(shift):
            if runs and runs[-1][-1] == minute - 1:
                runs[-1].append(minute)
            else:
                runs.append([minute])
        return runs


def read_minute(text: str) -> int:
    """The minute of a moment with its offset, as files have it."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no offset")
    return _since_1970(moment)


def _since_1970(moment: datetime) -> int:
    return round(moment.timestamp() / 60)


def _shift(written: dict[str, Any]) -> PlainShift:
    """The shift by its minutes; of blocks that overlap the later one is taken."""
    doing: dict[int, str] = {}
    room: dict[int, str] = {}
    for block in written["blocks"]:
        for minute in range(read_minute(block["start"]), read_minute(block["end"])):
            doing[minute] = block["activity"]
            if block.get("room"):
                room[minute] = block["room"]
    start, end = read_minute(written["start"]), read_minute(written["end"])
    place = written.get("place", "site")
    return PlainShift(written["person"], start, end, place, doing, room, written)
