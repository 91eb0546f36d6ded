"""The text of a file as JSON, with the place of what is wrong with it."""

import json
from typing import Any, NoReturn

from scheduler.reading.faults import Fault, place_of


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its keys came twice."""

    twice: tuple[str, ...] = ()


def parsed(text: str | bytes) -> tuple[Any, list[Fault]]:
    """The content of a JSON text, and a fault for each key that an object has twice.

    Where the text is not JSON, there is no content and one fault, with line and column.
    """
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        content = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        return None, [Fault(place, f"not JSON: {error.msg}")]
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1}"
        return None, [Fault(place, "not text in UTF-8")]
    except RecursionError:
        return None, [Fault("the file", "nested too deeply")]
    except ValueError as error:
        return None, [Fault("the file", f"not JSON: {str(error)[:80]}")]
    return content, list(_twice(content, ()))


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        found.twice = tuple(key for key in found if keys.count(key) > 1)
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _twice(part: object, steps: tuple[str | int, ...]) -> list[Fault]:
    faults = []
    if isinstance(part, _Object):
        faults = [Fault(place_of((*steps, key)), "the key is there twice") for key in part.twice]
        for key, inner in part.items():
            faults += _twice(inner, (*steps, key))
    elif isinstance(part, list):
        for index, inner in enumerate(part):
            faults += _twice(inner, (*steps, index))
    return faults
