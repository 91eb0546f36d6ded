"""Deputies, volunteers and representatives; who may read what only a person knows."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

IS_A_PERSON = "role IN ('analyst', 'volunteer')"
ROLES = "role IN ('manager', 'deputy', 'analyst', 'volunteer', 'representative')"


def upgrade() -> None:
    """Whoever is a volunteer in the team's file is one by role, too."""
    with op.batch_alter_table("account") as account:
        # Every account of before counts as one whose person has come in.
        account.add_column(
            sa.Column("joined", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    with op.batch_alter_table("account") as account:
        account.alter_column("joined", server_default=None)
    _widen_roles()
    _make_volunteers(op.get_bind())
    _give_private_class()


def _widen_roles() -> None:
    op.drop_index("uq_membership_person", "membership")
    with op.batch_alter_table("membership") as membership:
        membership.drop_constraint(op.f("ck_membership_role"), type_="check")
        membership.drop_constraint(op.f("ck_membership_person"), type_="check")
        membership.alter_column("role", existing_type=sa.String(10), type_=sa.String(20))
        membership.create_check_constraint(op.f("ck_membership_role"), ROLES)
        membership.create_check_constraint(
            op.f("ck_membership_person"), f"NOT ({IS_A_PERSON}) OR person_id IS NOT NULL"
        )
    for name, columns in (
        ("uq_membership_person", ["team_id", "person_id"]),
        ("uq_membership_one_person", ["account_id", "team_id"]),
    ):
        op.create_index(
            name,
            "membership",
            columns,
            unique=True,
            sqlite_where=sa.text(IS_A_PERSON),
            postgresql_where=sa.text(IS_A_PERSON),
        )


def _make_volunteers(connection: sa.Connection) -> None:
    team = sa.table("team", sa.column("id", sa.Integer()), sa.column("document", sa.Text()))
    for team_id, document in connection.execute(sa.select(team.c.id, team.c.document)).all():
        people = json.loads(document).get("people", ())
        volunteers = [person["id"] for person in people if person.get("volunteer")]
        connection.execute(
            sa.update(_memberships())
            .where(
                sa.column("role") == "analyst",
                sa.column("team_id") == team_id,
                sa.column("person_id").in_(volunteers),
            )
            .values(role="volunteer")
        )


def _give_private_class() -> None:
    """What is stored belongs to the account that is the person now."""
    with op.batch_alter_table("private_capacity") as private:
        private.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
        private.create_foreign_key(
            op.f("fk_private_capacity_account_id_account"), "account", ["account_id"], ["id"]
        )
    op.execute(
        "UPDATE private_capacity SET account_id = (SELECT membership.account_id FROM membership "
        "WHERE membership.team_id = private_capacity.team_id "
        "AND membership.person_id = private_capacity.person_id "
        "AND membership.role IN ('analyst', 'volunteer'))"
    )


def _memberships() -> sa.TableClause:
    return sa.table(
        "membership",
        sa.column("role", sa.String()),
        sa.column("team_id", sa.Integer()),
        sa.column("person_id", sa.String()),
    )
