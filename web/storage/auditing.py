"""Write down what was done."""

from datetime import datetime

from sqlalchemy.orm import Session

from web.storage.tables import Audit


def record(
    session: Session,
    what: str,
    *,
    at: datetime,
    account_id: int | None = None,
    team_id: int | None = None,
    object_id: int | None = None,
) -> None:
    """Add one line to the audit, in the transaction of the deed itself.

    `what` is a fixed phrase such as `roster published`; nothing typed by anybody belongs in it.
    """
    session.add(
        Audit(what=what, at=at, account_id=account_id, team_id=team_id, object_id=object_id)
    )
