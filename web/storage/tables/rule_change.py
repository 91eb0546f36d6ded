"""Changes of rules: what was, what is, and from when."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base


class RuleChange(Base):
    """One change of one rule.

    `old` and `new` are all its settings before and after. What is stricter holds at once; what is
    looser is in force from the local day `looser_from`, empty where nothing is.
    """

    __tablename__ = "rule_change"
    __table_args__ = (Index(None, "team_id", "looser_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    rule: Mapped[str] = mapped_column(String(60))
    old: Mapped[dict[str, Any]] = mapped_column(JSON)
    new: Mapped[dict[str, Any]] = mapped_column(JSON)
    asked_at: Mapped[datetime]
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    looser_from: Mapped[date | None]
