"""The number of an account is never given out twice again: rebuilding the table had lost that."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Only SQLite rebuilds a table to change it, and takes the number of a deleted row again."""
    if op.get_bind().dialect.name != "sqlite":
        return
    with op.batch_alter_table(
        "account", recreate="always", table_kwargs={"sqlite_autoincrement": True}
    ):
        pass
