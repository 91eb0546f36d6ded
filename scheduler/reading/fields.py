"""What pydantic finds wrong with single fields, in the words of this project."""

import re

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scheduler.reading.faults import Fault, place_of, shown
from scheduler.words import Either, Value, Words, foreign, words

_MOMENT = "2026-03-09T09:30+01:00"

# The start of each error's type, for a value of another kind than the field's.
_KINDS = {
    "int": words("{value} is not a whole number"),
    "float": words("{value} is not a number"),
    "string": words("{value} is not text"),
    "bool": words("{value} is not true or false"),
    "date": words("{value} is not a date such as {example}", example="2026-03-09"),
    "time": words("{value} is not a time of day such as {example}", example="09:30"),
    "datetime": words("{value} is not a moment such as {example}", example=_MOMENT),
    "timezone": words(
        "{value} is not a moment with its UTC offset, such as {example}", example=_MOMENT
    ),
    "tuple": words("{value} is not a list"),
    "list": words("{value} is not a list"),
    "dict": words("{value} is not an object"),
    "model": words("{value} is not an object"),
}

_BOUNDS = {
    "less_than_equal": ("le", words("{value} is over the ceiling of {limit}")),
    "greater_than_equal": ("ge", words("{value} is under the floor of {limit}")),
    "less_than": ("lt", words("{value} is not below {limit}")),
    "greater_than": ("gt", words("{value} is not above {limit}")),
}

_PLAIN = {
    "missing": words("is missing"),
    "extra_forbidden": words("is not a field here"),
    "string_too_short": words("is empty"),
}

_LENGTHS = {
    "string_too_long": ("max_length", words("is longer than {limit} characters")),
    "too_short": ("min_length", words("has fewer than {limit}")),
    "too_long": ("max_length", words("has more than {limit}")),
}

_ID = words(
    "{value} is not an id: letters, digits, dot, dash and underscore, a letter or digit first"
)

# The numbers whose ceiling a rule of the same name sets.
_OF_RULES = {"max_daily_exposure"}


def field_faults(model: type[BaseModel], text: str, at: tuple[str, ...] = ()) -> list[Fault]:
    """Every field of a JSON text that does not fit the model, with places under `at`."""
    try:
        model.model_validate_json(text, strict=True)
    except ValidationError as error:
        found = [each for each in error.errors() if not _follows(each)]
        return [Fault(place_of(_steps(at, each)), _words(each)) for each in found]
    return []


def _follows(error: ErrorDetails) -> bool:
    """Whether a list is too short only because of faulty items, each of which is said itself."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _steps(at: tuple[str, ...], error: ErrorDetails) -> tuple[str | int, ...]:
    # Of a mapping's key pydantic says «[key]»: the key's own place is enough.
    return (*at, *(step for step in error["loc"] if step != "[key]"))


def _words(error: ErrorDetails) -> Words:
    kind, context, value = error["type"], error.get("ctx", {}), shown(error["input"])
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind in _LENGTHS:
        key, said = _LENGTHS[kind]
        return said.naming(limit=context[key])
    if kind in _BOUNDS:
        return _of_bound(error, value)
    if kind in {"literal_error", "enum"}:
        names = Either(tuple(re.split(", | or ", context["expected"])))
        return words("{value} is not one of {names}", value=value, names=names)
    if kind == "string_pattern_mismatch":
        return _ID.naming(value=value)
    if kind == "json_invalid":
        return words("not JSON: {reason}", reason=foreign(str(context["error"])[:150]))
    if kind == "value_error":
        return _of_error(context["error"])
    return _of_kind(kind, value)


def _of_bound(error: ErrorDetails, value: Value) -> Words:
    key, said = _BOUNDS[error["type"]]
    fault, field = said.naming(value=value, limit=str(error["ctx"][key])), str(error["loc"][-1])
    if field not in _OF_RULES:
        return fault
    return words("{fault} (see rule {rule})", fault=fault, rule=field)


def _of_error(error: ValueError) -> Words:
    """What a check of our own says with the error that it raises."""
    said = error.args[0] if error.args else ""
    return said if isinstance(said, Words) else foreign(str(said)[:160])


def _of_kind(kind: str, value: Value) -> Words:
    for start, said in _KINDS.items():
        if kind.startswith(start + "_"):
            return said.naming(value=value)
    return words("{value} does not fit here", value=value)
