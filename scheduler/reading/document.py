"""The text of a file as JSON, with the place of what is wrong with it."""

import json
from typing import Any, NoReturn

from scheduler.reading.faults import Fault, place_of
from scheduler.words import Words, foreign, words


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
        at = words("line {line}, column {column}", line=error.lineno, column=error.colno)
        return None, [Fault("", _no_json(foreign(error.msg)), at)]
    except UnicodeDecodeError as error:
        at = words("byte {number}", number=error.start + 1)
        return None, [Fault("", words("not text in UTF-8"), at)]
    except RecursionError:
        return None, [Fault("", words("nested too deeply"))]
    except ValueError as error:
        said = error.args[0]
        reason = said if isinstance(said, Words) else foreign(str(error)[:80])
        return None, [Fault("", _no_json(reason))]
    return content, list(_twice(content, ()))


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        found.twice = tuple(key for key in found if keys.count(key) > 1)
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(words("{value} is not a number", value=name))


def _no_json(reason: Words) -> Words:
    return words("not JSON: {reason}", reason=reason)


def _twice(part: object, steps: tuple[str | int, ...]) -> list[Fault]:
    faults = []
    if isinstance(part, _Object):
        words_of_it = words("the key is there twice")
        faults = [Fault(place_of((*steps, key)), words_of_it) for key in part.twice]
        for key, inner in part.items():
            faults += _twice(inner, (*steps, key))
    elif isinstance(part, list):
        for index, inner in enumerate(part):
            faults += _twice(inner, (*steps, index))
    return faults
