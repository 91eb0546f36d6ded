"""Small instances and solutions of the family `massp`, invented here, as its files have them."""

from collections.abc import Iterable, Mapping, Sequence

from bench.families.massp.reading import DAY, OPENS, QUARTER, Instance, Wanted, Worker

Shift = tuple[int, str, Sequence[tuple[int, int]]]


def instance(
    *staff: tuple[str, int, int],
    days: int = 1,
    tasks: int = 1,
    cover: Mapping[tuple[int, int], tuple[int, int]] | None = None,
) -> Instance:
    """An instance of some staff. cover: least and most people by activity and minute."""
    wanted = {
        (task, start): (0, 0)
        for start in range(OPENS, days * DAY + OPENS, QUARTER)
        for task in range(1, tasks + 1)
    } | dict(cover or {})
    return Instance(
        days,
        tasks,
        tuple(Worker(*worker) for worker in staff),
        tuple(Wanted(t, at, at + QUARTER, *people) for (t, at), people in wanted.items()),
    )


def during(
    first: int, last: int, least: int, most: int, task: int = 1
) -> dict[tuple[int, int], tuple[int, int]]:
    """The same cover in each quarter of [first, last), in minutes from the first midnight."""
    return {(task, start): (least, most) for start in range(first, last, QUARTER)}


def text_of(asked: Instance) -> str:
    """The file of an instance."""
    lines = [
        "# invented",
        "SECTION_HORIZON",
        str(asked.days),
        "",
        "SECTION_TASKS",
        str(asked.tasks),
    ]
    lines += ["SECTION_STAFF", *(f"{w.id},{w.least},{w.most}" for w in asked.staff)]
    lines += ["SECTION_COVER", "# Day, Time, TaskID, Min, Max"]
    for wanted in asked.cover:
        times = f"{_clock(wanted.start)}-{_clock(wanted.end)}"
        day = wanted.start // DAY + 1
        lines.append(f"{day},{times},{wanted.task},{wanted.least},{wanted.most}")
    return "\r\n".join(lines) + "\r\n"


def solution(**of: Iterable[Shift]) -> str:
    """A written solution: by employee the day, start and tasks with their minutes of each shift."""
    employees = [
        f'<Employee ID="{name}">{"".join(map(_written, shifts))}</Employee>'
        for name, shifts in of.items()
    ]
    return f"<Solution>{''.join(employees)}</Solution>"


def _written(shift: Shift) -> str:
    day, start, tasks = shift
    done = "".join(f"<Task><ID>{i}</ID><Length>{minutes}</Length></Task>" for i, minutes in tasks)
    return f"<Shift><Day>{day}</Day><Start>{start}:00</Start>{done}</Shift>"


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"
