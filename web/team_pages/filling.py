"""Between a form and the part of a file that it shows: both ways, and faults to their fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import Field, FormField

from scheduler.reading.faults import Fault
from web import say
from web.team_pages.fields import Choice, Days, Length, PartForm, Rows, Tick
from web.team_pages.parts import Content

STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
WORDS_OF_PYTHON = {"from": "from_"}


@dataclass(frozen=True)
class Told:
    """A fault for the summary on top. anchor: the field, or None where the page has none."""

    label: str
    words: str
    anchor: str | None
    place: str


def form_of(kind: type[PartForm], part: Content) -> PartForm:
    """The form with what the file has in it."""
    return with_lines(kind(data=_named(kind.from_file(part))))


def filled(kind: type[PartForm], data: MultiDict[str, str]) -> PartForm:
    """The form with what was sent."""
    return kind(formdata=data)


def with_lines(form: PartForm) -> PartForm:
    """An empty line at the end of each list, to write one more in."""
    for field in form:
        if isinstance(field, FormField):
            with_lines(field.form)
        elif isinstance(field, Rows) and len(field.entries) < field.most:
            last = field.entries[-1] if field.entries else None
            for entry in field.entries:
                if isinstance(entry, FormField):
                    with_lines(entry.form)
            while field.in_place and len(field.entries) < field.most:
                field.append_entry()
            if not field.in_place and (last is None or not _blank(last)):
                added = field.append_entry()
                if isinstance(added, FormField):
                    with_lines(added.form)
    return form


def part_of(form: PartForm, old: Content) -> Content:
    """What the form says, over what the file has beside it and the form does not show."""
    new = dict(old)
    for field in form:
        if field.short_name == "gone":
            continue
        key = field.short_name.rstrip("_")
        value = _value(field, old.get(key))
        if value is None:
            new.pop(key, None)
        else:
            new[key] = value
    return form.to_file(new)


def leaves(form: PartForm, label: str = "", *, written: bool = False) -> Iterator[tuple[Any, str]]:
    """Every field that takes something, with its label and those of what it stands in.

    written: without the lines in which nothing is written.
    """
    for field in form:
        yield from _leaves(field, label, written=written)


def own_faults(form: PartForm) -> list[Told]:
    """What only the form can tell; said at the fields, too."""
    found = []
    for field in form:
        if isinstance(field, FormField):
            found += own_faults(field.form)
        elif isinstance(field, Rows):
            for entry in (field.entries[index] for index in _kept(field)):
                found += own_faults(entry.form) if isinstance(entry, FormField) else _own(entry)
        else:
            found += _own(field)
    return found


def told(form: PartForm, faults: tuple[Fault, ...], place: str) -> list[Told]:
    """Faults of a file, said at the fields that they are about; `place`: where the part stands."""
    return [_told(form, fault, place) for fault in faults]


def without_field(fault: Fault) -> Told:
    """A fault of the file that no field of the page is about."""
    return Told("", say.sentence(fault.words), None, say.where(fault))


def _told(form: PartForm, fault: Fault, place: str) -> Told:
    inside = fault.place.removeprefix(place)
    if not fault.place.startswith(place) or (inside[:1] not in {"", ".", "["} and place):
        return without_field(fault)
    field: Any = form
    for name, index in STEP.findall(inside):
        step = _step(field, name, index)
        if step is None:
            break
        field = step
    leaf = next((leaf for leaf, _ in _leaves(field, "")), None) if field is not form else None
    if leaf is None:
        return without_field(fault)
    words = say.sentence(fault.words)
    # In English, which is the same for each reader, what is a number stands first.
    if isinstance(leaf, Length) and str(fault.words)[:1].isdigit():
        # The file counts minutes where the page shows hours and minutes.
        words = gettext("In minutes: %(words)s", words=words)
    leaf.errors = [*leaf.errors, words]
    return Told(str(leaf.label.text), words, leaf.id, fault.place)


def _step(field: Any, name: str, index: str) -> Any:  # noqa: ANN401 - a form or any of its fields
    if index:
        kept = field.kept if isinstance(field, Rows) else []
        return field.entries[kept[int(index)]] if int(index) < len(kept) else None
    inner = field.form if isinstance(field, FormField) else field
    name = WORDS_OF_PYTHON.get(name, name)
    return inner[name] if isinstance(inner, PartForm) and name in inner else None


def _value(field: Any, old: object) -> object:  # noqa: ANN401 - any field
    if isinstance(field, FormField):
        value = part_of(field.form, old if isinstance(old, dict) else {})
        return None if _blank(field) else value
    if isinstance(field, Rows):
        field.kept = _kept(field)
        values = [
            part_of(field.entries[n].form, {})
            if isinstance(field.entries[n], FormField)
            else field.entries[n].part()
            for n in field.kept
        ]
        return values or None
    return field.part()


def _kept(field: Rows) -> list[int]:
    full = [n for n, entry in enumerate(field.entries) if not _blank(entry) and not _gone(entry)]
    return list(range(max(full, default=-1) + 1)) if field.in_place else full


def _gone(entry: Field) -> bool:
    return isinstance(entry, FormField) and "gone" in entry.form and bool(entry.form.gone.data)


def _blank(field: Field) -> bool:
    """Whether nothing is written in it; days, choices with a default and ticks say nothing."""
    if isinstance(field, FormField):
        return all(_blank(inner) for inner in field.form)
    if isinstance(field, Rows):
        return all(_blank(entry) for entry in field.entries)
    if isinstance(field, Days | Tick) or field.short_name == "gone":
        return True
    if isinstance(field, Choice) and field.default:
        return True
    return not (field.data or "").strip()


def _leaves(
    field: Any,  # noqa: ANN401 - a form or any of its fields
    label: str,
    *,
    written: bool = False,
) -> Iterator[tuple[Any, str]]:
    if isinstance(field, PartForm):
        yield from leaves(field, label, written=written)
        return
    name = f"{label}, {field.label.text}" if label else str(field.label.text)
    if isinstance(field, FormField):
        yield from leaves(field.form, name, written=written)
    elif isinstance(field, Rows):
        for number, entry in enumerate(field.entries, 1):
            inner = (
                f"{label}, {field.label.text} {number}" if label else f"{field.label.text} {number}"
            )
            if written and (_blank(entry) or _gone(entry)):
                continue
            if isinstance(entry, FormField):
                yield from leaves(entry.form, inner, written=written)
            else:
                yield entry, inner
    elif field.short_name != "gone":
        yield field, name


def _own(field: Any) -> list[Told]:  # noqa: ANN401 - any field of ours
    words = None if field.short_name == "gone" else field.own_fault()
    if words is None:
        return []
    field.errors = [*field.errors, str(words)]
    return [Told(str(field.label.text), str(words), field.id, "")]


def _named(part: Any) -> Any:  # noqa: ANN401 - anything that JSON holds
    """Keys as fields of forms can be called."""
    if isinstance(part, dict):
        return {WORDS_OF_PYTHON.get(key, key): _named(value) for key, value in part.items()}
    return [_named(value) for value in part] if isinstance(part, list) else part
