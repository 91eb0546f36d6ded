"""What only the person knows, apart from the team's file: who replaces that cannot touch it."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base


class PrivateCapacity(Base):
    """The private class of one person of a team.

    `capacity` is `scheduler.team.Private` as text: moments, dates and minutes, no reason.
    `account_id` is the one account that may read it: the first that was this person. Whoever is
    made the same person later does not.
    """

    __tablename__ = "private_capacity"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    capacity: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
