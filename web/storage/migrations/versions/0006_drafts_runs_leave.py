"""Drafts that are taken out of the lists, runs that were seen to end, and leave rounds."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No draft is removed, and every run that ended long ago is told to nobody."""
    with op.batch_alter_table("roster") as roster:
        roster.add_column(sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
        roster.create_check_constraint(
            op.f("ck_roster_removed"), "removed_at IS NULL OR state = 'draft'"
        )
    _of_runs()
    _of_rounds()


def _of_runs() -> None:
    op.create_table(
        "run_seen",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_run_seen_account_id_account")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_run_seen_team_id_team")),
        sa.PrimaryKeyConstraint("account_id", "team_id", name=op.f("pk_run_seen")),
    )
    op.create_table(
        "job_kept",
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_job_kept_job_id_job")),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_job_kept")),
    )


def _of_rounds() -> None:
    op.create_table(
        "leave_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("most_off", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("first <= last", name=op.f("ck_leave_round_window")),
        sa.CheckConstraint("most_off >= 1", name=op.f("ck_leave_round_most_off")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_leave_round_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_round")),
    )
    op.create_index(op.f("ix_leave_round_team_id"), "leave_round", ["team_id"])
    op.create_table(
        "leave_wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=100), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('asked', 'granted', 'not granted')", name=op.f("ck_leave_wish_state")
        ),
        sa.CheckConstraint("first <= last", name=op.f("ck_leave_wish_days")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["leave_round.id"], name=op.f("fk_leave_wish_round_id_leave_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_wish")),
    )
    op.create_index(
        op.f("ix_leave_wish_round_id_person_id"), "leave_wish", ["round_id", "person_id"]
    )
