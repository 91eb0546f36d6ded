"""Options and types that several commands share."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

import click

from scheduler.calendar_time import FIRST_YEAR, LAST_YEAR, counted
from scheduler.examples import next_monday
from scheduler.words import LANGUAGES


class CalendarDate(click.ParamType[date]):
    """A calendar date such as 2026-03-09."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401 - click's own signature
        """The date that a text writes."""
        found = value if isinstance(value, date) else None
        with suppress(ValueError):
            found = found or date.fromisoformat(value)
        if found is None:
            self.fail(f"{value!r} is not a date such as 2026-03-09", param, ctx)
        if not counted(found):
            self.fail(f"{value!r} is not between {FIRST_YEAR} and {LAST_YEAR}", param, ctx)
        return found


class Moment(click.ParamType[datetime]):
    """A moment with its UTC offset, such as 2026-03-09T09:30+01:00."""

    name = "moment"

    def convert(  # what click calls
        self,
        value: Any,  # noqa: ANN401 - click's own signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime:
        """The moment that a text writes."""
        found = value if isinstance(value, datetime) else None
        with suppress(ValueError):
            found = found or datetime.fromisoformat(value)
        if found is None or found.tzinfo is None:
            said = f"{value!r} is not a moment with its offset such as 2026-03-09T09:30+01:00"
            self.fail(said, param, ctx)
        if not counted(found):
            self.fail(f"{value!r} is not between {FIRST_YEAR} and {LAST_YEAR}", param, ctx)
        return found


def _next_monday() -> date:
    return next_monday(date.today())  # noqa: DTZ011 - whoever asks means the date on the wall


from_option = click.option(
    "--from",
    "first",
    type=CalendarDate(),
    default=_next_monday,
    show_default="next Monday",
    help="First day, as 2026-03-09.",
)

reference_option = click.option(
    "--reference",
    metavar="ROSTER.json",
    help="The roster in force, or an earlier draft: as little as possible changes from it.",
)

announced_option = click.option(
    "--announced",
    type=Moment(),
    metavar="MOMENT",
    help="When it is published, as 2026-03-01T09:00+01:00: what is nearer needs a yes.",
)

language_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="Language of the sentences.",
)

database_option = click.option(
    "--database",
    required=True,
    envvar="BREATHER_DATABASE",
    show_envvar=True,
    metavar="ADDRESS",
    help="sqlite:////path/to/file or postgresql://…; made or brought up to date at the start.",
)

stored_option = click.option(
    "--database",
    required=True,
    envvar="BREATHER_DATABASE",
    show_envvar=True,
    metavar="ADDRESS",
    help="sqlite:////path/to/file or postgresql://…",
)
