"""Which runs that ended an account has seen, so that each is told to it once."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base


class RunSeen(Base):
    """The newest run of a team that an account has seen the end of; older ones count as seen."""

    __tablename__ = "run_seen"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
    job_id: Mapped[int]
