"""Who is signed in, as a page sees it."""

from dataclasses import dataclass

from flask_login import UserMixin
from sqlalchemy import select
from sqlalchemy.orm import Session

from web.storage.tables import PERSON_ROLES, Account, Membership, Role


@dataclass(frozen=True)
class TeamRole:
    """One role in one team, with the person of the team file it stands for, if any."""

    team_id: int
    role: Role
    person_id: str | None


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc]  # the library has no types
    """An account that may come in, with its roles.

    administrator: whether it looks after the accounts and teams. It opens no team by itself.
    language: the one it chose, on whichever device.
    """

    id: int
    name: str
    session_epoch: int
    roles: tuple[TeamRole, ...]
    administrator: bool = False
    language: str | None = None

    def get_id(self) -> str:
        """What the session cookie holds: raising the account's epoch makes it void."""
        return f"{self.id}:{self.session_epoch}"

    @property
    def sees_others(self) -> bool:
        """Whether one of the roles shows more than the own week."""
        return self.administrator or any(role.role not in PERSON_ROLES for role in self.roles)

    def person_in(self, team_id: int) -> str | None:
        """The person of the team file that this account is; None if it is none there."""
        return next(
            (
                role.person_id
                for role in self.roles
                if role.team_id == team_id and role.role in PERSON_ROLES
            ),
            None,
        )


def read_signed_in(session: Session, account: Account) -> SignedIn:
    """The account with its roles, in a fixed order."""
    query = select(Membership).where(Membership.account_id == account.id)
    roles = tuple(
        TeamRole(row.team_id, row.role, row.person_id)
        for row in session.scalars(query.order_by(Membership.team_id, Membership.role.desc()))
    )
    return SignedIn(
        account.id,
        account.name,
        account.session_epoch,
        roles,
        account.administrator,
        account.language,
    )


def may_come_in(account: Account, *, demo: bool) -> bool:
    """Whether the account is open; a demo account only where demo is on."""
    return account.active and (demo or not account.demo)


def load_signed_in(session: Session, cookie: str, *, demo: bool) -> SignedIn | None:
    """The account a session cookie names, if its session has not been ended since."""
    number, _, epoch = cookie.partition(":")
    if not (number.isdecimal() and epoch.isdecimal()):
        return None
    account = session.get(Account, int(number))
    if account is None or account.session_epoch != int(epoch):
        return None
    return read_signed_in(session, account) if may_come_in(account, demo=demo) else None
