"""Fields that are right by themselves and make no sense together."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import holidays

from scheduler.reading.faults import Fault, shown
from scheduler.reading.node import Node
from scheduler.words import Words, words

_GRID = 5
_MONDAY = 0
_LONGEST_USE = 480


def sense_faults(team: Node) -> Iterator[Fault]:
    """What contradicts itself in activities, shapes, holidays and people."""
    for activity in team["activities"]:
        if activity["exposes"].text == "material" and activity["home"].value is True:
            yield activity["home"].fault(words("material is never assessed from home"))
        if (activity["severity"].whole or 0) > 0 and not activity["exposes"]:
            yield activity["severity"].fault(words("only work that exposes has a severity above 0"))
    for shape in team["shapes"]:
        yield from _on_grid(shape["start"])
    shared = (part for room in team["rooms"] for part in room["shared"])
    for window in (*shared, *team["coverage"]):
        yield from _on_grid(window["from"])
        yield from _on_grid(window["to"])
    for window in team["opening"]:
        yield from _on_grid(window["from"])
        yield from _on_grid(window["to"])
    yield from _periods(team["periods"])
    for kind in team["shift_kinds"]:
        yield from _kind(kind)
    yield from _holidays(team["holidays"])
    counselled = any(activity["session"].value is True for activity in team["activities"])
    for person in team["people"]:
        if list(person["sessions"]) and not counselled:
            yield person["sessions"].fault(words("there is no activity with session true"))
        yield from _neither_contract_nor_volunteer(person)
        yield from _contract(person["contract"])
        yield from _dates(person)
    yield from _worked_twice(team["worked"])
    yield from _urgent_at_once(team["urgent"])


def _on_grid(node: Node) -> Iterator[Fault]:
    time = node.time
    yield from _local(node)
    if time and (time.minute % _GRID or time.second or time.microsecond):
        said = words("{value} is not a multiple of {number} minutes", number=_GRID)
        yield node.fault(said.naming(value=shown(node.text)))


def _local(node: Node) -> Iterator[Fault]:
    if node.time and node.time.tzinfo:
        said = words("{value} has a UTC offset; times of day are local", value=shown(node.text))
        yield node.fault(said)


def _kind(kind: Node) -> Iterator[Fault]:
    conditions = ("starts_before", "starts_from", "ends_after", "least_at_night")
    if isinstance(kind.value, dict) and not any(kind[name] for name in conditions):
        yield kind.fault(
            words(
                "every shift would be one: give it {names} or several", names=", ".join(conditions)
            )
        )
    for name in ("starts_before", "starts_from", "ends_after", "night_from", "night_to"):
        yield from _local(kind[name])


def _periods(periods: Node) -> Iterator[Fault]:
    known: list[tuple[date, date, Node]] = []
    for period in periods:
        first, last = period["from"].date, period["to"].date
        if period["closed"].value is True and period["opening"]:
            yield period["opening"].fault(
                words("a period in which the team is closed has no hours")
            )
        for window in period["opening"]:
            yield from _on_grid(window["from"])
            yield from _on_grid(window["to"])
        if first is None or last is None:
            continue
        if last < first:
            yield period["to"].fault(_ends_before(first, last))
        for start, end, other in known:
            if first <= end and start <= last:
                yield period["from"].fault(words("overlaps {place}", place=other.place))
        known.append((first, last, period))


def _holidays(wanted: Node) -> Iterator[Fault]:
    country, part = wanted["country"].text, wanted["subdivision"].text
    if country is None:
        return
    known = holidays.list_supported_countries()
    if country not in known:
        said = words("{name} is not a country such as BE", name=shown(country))
        yield wanted["country"].fault(said)
    elif part is not None and part not in known[country]:
        said = words("{name} is not a part of {country}", name=shown(part), country=country)
        yield wanted["subdivision"].fault(said)


def _neither_contract_nor_volunteer(person: Node) -> Iterator[Fault]:
    if (
        isinstance(person.value, dict)
        and not person["contract"]
        and person["volunteer"].value is not True
    ):
        said = words("is missing: only somebody with volunteer true needs none")
        yield person["contract"].fault(said)


def _contract(contract: Node) -> Iterator[Fault]:
    least, most = contract["least_weekly_minutes"].whole, contract["weekly_minutes"].whole
    if least is not None and most is not None and least > most:
        said = words("{value} is over weekly_minutes, {limit}", value=least, limit=most)
        yield contract["least_weekly_minutes"].fault(said)
    start = contract["pattern_from"].date
    if start is not None and start.weekday() != _MONDAY:
        yield contract["pattern_from"].fault(words("{date} is not a Monday", date=str(start)))
    if len(list(contract["pattern"])) > 1 and not contract["pattern_from"]:
        said = words("is missing: which Monday did week A start on?")
        yield contract["pattern_from"].fault(said)


def _dates(person: Node) -> Iterator[Fault]:
    private = person["private"]
    whole = (person["authorised"], person["skills"], person["leave"], private["own_caps"])
    dated = (person["mentor"], person["supports"])
    for stretch in (*dated, *(stretch for section in whole for stretch in section)):
        first, last = stretch["from"].date, stretch["to"].date
        if first and last and last < first:
            yield stretch["to"].fault(_ends_before(first, last))
    times = (person["busy"], person["offered"], person["reachable"], person["sessions"])
    for busy in (each for section in (*times, private["appointments"]) for each in section):
        start, end = busy["from"].moment, busy["to"].moment
        if start and end and end <= start:
            yield _not_after_start(busy["to"])
    for shift in person["elsewhere"]:
        yield from _elsewhere(shift)
    for window in person["available"]:
        yield from _local(window["from"])
        yield from _local(window["to"])
    wished = set()
    for wish in person["wishes"]:
        day = wish["date"].date
        if day in wished:
            yield wish["date"].fault(words("{date} has a wish already", date=str(day)))
        wished.add(day)
        yield from _local(wish["not_before"])
        yield from _local(wish["not_after"])


def _ends_before(first: date, last: date) -> Words:
    return words("{date} is before it starts, {first}", date=str(last), first=str(first))


def _not_after_start(end: Node) -> Fault:
    return end.fault(words("{value} is not after it starts", value=shown(end.text)))


def _elsewhere(shift: Node) -> Iterator[Fault]:
    """Exposing stretches lie in their shift, in time order and apart."""
    start, end = shift["from"].moment, shift["to"].moment
    if start is None or end is None:
        return
    if end <= start:
        yield _not_after_start(shift["to"])
        return
    reached = start
    for part in shift["exposed"]:
        begins, ends = part["from"].moment, part["to"].moment
        if begins is None or ends is None:
            continue
        if not reached <= begins < ends <= end:
            yield part.fault(
                words("overlaps the one before, leaves its shift or ends before it starts")
            )
        reached = max(reached, ends)


def _worked_twice(worked: Node) -> Iterator[Fault]:
    known = set()
    for entry in worked:
        key = entry["person"].text, entry["date"].date
        if key in known:
            yield entry.fault(words("the same person and date are there already"))
        known.add(key)


def _urgent_at_once(urgent: Node) -> Iterator[Fault]:
    """The same minutes would count twice."""
    known: list[tuple[str | None, datetime, datetime]] = []
    for use in urgent:
        who, start, minutes = use["person"].text, use["from"].moment, use["minutes"].whole
        if start is None or minutes is None or not 0 < minutes <= _LONGEST_USE:
            continue
        end = start + timedelta(minutes=minutes)
        if any(who == name and start < until and since < end for name, since, until in known):
            yield use.fault(words("overlaps another urgent case of the same person"))
        known.append((who, start, end))
