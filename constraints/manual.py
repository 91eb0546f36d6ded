"""The manual of the rules, one page a group, made from what stands in the rules themselves."""

import inspect
import json
import re
from collections.abc import Iterable, Iterator

from annotated_types import Ge, Gt, Le
from pydantic.fields import FieldInfo

from constraints import CATALOGUE
from scheduler.rule import Group, Kind, Rule

HEADINGS = ("Requires", "Why", "How it is counted", "Source")
ACTIVE = "Whether the team has the rule."

NOTE = "<!-- Made by `make docs` from the docstrings under constraints/. Change them, not this. -->"

BINDING = {
    Kind.MANDATORY: "**Mandatory**: no team can be without it.",
    Kind.HARD: "**Hard**: never traded for coverage; a team may switch it off.",
    Kind.SOFT: "**Soft**: costs where it is not met.",
    Kind.OFF: "**Off**: a team may switch it on.",
}

INTRODUCTION = """\
# The rules

Each rule is one file under `constraints/`, and its page is made from it. A team sets a rule in its
file under `rules.<name>`; what is not set is as below. The numbers are policy limits that
organisations have set for themselves or that law sets for working time. None of them is a proven
dose, and a limit is a ceiling, not a target.

- A **mandatory** rule is in every rulebook. Its settings have a range that ends at the ceiling:
  `{"rules": {"max_daily_exposure": {"minutes": 300}}}` is refused when the file is read.
- A **hard** rule holds like a mandatory one, but a team may switch it off by `"active": false`.
- A **soft** rule says what is asked for or wished. What is missing is a *shortfall* or a cost.
- A rule that is **off** holds nowhere until a team adopts it by `"active": true`. Then it holds
  like a hard one, and is told like a setting looser than recommended.

Rules of exposure, breaks, rest and people protect a person. `solve`, `check` and the pages say
which of their settings are looser than recommended: *stricter is* tells which way that is.

## The private class

Refusals (`opt_out`), recovery after an event, caps that a person set alone, private appointments
and moved counselling sessions form one class. To everybody but the person each of them reads
«Not available for this work then.» and is called `availability`, word for word the same.

"""


class ManualError(ValueError):
    """A rule's docstring lacks a heading, or a setting its description."""


def pages(catalogue: Iterable[type[Rule]] = CATALOGUE) -> dict[str, str]:
    """The manual by file name, Markdown. Raises ManualError where a rule says too little."""
    rules = tuple(catalogue)
    groups = [group for group in Group if any(rule.group is group for rule in rules)]
    found = {"README.md": _index(groups, rules)}
    for group in groups:
        parts = [_rule(rule) for rule in rules if rule.group is group]
        head = f"{NOTE}\n\n# {group.capitalize()}\n\n"
        found[f"{group}.md"] = head + "\n".join(parts)
    return found


def _index(groups: Iterable[Group], rules: tuple[type[Rule], ...]) -> str:
    rows = ["| rule | kind | what it asks |", "|---|---|---|"]
    for group in groups:
        for rule in (rule for rule in rules if rule.group is group):
            link = f"[{rule.name}]({group}.md#{rule.name})"
            rows.append(f"| {link} | {rule.kind} | {rule().sentence()} |")
    return "\n".join([f"{NOTE}\n\n{INTRODUCTION}## All of them\n", *rows]) + "\n"


def _rule(rule: type[Rule]) -> str:
    first, said = manual_of(rule)
    parts = [f"## {rule.name}", first, f"> {rule().sentence()}", BINDING[rule.kind]]
    parts += [f"**{heading}**\n\n{said[heading]}" for heading in HEADINGS]
    if rows := list(_settings(rule)):
        head = ["| setting | default | range | stricter is | what |", "|---|---|---|---|---|"]
        parts += ["\n".join([*head, *rows]), f"```json\n{_example(rule)}\n```"]
    return "\n\n".join(parts) + "\n"


def manual_of(rule: type[Rule]) -> tuple[str, dict[str, str]]:
    """The first line of a rule's docstring, and its text by heading, in the order of HEADINGS.

    Raises ManualError where one of them is missing or empty.
    """
    pattern = rf"^({'|'.join(HEADINGS)})$"
    first, *rest = re.split(pattern, inspect.cleandoc(rule.__doc__ or ""), flags=re.MULTILINE)
    said = {
        heading: inspect.cleandoc(text).strip()
        for heading, text in zip(rest[::2], rest[1::2], strict=True)
    }
    if tuple(rest[::2]) != HEADINGS or not all([first.strip(), *said.values()]):
        raise ManualError(f"{rule.name}: its docstring needs {', '.join(HEADINGS)}, in this order")
    return first.strip(), said


def _settings(rule: type[Rule]) -> Iterator[str]:
    for name, field in rule.model_fields.items():
        what = field.description or (ACTIVE if name == "active" else None)
        if what is None:
            raise ManualError(f"{rule.name}.{name}: has no description")
        stricter = rule.tighter.get(name, "–")
        default, values = _default(rule, name), _range(rule, name, field)
        yield f"| `{name}` | {default} | {values} | {stricter} | {what} |"


def _default(rule: type[Rule], name: str) -> str:
    default = rule().model_dump(mode="json")[name]
    if isinstance(default, list) and all(isinstance(item, str) for item in default):
        return ", ".join(default)
    return json.dumps(default, ensure_ascii=False).strip('"')


def _range(rule: type[Rule], name: str, field: FieldInfo) -> str:
    """The values that a setting may have, in words."""
    low = next((limit.ge for limit in field.metadata if isinstance(limit, Ge)), None)
    above = next((limit.gt for limit in field.metadata if isinstance(limit, Gt)), None)
    high = next((limit.le for limit in field.metadata if isinstance(limit, Le)), None)
    if high is not None:
        return f"above {above}, to {high}" if low is None else f"{low} to {high}"
    if field.annotation is bool:
        return "true, false"
    if name in rule.names_kinds:
        return "kinds of shifts"
    if isinstance(field.default, tuple):
        return "days of the week"
    return "always true" if field.default is True else "local time"


def _example(rule: type[Rule]) -> str:
    return json.dumps({"rules": {rule.name: rule().model_dump(mode="json")}})
