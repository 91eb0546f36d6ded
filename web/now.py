"""The present moment, as pages that count days of notice take it."""

from datetime import UTC, datetime

from flask import current_app


def now() -> datetime:
    """The aware moment at hand. An application with a setting `NOW` stands still at that one."""
    moment = current_app.config.get("NOW")
    return moment if isinstance(moment, datetime) else datetime.now(UTC)
