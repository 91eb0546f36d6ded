"""What was done, by which account, to which object: numbers only."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base


class Audit(Base):
    """One deed, with neither names nor reasons.

    Rows are only added: the database refuses to change or delete one.
    """

    __tablename__ = "audit"
    __table_args__ = (Index(None, "team_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    account_id: Mapped[int | None]
    team_id: Mapped[int | None]
    what: Mapped[str] = mapped_column(String(60))
    object_id: Mapped[int | None]
