"""What a team needs before a roster can be made of it, and what one would leave open, in words."""

from flask_babel import gettext

from scheduler.team import Team


def missing(team: Team) -> list[str]:
    """Why no roster can be made yet; empty where one can."""
    found = []
    if not team.people:
        found.append(gettext("Nobody is in the team yet. Add its people first."))
    if not team.coverage and not team.workload:
        found.append(
            gettext("Nothing is wanted yet. Say how many are wanted on which work, and when.")
        )
    return found


def doubts(team: Team) -> list[str]:
    """Work that is wanted and that nobody may do: a roster is made all the same, and leaves it."""
    wanted = {line.activity for line in team.coverage if line.target or line.minimum}
    wanted |= {target.activity for target in team.workload}
    allowed = {held.activity for person in team.people for held in person.authorised}
    return [
        gettext(
            "%(work)s is wanted and nobody is authorised for it: it will stay open.",
            work=activity.name,
        )
        for activity in team.activities
        if activity.id in wanted and activity.exposes and activity.id not in allowed
    ]
