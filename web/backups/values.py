"""Stored values as JSON has them, the same from SQLite and from PostgreSQL."""

import base64
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, DateTime, LargeBinary, Uuid


def written(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """A value as it is written. Moments are in UTC; what a naive column holds is UTC already."""
    if isinstance(value, datetime):
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def read(column: Column[Any], value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """A written value as a column wants it.

    Raises:
        ValueError: it is not of the column's kind.
    """
    kind = column.type
    if value is None:
        return None
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Uuid):
        return UUID(hex=value)
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value, validate=True)
    # SQLite has no truth of its own and may have written 0 or 1.
    return bool(value) if isinstance(kind, Boolean) else value
