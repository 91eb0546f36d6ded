"""Calendar feeds: the key of a feed as a hash, and the bytes that are served."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base


class Feed(Base):
    """One key to one person's feed, of which at most one is not revoked.

    The token itself is stored nowhere.
    """

    __tablename__ = "feed"
    __table_args__ = (
        Index(
            "uq_feed_live",
            "team_id",
            "person_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    person_id: Mapped[str] = mapped_column(String(100))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_fetched_at: Mapped[datetime | None]
    last_client: Mapped[str | None] = mapped_column(String(40))


class FeedBody(Base):
    """The current feed of one person, from published rosters only.

    `etag` is the sha256 of `body` in hex, without quotes.
    """

    __tablename__ = "feed_body"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    etag: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
