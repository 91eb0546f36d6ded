"""Elapsed minutes of a roster's horizon, and the local days they belong to."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# Fairness looks back twelve weeks; weekly rules need the whole week before that. A night shift
# that starts on the last day ends on the day after it. Other days are worked out when asked for.
DAYS_BEFORE = 91
DAYS_AFTER = 9
# Minutes of a day on which the clock does not change.
USUAL_DAY = 1440

# Inside the class `date` is a method.
CalendarDate = date


@dataclass(frozen=True)
class Clock:
    """Turns aware datetimes into whole elapsed minutes and back.

    Minute 0 is local midnight at the start of `first`; minutes before it are negative. Days are
    numbered the same way: day 0 is `first`, day -1 the day before. A day has 1,380, 1,440 or
    1,500 minutes.

    zone: an IANA name. days: length of the roster, 1 or more. grid: minutes a slot, 5, 10 or 15.
    """

    zone: str
    first: date
    days: int
    grid: int = 15
    _info: ZoneInfo = field(init=False, repr=False, compare=False)
    _origin: datetime = field(init=False, repr=False, compare=False)
    _midnights: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        info = ZoneInfo(self.zone)
        origin = datetime.combine(self.first, time(), info).astimezone(UTC)
        object.__setattr__(self, "_info", info)
        object.__setattr__(self, "_origin", origin)
        midnights = tuple(
            self.minute(datetime.combine(self.date(day), time(), info))
            for day in range(-DAYS_BEFORE, self.days + DAYS_AFTER)
        )
        object.__setattr__(self, "_midnights", midnights)

    @property
    def last(self) -> date:
        """The last day of the roster."""
        return self.date(self.days - 1)

    @property
    def end(self) -> int:
        """The minute at which the roster's last day ends."""
        return self.midnight(self.days)

    def minute(self, moment: datetime) -> int:
        """Elapsed whole minutes from minute 0 to `moment`; seconds are cut off.

        Raises ValueError for a datetime without offset.
        """
        if moment.tzinfo is None:
            raise ValueError(f"{moment.isoformat()} has no UTC offset")
        return int((moment.astimezone(UTC) - self._origin).total_seconds() // 60)

    def minute_up(self, moment: datetime) -> int:
        """The first whole minute that does not begin before `moment`.

        Raises ValueError for a datetime without offset.
        """
        minute = self.minute(moment)
        return minute + (self.moment(minute) < moment)

    def moment(self, minute: int) -> datetime:
        """The aware local datetime at `minute`."""
        return (self._origin + timedelta(minutes=minute)).astimezone(self._info)

    def date(self, day: int) -> CalendarDate:
        """The calendar date of a day number."""
        return self.first + timedelta(days=day)

    def day(self, on: CalendarDate) -> int:
        """The day number of a calendar date."""
        return (on - self.first).days

    def midnight(self, day: int) -> int:
        """The minute at which local day `day` starts."""
        index = day + DAYS_BEFORE
        if 0 <= index < len(self._midnights):
            return self._midnights[index]
        return self.minute(datetime.combine(self.date(day), time(), self._info))

    def day_at(self, minute: int) -> int:
        """The local day in which `minute` lies."""
        first, last = self._midnights[0], self._midnights[-1]
        if first <= minute < last:
            return bisect_right(self._midnights, minute) - 1 - DAYS_BEFORE
        return self.day(self.moment(minute).date())

    def at(self, day: int, local: time) -> int:
        """The minute of a local time on a day.

        A time that the clock skips in spring counts as the same elapsed minutes after midnight;
        one that comes twice in autumn is the first.
        """
        midnight = self.midnight(day)
        if self.midnight(day + 1) - midnight == USUAL_DAY:
            return midnight + 60 * local.hour + local.minute
        return self.minute(datetime.combine(self.date(day), local, self._info))

    def window(self, day: int, start: time, end: time) -> tuple[int, int]:
        """The minutes of a window of local time that starts on a day.

        One that ends at or before its start passes midnight.
        """
        return self.at(day, start), self.at(day + (end <= start), end)

    def weekday(self, day: int) -> int:
        """0 for Monday to 6 for Sunday."""
        return self.date(day).weekday()

    def week(self, day: int) -> range:
        """The seven days, Monday first, of the local week that holds `day`."""
        monday = day - self.weekday(day)
        return range(monday, monday + 7)

    def weeks(self) -> list[range]:
        """The local weeks that the roster touches, in order."""
        return [self.week(day) for day in range(-self.weekday(0), self.days, 7)]

    def local(self, minute: int) -> str:
        """The local time of day as 13:30."""
        return self.moment(minute).strftime("%H:%M")
