"""Reads the three kinds of files; every fault names its line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from bench.families.inrc2.instance import (
    WEEK,
    WEEKDAYS,
    Contract,
    Demand,
    Instance,
    Limits,
    Nurse,
    Past,
    ShiftType,
)
from bench.families.inrc2.lines import Lines
from bench.families.verdict import UnreadableError

# n030w4_1_6-2-9-1: the scenario, which initial history, which week files in order.
LABEL = re.compile(r"(\w+?)_(\d+)_(\d+(?:-\d+)*)")
NONE, ANY = "None", "Any"


def read(path: Path) -> Instance:
    """The instance whose label a path ends with: its files lie in the scenario's folder.

    That folder is the path's own, or one beside it that is called like the scenario. Raises
    UnreadableError where a file is missing or tells something else than the format has.
    """
    label = LABEL.fullmatch(path.name)
    if label is None:
        raise UnreadableError(f"{path.name} names no instance, as n030w4_1_6-2-9-1 does")
    scenario, past, numbers = label[1], label[2], label[3].split("-")
    folder = path.parent if path.parent.name == scenario else path.parent / scenario
    instance = _scenario(Lines.of(folder / f"Sc-{scenario}.txt"))
    if len(numbers) != instance.weeks:
        raise UnreadableError(f"{path.name} names {len(numbers)} weeks of {instance.weeks}")
    known = _past(Lines.of(folder / f"H0-{scenario}-{past}.txt"), instance)
    weeks = [
        _week(Lines.of(folder / f"WD-{scenario}-{number}.txt"), instance, WEEK * week)
        for week, number in enumerate(numbers)
    ]
    return replace(
        instance,
        past=known,
        demands=tuple(demand for demands, _ in weeks for demand in demands),
        requests=frozenset(request for _, requests in weeks for request in requests),
    )


def _scenario(lines: Lines) -> Instance:
    """The scenario alone; of the rest nothing."""
    # A published one has another name in it than its file, so that nothing can be told by names.
    scenario = lines.value("SCENARIO")
    weeks = lines.count("WEEKS")
    skills = tuple(lines.name(lines.words(1)[0]) for _ in range(lines.count("SKILLS")))
    _each_once(lines, skills, "skill")
    shifts = tuple(_shifts(lines))
    contracts = [_contract(lines) for _ in range(lines.count("CONTRACTS"))]
    _each_once(lines, [contract.name for contract in contracts], "contract")
    known = {contract.name: contract for contract in contracts}
    nurses = tuple(_nurse(lines, known, skills) for _ in range(lines.count("NURSES")))
    _each_once(lines, [nurse.name for nurse in nurses], "nurse")
    lines.end()
    if not (weeks and skills and shifts and nurses):
        raise lines.fault("a scenario has weeks, skills, shift types and nurses")
    return Instance(scenario, weeks, skills, shifts, nurses, {}, (), frozenset())


def _shifts(lines: Lines) -> Iterator[ShiftType]:
    runs: dict[str, Limits] = {}
    for _ in range(lines.count("SHIFT_TYPES")):
        name, run = lines.words(2)
        if lines.name(name) in {*runs, NONE, ANY}:
            raise lines.fault(f"shift type {name!r} may not come here")
        runs[name] = lines.limits(run)
    lines.heading("FORBIDDEN_SHIFT_TYPES_SUCCESSIONS")
    barred: dict[str, frozenset[str]] = {}
    for _ in runs:
        name, count, *after = lines.words()
        lines.one_of(name, runs, "shift type")
        if name in barred or lines.number(count) != len(after):
            raise lines.fault(f"{name} comes twice, or has another number than {count}")
        barred[name] = frozenset(lines.one_of(one, runs, "shift type") for one in after)
    return (ShiftType(name, run, barred[name]) for name, run in runs.items())


def _contract(lines: Lines) -> Contract:
    name, total, working, off, weekends, complete = lines.words(6)
    if complete not in {"0", "1"}:
        raise lines.fault(f"{complete!r} is neither 0 nor 1")
    return Contract(
        name=name,
        total=lines.limits(total),
        working=lines.limits(working),
        off=lines.limits(off),
        weekends=lines.number(weekends),
        complete=complete == "1",
    )


def _nurse(lines: Lines, contracts: dict[str, Contract], skills: Iterable[str]) -> Nurse:
    known = set(skills)
    words = lines.words()
    if len(words) < len(("name", "contract", "1", "skill")):
        raise lines.fault("a nurse has a name, a contract and skills")
    name, contract, count, *have = words
    lines.one_of(contract, contracts, "contract")
    if lines.number(count) != len(have):
        raise lines.fault(f"{len(have)} skills where {count} are expected")
    _each_once(lines, have, "skill")
    mine = tuple(lines.one_of(skill, known, "skill") for skill in have)
    return Nurse(lines.name(name), contracts[contract], mine)


def _past(lines: Lines, instance: Instance) -> dict[str, Past]:
    lines.heading("HISTORY")
    lines.words(2)
    lines.heading("NURSE_HISTORY")
    names = {nurse.name for nurse in instance.nurses}
    shifts = {shift.name for shift in instance.shifts}
    found: dict[str, Past] = {}
    for _ in instance.nurses:
        name, assignments, weekends, last, *runs = lines.words(7)
        lines.one_of(name, names - found.keys(), "nurse")
        same, worked, off = (lines.number(word) for word in runs)
        free = lines.one_of(last, shifts | {NONE}, "shift type") == NONE
        if (same > worked, worked == 0, off > 0, same == 0) != (False, free, free, free):
            raise lines.fault(f"{last} does not go with {' '.join(runs)} days in a row")
        counts = lines.number(assignments), lines.number(weekends)
        found[name] = Past(*counts, None if free else last, same, worked, off)
    lines.end()
    return found


def _week(
    lines: Lines, instance: Instance, monday: int
) -> tuple[list[Demand], list[tuple[str, int, str]]]:
    """Its demand, and its requests with `Any` as each of the shifts."""
    shifts = [shift.name for shift in instance.shifts]
    lines.heading("WEEK_DATA")
    lines.words(1)
    lines.heading("REQUIREMENTS")
    demands: dict[tuple[str, str], list[Demand]] = {}
    for _ in range(len(shifts) * len(instance.skills)):
        shift, skill, *pairs = lines.words(2 + WEEK)
        lines.one_of(shift, shifts, "shift type")
        lines.one_of(skill, instance.skills, "skill")
        if (shift, skill) in demands:
            raise lines.fault(f"{shift} {skill} comes twice")
        wanted = [lines.limits(pair) for pair in pairs]
        demands[shift, skill] = [
            Demand(monday + day, shift, skill, pair.least, pair.most)
            for day, pair in enumerate(wanted)
        ]
    requests = []
    for _ in range(lines.count("SHIFT_OFF_REQUESTS")):
        name, shift, weekday = lines.words(3)
        lines.one_of(name, {nurse.name for nurse in instance.nurses}, "nurse")
        lines.one_of(shift, [*shifts, ANY], "shift type")
        day = monday + WEEKDAYS.index(lines.one_of(weekday, WEEKDAYS, "weekday"))
        requests += [(name, day, one) for one in (shifts if shift == ANY else [shift])]
    lines.end()
    return [demand for row in demands.values() for demand in row], requests


def _each_once(lines: Lines, names: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise lines.fault(f"{what} {name!r} comes twice")
        seen.add(name)
