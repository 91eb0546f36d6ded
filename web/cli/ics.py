"""`breather ics`: one person's shifts as a calendar."""

from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import click

from web.calendars import calendar
from web.cli.files import roster_from, team_from
from web.feeds.history import Publication, events_by_person

# A store has a random one for each team. Files have this one: a team that is given another name
# keeps the ids of its shifts.
OF_FILES = UUID("5d3f6d0a-8f0f-4b5e-9b39-7d9a3c0c6a51")


@click.command(
    "ics", epilog="Example: breather ics team.json roster.json --person lotte > lotte.ics"
)
@click.argument("team_file", metavar="TEAM.json")
@click.argument("roster_file", metavar="ROSTER.json")
@click.option("--person", required=True, metavar="ID", help="The id in the team file.")
def command(team_file: str, roster_file: str, person: str) -> None:
    """Print one person's shifts as iCalendar, with the neutral titles that feeds have."""
    team, _ = team_from(team_file)
    roster = roster_from(roster_file, team)
    if person not in {member.id for member in team.people}:
        raise click.BadParameter("the team has nobody with this id", param_hint="--person")
    zone = ZoneInfo(team.timezone)
    # A file does not say when it was published, and the same files give the same calendar.
    at = datetime.combine(roster.first, time(), zone)
    published = Publication(1, at, roster.first, roster.last, roster.shifts)
    events = events_by_person([published], zone=zone, namespace=OF_FILES)
    click.echo(calendar(events.get(person, ())), nl=False)
