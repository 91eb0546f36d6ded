"""What the store has of accounts, as the pages of administrators list it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from web.accounts.role_words import ROLE_WORDS
from web.administration.roles import person_names
from web.storage.tables import Account, Membership, OneTimeLink, Team


@dataclass(frozen=True)
class Held:
    """One role that an account has. membership_id: None of the administrator's, in no team."""

    words: str
    membership_id: int | None = None


@dataclass(frozen=True)
class Listed:
    """One account. waiting: until when its link works, if it has one."""

    account: Account
    roles: tuple[Held, ...]
    waiting: datetime | None


def all_teams(session: Session) -> Sequence[Team]:
    """Every team, by name."""
    return session.scalars(select(Team).order_by(Team.name, Team.id)).all()


def all_accounts(session: Session, teams: Iterable[Team], at: datetime) -> list[Listed]:
    """Every account by name, those that are open first."""
    found = session.scalars(select(Account).order_by(Account.active.desc(), Account.name)).all()
    return listed(session, found, teams, at)


def listed(
    session: Session, accounts: Sequence[Account], teams: Iterable[Team], at: datetime
) -> list[Listed]:
    """These accounts with their roles in these teams."""
    by_id = {team.id: team for team in teams}
    ids = [account.id for account in accounts]
    held: dict[int, list[Held]] = {}
    rows = select(Membership).where(Membership.account_id.in_(ids), Membership.team_id.in_(by_id))
    for row in session.scalars(rows.order_by(Membership.team_id, Membership.id)):
        held.setdefault(row.account_id, []).append(Held(_words(row, by_id[row.team_id]), row.id))
    links = select(OneTimeLink).where(OneTimeLink.account_id.in_(ids), OneTimeLink.until > at)
    waiting = {row.account_id: row.until for row in session.scalars(links)}
    return [
        Listed(
            account,
            (
                *([Held(str(ROLE_WORDS[None]))] if account.administrator else []),
                *held.get(account.id, []),
            ),
            waiting.get(account.id),
        )
        for account in accounts
    ]


def _words(row: Membership, team: Team) -> str:
    role = ROLE_WORDS[row.role]
    if row.person_id is None:
        return str(gettext("%(role)s, %(team)s", role=role, team=team.name))
    name = person_names(team).get(row.person_id, row.person_id)
    return str(gettext("%(role)s %(person)s, %(team)s", role=role, person=name, team=team.name))
