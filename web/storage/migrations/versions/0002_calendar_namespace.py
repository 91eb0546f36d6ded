"""A random namespace of each team, from which the ids of its calendar events come."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give each team a namespace of its own."""
    op.add_column("team", sa.Column("calendar_namespace", sa.Uuid(), nullable=True))
    team = sa.table(
        "team", sa.column("id", sa.Integer()), sa.column("calendar_namespace", sa.Uuid())
    )
    connection = op.get_bind()
    for team_id in connection.scalars(sa.select(team.c.id)).all():
        change = sa.update(team).where(team.c.id == team_id).values(calendar_namespace=uuid4())
        connection.execute(change)
    with op.batch_alter_table("team") as batch:
        batch.alter_column("calendar_namespace", existing_type=sa.Uuid(), nullable=False)
