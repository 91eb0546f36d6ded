"""Coverage of one kind of work as a week of slots that are painted, and back as lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.demand import Weekday
from web.team_pages.parts import Content

DAY = 1440
DAYS = [day.value for day in Weekday]
STEPS = (30, 15)

Level = tuple[int, int]
"""At least, and wanted."""
NOBODY: Level = (0, 0)
Grid = list[list[Level]]
"""By weekday, Monday first, and by slot of the day."""


@dataclass(frozen=True)
class Painted:
    """The lines of one kind of work that ask for no skill: what the grid shows and replaces."""

    activity: str

    def of(self, content: Content) -> Content | None:
        """Those lines, or None where the team has no such work."""
        if all(work["id"] != self.activity for work in content.get("activities", [])):
            return None
        return {"coverage": [line for line in content.get("coverage", []) if self._has(line)]}

    def put(self, content: Content, new: Content) -> str:
        """Write them where the first of them stood; lines of others and with skills stay."""
        lines: list[Content] = content.get("coverage", [])
        first = next((n for n, line in enumerate(lines) if self._has(line)), len(lines))
        others = [line for line in lines if not self._has(line)]
        content["coverage"] = [*others[:first], *new["coverage"], *others[first:]]
        return ""

    def _has(self, line: Content) -> bool:
        return line["activity"] == self.activity and not line.get("skill")


def step_of(lines: list[Content]) -> int | None:
    """The longest slot in minutes, 30 or 15, into which the lines' times fit; None for neither."""
    times = [_minute(line[key]) for line in lines for key in ("from", "to")]
    return next((step for step in STEPS if all(time % step == 0 for time in times)), None)


def grid_of(lines: list[Content], step: int) -> Grid:
    """The lines as slots of `step` minutes; what goes past midnight stands on the next day."""
    grid = [[NOBODY] * (DAY // step) for _ in DAYS]
    for line in lines:
        start, end = _minute(line["from"]), _minute(line["to"])
        length = end - start if end > start else end - start + DAY
        for day in line.get("weekdays") or DAYS:
            begin = DAYS.index(day) * DAY + start
            for at in range(begin, begin + length, step):
                level = (line.get("minimum", 0), line["target"])
                grid[at // DAY % len(DAYS)][at % DAY // step] = level
    return grid


def lines_of(grid: Grid, step: int, activity: str) -> list[Content]:
    """The slots as lines: equal windows of several weekdays are one, in order of their start."""
    windows: dict[tuple[int, int, Level], list[str]] = {}
    for day, window in _windows(grid, step):
        windows.setdefault(window, []).append(DAYS[day])
    return [
        {
            "activity": activity,
            **({} if len(days) == len(DAYS) else {"weekdays": sorted(days, key=DAYS.index)}),
            "from": _clock(start),
            "to": _clock(end),
            **({"minimum": level[0]} if level[0] else {}),
            "target": level[1],
        }
        for (start, end, level), days in sorted(windows.items())
    ]


def copied(lines: list[Content], source: str, targets: list[str]) -> list[Content]:
    """The lines with each of the target weekdays asking for what the source asks for."""
    found = []
    for line in lines:
        before = line.get("weekdays") or DAYS
        more = set(targets) if source in before else set()
        days = [day for day in DAYS if day in more or (day in before and day not in targets)]
        if days:
            rest = {key: value for key, value in line.items() if key != "weekdays"}
            found.append(rest if days == DAYS else rest | {"weekdays": days})
    return found


def read_grid(text: str, step: int) -> Grid | None:
    """The grid that a page sends, or None: days by `;`, slots by `,`, each as `1-2`."""
    try:
        grid = [
            [(int(low), int(high)) for low, high in (slot.split("-") for slot in day.split(","))]
            for day in text.split(";")
        ]
    except ValueError:
        return None
    right = len(grid) == len(DAYS) and all(len(day) == DAY // step for day in grid)
    return grid if right else None


def _windows(grid: Grid, step: int) -> Iterator[tuple[int, tuple[int, int, Level]]]:
    """Runs of equal slots by day; one that ends at midnight goes on into the next day's first."""
    runs = [_runs(day, step) for day in grid]
    for day, of_day in enumerate(runs):
        following = runs[(day + 1) % len(runs)]
        if not (of_day and following):
            continue
        (start, end, level), (first, last, next_level) = of_day[-1], following[0]
        if end == DAY and first == 0 and level == next_level and 0 < last <= start:
            of_day[-1] = (start, last, level)
            following[0] = (0, 0, NOBODY)
    for day, of_day in enumerate(runs):
        yield from ((day, run) for run in of_day if run[2] != NOBODY)


def _runs(day: list[Level], step: int) -> list[tuple[int, int, Level]]:
    runs: list[tuple[int, int, Level]] = []
    for number, level in enumerate(day):
        start = number * step
        if runs and runs[-1][2] == level and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], start + step, level)
        elif level != NOBODY:
            runs.append((start, start + step, level))
    return runs


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:5])


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"
