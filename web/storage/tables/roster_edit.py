"""The edits of a draft, in order, each so that it can be undone and done again."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base


class RosterEdit(Base):
    """One edit. `step` counts a draft's edits from 1.

    `cells` is a text of JSON: of each person and day that it touched the shift before and after,
    and whether it was pinned before and after.
    """

    __tablename__ = "roster_edit"

    roster_id: Mapped[int] = mapped_column(
        ForeignKey("roster.id", ondelete="CASCADE"), primary_key=True
    )
    step: Mapped[int] = mapped_column(primary_key=True)
    cells: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
