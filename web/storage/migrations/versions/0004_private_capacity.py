"""The private class of each person moves from the team's file to a table of its own."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and take out of each file what belongs there."""
    private = op.create_table(
        "private_capacity",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=100), nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_private_capacity_team_id_team")
        ),
        sa.PrimaryKeyConstraint("team_id", "person_id", name=op.f("pk_private_capacity")),
    )
    team = sa.table("team", sa.column("id", sa.Integer()), sa.column("document", sa.Text()))
    connection = op.get_bind()
    for team_id, document in connection.execute(sa.select(team.c.id, team.c.document)).all():
        content = json.loads(document)
        for person in content.get("people", ()):
            capacity = person.pop("private", {})
            if any(capacity.values()):
                row = {"team_id": team_id, "person_id": person["id"]}
                connection.execute(sa.insert(private).values(**row, capacity=json.dumps(capacity)))
        text = json.dumps(content, ensure_ascii=False)
        connection.execute(sa.update(team).where(team.c.id == team_id).values(document=text))
