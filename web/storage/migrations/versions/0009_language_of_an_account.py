"""The language that an account chose for its pages."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has chosen one: what the browser asks for goes on."""
    with op.batch_alter_table("account") as account:
        account.add_column(sa.Column("language", sa.String(length=2), nullable=True))
