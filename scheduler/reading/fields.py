"""What pydantic finds wrong with single fields, in the words of this project."""

from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scheduler.reading.faults import Fault, place_of, shown

_KINDS = {
    "int": "a whole number",
    "float": "a number",
    "string": "text",
    "bool": "true or false",
    "date": "a date such as 2026-03-09",
    "time": "a time of day such as 09:30",
    "datetime": "a moment such as 2026-03-09T09:30+01:00",
    "timezone": "a moment with its UTC offset, such as 2026-03-09T09:30+01:00",
    "tuple": "a list",
    "list": "a list",
    "dict": "an object",
    "model": "an object",
}

_BOUNDS = {
    "less_than_equal": ("le", "is over the ceiling of"),
    "greater_than_equal": ("ge", "is under the floor of"),
    "less_than": ("lt", "is not below"),
    "greater_than": ("gt", "is not above"),
}

_ID = "is not an id: letters, digits, dot, dash and underscore, a letter or digit first"

# Where the number's ceiling comes from, for those that a rule sets.
_SEE = {"max_daily_exposure": " (see rule max_daily_exposure)"}


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


def _words(error: ErrorDetails) -> str:
    kind, context, value = error["type"], error.get("ctx", {}), shown(error["input"])
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "is not a field here"
    if kind in _BOUNDS:
        key, words = _BOUNDS[kind]
        return f"{value} {words} {context[key]}{_SEE.get(str(error['loc'][-1]), '')}"
    if kind in {"literal_error", "enum"}:
        return f"{value} is not one of {context['expected']}"
    if kind == "string_pattern_mismatch":
        return f"{value} {_ID}"
    if kind == "value_error":
        return str(context["error"])[:160]
    if kind == "json_invalid":
        return f"not JSON: {context['error']}"[:160]
    return _of_length(kind, context) or _of_kind(kind, value)


def _of_length(kind: str, context: dict[str, Any]) -> str | None:
    if kind == "string_too_long":
        return f"is longer than {context['max_length']} characters"
    if kind == "string_too_short":
        return "is empty"
    if kind == "too_short":
        return f"has fewer than {context['min_length']}"
    if kind == "too_long":
        return f"has more than {context['max_length']}"
    return None


def _of_kind(kind: str, value: str) -> str:
    for start, wanted in _KINDS.items():
        if kind.startswith(start + "_"):
            return f"{value} is not {wanted}"
    return f"{value} does not fit here"
