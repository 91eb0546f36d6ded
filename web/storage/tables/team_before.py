"""The team's file as it was before its last change, so that one change can be taken back."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base


class TeamBefore(Base):
    """The text before the change that made `revision`, without the private class.

    There is one of a team: the next change overwrites it.
    """

    __tablename__ = "team_before"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
    revision: Mapped[int]
    document: Mapped[str] = mapped_column(Text)
