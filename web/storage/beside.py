"""Teams that have a person in common: what one publishes, the others' limits count."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from web.storage.tables import PERSON_ROLES, Membership, Roster, Team


def teams_beside(session: Session, team_id: int) -> list[int]:
    """The other teams in which somebody of a team is a person too, by number."""
    own, other = aliased(Membership), aliased(Membership)
    query = (
        select(other.team_id)
        .join(own, other.account_id == own.account_id)
        .where(
            own.team_id == team_id,
            other.team_id != team_id,
            own.role.in_(PERSON_ROLES),
            other.role.in_(PERSON_ROLES),
        )
    )
    return sorted(set(session.scalars(query)))


def versions_beside(session: Session, team_id: int) -> dict[int, int]:
    """The last version of each team beside that has people in common and does not practise."""
    versions = (
        select(Team.id, func.max(Roster.version))
        .join(Roster, Roster.team_id == Team.id, isouter=True)
        .where(Team.id.in_(teams_beside(session, team_id)), Team.practice.is_(False))
        .group_by(Team.id)
    )
    return {team: version or 0 for team, version in session.execute(versions)}
