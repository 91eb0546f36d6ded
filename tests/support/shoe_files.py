"""Instances of the family `shoe`, invented here in the format of the public set, and days."""

from collections.abc import Iterable, Mapping

from bench.families.shoe.reading import Instance
from scheduler.presence import Presence, Stretch, joined
from scheduler.problem import Problem

SLOTS = 96


def instance(*wanted: Mapping[int, int] | tuple[range, int]) -> Instance:
    """An instance of some activities, each as people by slot or as a range and a number."""
    given = [dict.fromkeys(*each) if isinstance(each, tuple) else each for each in wanted]
    return Instance(tuple(tuple(each.get(slot, 0) for each in given) for slot in range(SLOTS)))


def written(asked: Instance, change: Mapping[str, str] | None = None) -> str:
    """The instance as a file has it, with parts replaced."""
    count = asked.activities
    zeros = tuple((0,) * count for _ in range(SLOTS))
    sections = {"demand": asked.wanted, "overcost": zeros, "undercost": zeros}
    lines = [f"{count} 7", "SHOE", f"ACT\t{count}", f"SHIFT\t{SLOTS}"]
    for name, rows in sections.items():
        body = [f"\t[{', '.join(map(str, row))}]" for row in rows]
        lines += [f"{name} [", *(f"{row}," for row in body[:-1]), f"{body[-1]} ]"]
    text = "\n".join(lines) + "\n"
    for old, new in (change or {}).items():
        assert old in text
        text = text.replace(old, new, 1)
    return text


def day(start: int, shift: str) -> str:
    """A day of rest around a shift, as solutions write it."""
    return "R" * start + shift + "R" * (SLOTS - start - len(shift))


def told(*days: str) -> str:
    worked = sum(c.isdigit() for each in days for c in each)
    return "\n".join([f"Hours worked: {worked / 4:g}", *(f"[{each}]" for each in days)]) + "\n"


PART = "000000B000000"
FULL = "000000B000000LLLL000000B000000"

OPEN = instance({40: 1, 79: 1}, {})


def presences(problem: Problem, days: Iterable[str]) -> dict[tuple[str, int], Presence]:
    """Days as the engine has them, of people in their order; read here, not by the family."""
    (shape, *_) = problem.shapes(0)
    found = {}
    for person, each in zip(problem.people, days, strict=False):
        slots = range(shape.start // 15, shape.end // 15)
        stretches = joined(
            Stretch(
                15 * slot,
                15 * slot + 15,
                problem.activities[each[slot]] if each[slot].isdigit() else None,
            )
            for slot in slots
        )
        found[person, 0] = Presence(person, 0, shape.start, shape.end, stretches)
    return found
