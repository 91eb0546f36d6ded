"""Accounts, what they are in which team, and the counted attempts to sign in."""

from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base

Role = Literal["manager", "deputy", "analyst", "volunteer", "representative"]
# The roles that are a person of the team's file.
PERSON_ROLES: tuple[Role, ...] = ("analyst", "volunteer")
_IS_A_PERSON = "role IN ('analyst', 'volunteer')"


class Account(Base):
    """One account. `administrator`: whether it looks after accounts and teams, of all of them.

    `username` is stored in one spelling (`web.accounts.usernames`). A session holds the
    `session_epoch` it was opened under; raising it ends all of them. `joined`: whether its person
    has set a password, so that it is no longer an invitation. `language`: the one it chose for its
    pages; None where what the browser asks for is right.
    """

    __tablename__ = "account"
    # A number is never given out twice: an old session cookie must not open a new account.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy reads it as it stands

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    username: Mapped[str] = mapped_column(String(200), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    demo: Mapped[bool] = mapped_column(default=False)
    administrator: Mapped[bool] = mapped_column(default=False)
    joined: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    language: Mapped[str | None] = mapped_column(String(2))


class Membership(Base):
    """A role of an account in a team; it may have several, there and in others.

    An analyst's and a volunteer's names the person of the team file. A person has one account at
    most, and an account is one person of a team at most.
    """

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("account_id", "team_id", "role"),
        CheckConstraint(
            "role IN ('manager', 'deputy', 'analyst', 'volunteer', 'representative')", name="role"
        ),
        CheckConstraint(f"NOT ({_IS_A_PERSON}) OR person_id IS NOT NULL", name="person"),
        Index(
            "uq_membership_person",
            "team_id",
            "person_id",
            unique=True,
            sqlite_where=text(_IS_A_PERSON),
            postgresql_where=text(_IS_A_PERSON),
        ),
        Index(
            "uq_membership_one_person",
            "account_id",
            "team_id",
            unique=True,
            sqlite_where=text(_IS_A_PERSON),
            postgresql_where=text(_IS_A_PERSON),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    role: Mapped[Role] = mapped_column(String(20))
    person_id: Mapped[str | None] = mapped_column(String(100))


class SignInAttempt(Base):
    """One attempt to sign in, kept for a day.

    What was typed as username is stored as a hash: it may be a password.
    """

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index(None, "username_hash", "at"), Index(None, "address", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    username_hash: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    ok: Mapped[bool] = mapped_column(default=False)
