"""What came in, as the team's file would be with it; or all that is wrong with what came in."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from flask_babel import gettext

from constraints.reading import read
from scheduler.reading.faults import Fault, TeamFaultsError
from web.exchange.columns import COVERAGE, PEOPLE, Column
from web.exchange.rows import Row, RowFault, rows_of, told_by_row, without_row
from web.sheets.faults import SheetError
from web.sheets.reading import read_file
from web.sheets.sheet import Sheet
from web.team_pages.naming import without
from web.team_pages.parts import free_id

Content = dict[str, Any]
What = Literal["team", "people", "coverage"]


@dataclass(frozen=True)
class Incoming:
    """content: the team's file with it. faults: none where it can come in. note: more to say."""

    content: Content
    faults: Sequence[RowFault] = ()
    note: str = ""


def incoming(
    what: What, data: bytes, content: Content, *, whole: bool, once: Collection[str] = ()
) -> Incoming:
    """Read a file that was sent. content: the team's file as it stands, which is not changed.

    whole: whether people who are not in the sheet are taken out. once: ids that nobody new gets.
    """
    if what == "team":
        return _team(data, content)
    try:
        sheet = read_file(data)
    except SheetError as error:
        return Incoming(content, [RowFault(0, "–", "–", error.words)])
    content = json.loads(json.dumps(content))
    found = (
        _people(sheet, content, whole=whole, once=once)
        if what == "people"
        else _coverage(sheet, content)
    )
    others = ", ".join(sheet.others)
    note = gettext(
        "Only the sheet %(name)s was read, not %(others)s.", name=sheet.title, others=others
    )
    return Incoming(content, found, note if others else "")


def _team(data: bytes, content: Content) -> Incoming:
    try:
        read(data)
    except TeamFaultsError as error:
        return Incoming(content, [without_row(fault) for fault in error.faults])
    new: Content = json.loads(data)
    known = {person["id"] for person in content.get("people", [])}
    for person in new.get("people", []):
        # It is not touched by whatever comes in, so it is not carried along either.
        if person["id"] in known:
            person.pop("private", None)
    return Incoming(new)


def _people(
    sheet: Sheet, content: Content, *, whole: bool, once: Collection[str]
) -> list[RowFault]:
    rows, faults = rows_of(sheet, PEOPLE, ["name"])
    if any(fault.line == 1 for fault in faults):
        return faults
    people: list[Content] = content.setdefault("people", [])
    places: dict[int, Row] = {}
    taken: dict[str, Row] = {}
    for row in rows:
        person = _person(row, people, faults, once)
        if person is None:
            continue
        if person["id"] in taken:
            words = gettext("somebody who is not in line %(line)s", line=taken[person["id"]].line)
            faults.append(RowFault(row.line, "id", person["id"], words))
            continue
        taken[person["id"]] = row
        _put(person, row, PEOPLE[1:])
        places[people.index(person)] = row
    if whole and not faults:
        kept = {id_: places[n] for n, id_ in enumerate(p["id"] for p in people) if n in places}
        for id_ in [person["id"] for person in people if person["id"] not in kept]:
            without(content, "people", id_)
        places = {n: kept[person["id"]] for n, person in enumerate(content["people"])}
    return [*faults, *_of_file(content, "people", places, PEOPLE, faults)]


def _person(
    row: Row, people: list[Content], faults: list[RowFault], once: Collection[str]
) -> Content | None:
    """The person whom a row is about: by id, else by name, else somebody new."""
    wanted, name = row.values.get("id"), row.values.get("name")
    if wanted:
        by_id = next((person for person in people if person["id"] == wanted), None)
        if by_id is not None:
            return by_id
    elif name is None:
        if "name" in row.values:
            faults.append(RowFault(row.line, "name", "–", gettext("a name")))
        return None
    else:
        same = [person for person in people if person["name"] == name]
        if len(same) > 1:
            words = gettext("the id of one of the %(number)s people of this name", number=len(same))
            faults.append(RowFault(row.line, "id", "–", words))
            return None
        if same:
            return same[0]
    taken = {person["id"] for person in people}.union(once)
    new: Content = {"id": wanted or free_id(str(name), taken)}
    people.append(new)
    return new


def _coverage(sheet: Sheet, content: Content) -> list[RowFault]:
    rows, faults = rows_of(sheet, COVERAGE, ["activity", "from", "to", "target"])
    if any(fault.line == 1 for fault in faults):
        return faults
    lines: list[Content] = []
    for row in rows:
        line: Content = {}
        _put(line, row, COVERAGE)
        lines.append(line)
    content["coverage"] = lines
    places = dict(enumerate(rows))
    return [*faults, *_of_file(content, "coverage", places, COVERAGE, faults)]


def _put(part: Content, row: Row, columns: Sequence[Column]) -> None:
    """Write what a row says into a part of the file; columns that the sheet lacks stay."""
    for column in columns:
        if column.name in row.values:
            column.put(part, row.values[column.name])
    if "contract" in part and not part["contract"]:
        part.pop("contract")


def _of_file(
    content: Content,
    section: str,
    places: dict[int, Row],
    columns: Sequence[Column],
    known: Sequence[RowFault],
) -> list[RowFault]:
    """What the reader of team files finds wrong beside what is known already, by line."""
    found: tuple[Fault, ...] = ()
    try:
        read(json.dumps(content))
    except TeamFaultsError as error:
        found = error.faults
    told = {(fault.line, fault.column) for fault in known}
    more = told_by_row(found, section, places, columns)
    return [fault for fault in more if (fault.line, fault.column) not in told]
