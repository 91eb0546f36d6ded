"""A team's file before its last change."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was changed before cannot be taken back."""
    op.create_table(
        "team_before",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_before_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_team_before")),
    )
