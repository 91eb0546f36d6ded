"""Lines of a month beside a team that is there, and shifts of one line beside each other."""

from collections import Counter
from collections.abc import Collection, Mapping
from itertools import pairwise

from flask_babel import gettext

from web import say
from web.intake.form import Form
from web.intake.month import Line, Month
from web.storage.shift_codes import Meaning


def recognised(form: Form, month: Month, known: Collection[str]) -> Month:
    """The month with those by their names of the team who were said to be somebody of it."""
    lines: list[Line] = []
    for line in month.lines:
        name = form.text(f"person-{line.row}-is")
        found = line.model_copy(update={"name": name}) if name in known else line
        lines.append(found)
    counted = Counter(line.name.casefold() for line in lines)
    twice = Counter(name.casefold() for name in known)
    for line in lines:
        name = line.name.casefold()
        if counted[name] > 1:
            words = gettext("%(name)s has two rows. Take one out of the sheet.", name=line.name)
            form.wrong(f"person-{line.row}-is", words)
        if twice[name] > 1:
            words = gettext(
                "Two people of the team are called %(name)s. Give one of them another name first.",
                name=line.name,
            )
            form.wrong("month", words)
    return month.model_copy(update={"lines": tuple(lines)})


def say_overlaps(
    form: Form, month: Month, codes: Mapping[str, Meaning], fields: Mapping[str, str]
) -> None:
    """A shift that goes on past midnight into the next one: one of the codes is not so.

    fields: of each code the id of the field that a fault is noted at.
    """
    for line in month.lines:
        for number, (code, after) in enumerate(pairwise(line.codes)):
            first, second = codes.get(code), codes.get(after)
            if first is None or second is None or first.ends is None or second.starts is None:
                continue
            overnight = first.starts is not None and first.ends <= first.starts
            if overnight and second.starts < first.ends:
                words = gettext(
                    "%(name)s: the shift of %(day)s goes on into that of the next day.",
                    name=line.name,
                    day=say.plain_day(month.day(number)),
                )
                form.wrong(fields[code], words)
