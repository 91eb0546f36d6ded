"""What the codes of a team's sheets mean, and teams that only practise."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every team that is there is one for real."""
    with op.batch_alter_table("team") as team:
        team.add_column(
            sa.Column("practice", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("team") as team:
        team.alter_column("practice", server_default=None)
    op.create_table(
        "shift_code",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("activity", sa.String(length=60), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("(starts IS NULL) = (ends IS NULL)", name=op.f("ck_shift_code_times")),
        sa.CheckConstraint(
            "activity IS NOT NULL OR minutes = 0", name=op.f("ck_shift_code_minutes")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_shift_code_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "code", name=op.f("pk_shift_code")),
    )
