"""Whose yes a roster was asked for, and the notice that each version kept."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what was published before, nobody wrote down the notice."""
    op.create_table(
        "asking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("roster_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=100), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("was_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("was_end", sa.DateTime(timezone=True), nullable=True),
        sa.Column("was_home", sa.Boolean(), nullable=False),
        sa.Column("would_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("would_end", sa.DateTime(timezone=True), nullable=True),
        sa.Column("would_home", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("yes_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(was_start IS NULL) = (was_end IS NULL)", name=op.f("ck_asking_was")),
        sa.CheckConstraint(
            "(would_start IS NULL) = (would_end IS NULL)", name=op.f("ck_asking_would")
        ),
        sa.CheckConstraint(
            "was_start IS NOT NULL OR would_start IS NOT NULL", name=op.f("ck_asking_something")
        ),
        sa.ForeignKeyConstraint(
            ["roster_id"],
            ["roster.id"],
            name=op.f("fk_asking_roster_id_roster"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_asking_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asking")),
        sa.UniqueConstraint(
            "roster_id", "person_id", "day", name=op.f("uq_asking_roster_id_person_id_day")
        ),
    )
    op.create_index(op.f("ix_asking_team_id_person_id"), "asking", ["team_id", "person_id"])

    op.create_table(
        "notice_kept",
        sa.Column("roster_id", sa.Integer(), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=True),
        sa.Column("agreed", sa.Integer(), nullable=False),
        sa.CheckConstraint("agreed >= 0", name=op.f("ck_notice_kept_agreed")),
        sa.ForeignKeyConstraint(
            ["roster_id"], ["roster.id"], name=op.f("fk_notice_kept_roster_id_roster")
        ),
        sa.PrimaryKeyConstraint("roster_id", name=op.f("pk_notice_kept")),
    )
