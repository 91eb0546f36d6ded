"""Links with which somebody sets a password, once."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base


class OneTimeLink(Base):
    """The newest link of an account, until it is used or another takes its place.

    Only a hash of its key is stored: whoever reads the database opens no account with it.
    """

    __tablename__ = "one_time_link"
    __table_args__ = (Index(None, "key_hash", unique=True),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    until: Mapped[datetime]
