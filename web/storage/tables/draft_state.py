"""How far a draft has been edited, what is pinned in it, and where it was changed last."""

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base


class DraftState(Base):
    """One draft that somebody has edited or pinned; a draft without a row is as it was made.

    `revision` starts at 1 and grows with every change, undoing included. `step` is the last edit
    that is not undone, 0 for none. `pinned` lists `[person, date]`; `changed` has the revision of
    the last change of each `person date`, so that two people who edit different days do not meet.
    """

    __tablename__ = "draft_state"

    roster_id: Mapped[int] = mapped_column(
        ForeignKey("roster.id", ondelete="CASCADE"), primary_key=True
    )
    revision: Mapped[int]
    step: Mapped[int]
    pinned: Mapped[list[Any]] = mapped_column(JSON)
    changed: Mapped[dict[str, Any]] = mapped_column(JSON)
