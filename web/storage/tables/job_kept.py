"""The best roster of a run that is under way, should its worker end before it does."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base


class JobKept(Base):
    """What a run has found so far; gone as soon as the run has ended well.

    `document` and `figures` are those of the roster that would be stored if it ended now.
    """

    __tablename__ = "job_kept"

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id"), primary_key=True)
    document: Mapped[str] = mapped_column(Text)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    kept_at: Mapped[datetime]
