"""Administrators, and links with which somebody sets a password once."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody is an administrator until `breather admin create` makes one."""
    with op.batch_alter_table("account") as account:
        account.add_column(
            sa.Column("administrator", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("account") as account:
        account.alter_column("administrator", server_default=None)
    op.create_table(
        "one_time_link",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_one_time_link_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_one_time_link")),
    )
    op.create_index(op.f("ix_one_time_link_key_hash"), "one_time_link", ["key_hash"], unique=True)
