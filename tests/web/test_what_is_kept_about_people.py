"""Each stored column and each field about a person is argued for, and none can hold a reason."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from pydantic import AwareDatetime, BaseModel, create_model
from sqlalchemy import Column, Integer, MetaData, Table

from scheduler.roster import Roster
from scheduler.team import Person, Private, Team
from web.storage.tables import Base

DOCUMENT = Path(__file__).parents[2] / "docs" / "explanation" / "privacy.md"
LINE = re.compile(r"^\| (`[^|]*\.[^|]*`) \|(.*)\|$", re.MULTILINE)

# Texts that name something the team's file lists, or a person; none is written freely.
NAMES = {
    "Person.id",
    "Person.name",
    "Roster.names",
    "Authorisation.activity",
    "Skill.skill",
    "Refusal.activity",
    "CallOut.person",
    "WorkedMinutes.person",
    "UrgentUse.person",
    "DayOff.person",
    "Shift.person",
    "Block.activity",
    "Block.room",
}
PLAIN = (bool, int, date, datetime, time, AwareDatetime, NoneType)


def columns(metadata: MetaData) -> set[str]:
    return {f"{table.name}.{c.name}" for table in metadata.tables.values() for c in table.columns}


def parts(annotation: Any) -> Iterator[Any]:  # noqa: ANN401  (whatever stands at a field)
    """The types that an annotation is made of."""
    if get_origin(annotation) is Literal:
        return
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        inner = inner[:1]
    if not inner and annotation is not Ellipsis:
        yield annotation
    for one in inner:
        yield from parts(one)


def is_model(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def models(root: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """A model and all that it is made of, by name."""
    found: dict[str, type[BaseModel]] = {}
    left = [root]
    while left:
        model = left.pop()
        if model.__name__ not in found:
            found[model.__name__] = model
            for field in model.model_fields.values():
                left += [kind for kind in parts(field.annotation) if is_model(kind)]
    return found


def about_people() -> dict[str, type[BaseModel]]:
    """The models of a person, and those elsewhere in a team file or roster that name one."""
    whole = models(Team) | models(Roster)
    found = models(Person)
    for model in whole.values():
        if "person" in model.model_fields:
            found |= models(model)
    return found


def fields(of: dict[str, type[BaseModel]]) -> set[str]:
    return {f"{name}.{field}" for name, model in of.items() for field in model.model_fields}


def argued(text: str) -> dict[str, list[str]]:
    """Each name that a line of the page argues for, with what the line says of it."""
    found: dict[str, list[str]] = {}
    for names, rest in LINE.findall(text):
        for name in re.findall(r"`([^`]+)`", names):
            assert name not in found, f"{name} is argued for twice"
            found[name] = [cell.strip() for cell in rest.split("|")]
    return found


ARGUED = argued(DOCUMENT.read_text(encoding="utf-8"))
KEPT = columns(Base.metadata) | fields(about_people()) | {"Roster.names"}


def test_each_column_and_field_is_argued_for() -> None:
    """A new one fails until docs/explanation/privacy.md says what, why, who sees it, how long."""
    assert KEPT - ARGUED.keys() == set()


def test_nothing_is_argued_for_that_is_not_kept() -> None:
    assert ARGUED.keys() - KEPT == set()


def test_each_line_says_what_why_who_and_how_long() -> None:
    assert ARGUED
    assert {len(cells) for cells in ARGUED.values()} == {4}
    assert all(all(cells) for cells in ARGUED.values())


@pytest.mark.parametrize("name", ["reason", "note"])
def test_a_new_column_or_field_would_be_found(name: str) -> None:
    planted = MetaData()
    Table("account", planted, Column(name, Integer))
    assert columns(planted) - ARGUED.keys() == {f"account.{name}"}

    model = create_model("Person", __base__=Person, **{name: (str, "")})  # type: ignore[call-overload]
    assert fields(models(model)) - ARGUED.keys() == {f"Person.{name}"}


def free_texts(of: dict[str, type[BaseModel]]) -> set[str]:
    """Fields that hold something else than numbers, moments, and words of a fixed list."""
    return {
        f"{name}.{field}"
        for name, model in of.items()
        for field, info in model.model_fields.items()
        for kind in parts(info.annotation)
        if not (is_model(kind) or kind in PLAIN or _is_word(kind))
    }


def _is_word(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def test_no_field_about_a_person_takes_free_text() -> None:
    assert free_texts(about_people()) <= NAMES


def test_a_field_with_free_text_would_be_found() -> None:
    class Absence(BaseModel):
        first: date
        kind: Literal["a", "b"]
        why: str | None

    assert free_texts({"Absence": Absence}) == {"Absence.why"}


def test_the_private_class_is_one_type_of_moments_dates_and_minutes() -> None:
    assert free_texts(models(Private)) == {"Refusal.activity"}
    elsewhere = {
        f"{name}.{field}"
        for name, model in (models(Team) | models(Roster)).items()
        for field, info in model.model_fields.items()
        if Private in set(parts(info.annotation))
    }
    assert elsewhere == {"Person.private"}
