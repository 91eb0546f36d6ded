"""What an inspection asks for: rules on a date, versions with their notice, who may see what."""

import json
from datetime import date, datetime
from functools import reduce
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from constraints.loosening import BOUND, rule_of, stricter
from constraints.reading import rulebook_of
from scheduler.rule import Rule
from web import say
from web.accounts.permissions import MAY
from web.plan import team_of
from web.storage.rule_changes import rule_changes
from web.storage.tables import NoticeKept, Roster, RuleChange, Team


def inspection(session: Session, team: Team, on: date, *, at: datetime) -> dict[str, Any]:
    """All of it as JSON has it, with nobody's name, number or minutes."""
    changes = rule_changes(session, team.id)
    return {
        "team": team.name,
        "rules_on": on.isoformat(),
        "made_at": at.isoformat(timespec="seconds"),
        "rules": [_rule(rule) for rule in rules_on(team, changes, on)],
        "history": [_change(row) for row in reversed(changes)],
        "versions": _versions(session, team),
        "who_may_do_what": {
            role: sorted(deed.value for deed in deeds) for role, deeds in MAY.items()
        },
    }


def rules_on(team: Team, changes: list[RuleChange], on: date) -> list[Rule]:
    """Each rule as it was in force on a day. changes: of the team, the newest first.

    Rules that do not protect people have no history; they are as they stand now.
    """
    zone = ZoneInfo(team.zone)
    return [_on(rule, changes, on, zone) for rule in rulebook_of(team_of(team.document)).all]


def _on(rule: Rule, changes: list[RuleChange], on: date, zone: ZoneInfo) -> Rule:
    own = [row for row in changes if row.rule == rule.name and rule.name in BOUND]
    waiting = []
    for row in own:
        if row.asked_at.astimezone(zone).date() > on:
            rule = rule_of(row.rule, row.old)
        elif row.looser_from is not None and row.looser_from > on:
            waiting.append(rule_of(row.rule, row.old))
    return reduce(stricter, [*reversed(waiting), rule])


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "in_force": rule.in_force,
        "sentence": say.sentence(rule.sentence()),
        "settings": json.loads(rule.model_dump_json()),
        "history_kept": rule.name in BOUND,
    }


def _change(row: RuleChange) -> dict[str, Any]:
    return {
        "rule": row.rule,
        "asked_at": row.asked_at.isoformat(timespec="seconds"),
        "looser_from": row.looser_from and row.looser_from.isoformat(),
        "before": row.old,
        "after": row.new,
    }


def _versions(session: Session, team: Team) -> list[dict[str, Any]]:
    query = (
        select(Roster, NoticeKept)
        .outerjoin(NoticeKept, NoticeKept.roster_id == Roster.id)
        .where(Roster.team_id == team.id, Roster.version.is_not(None))
    )
    # Of what was published before notices were written down there is no row.
    return [
        {
            "version": row.version,
            "from": row.first.isoformat(),
            "to": row.last.isoformat(),
            "state": row.state,
            "published_at": row.published_at and row.published_at.isoformat(timespec="seconds"),
            "notice_working_days": getattr(kept, "working_days", None),
            "person_days_nearer_with_a_yes": getattr(kept, "agreed", None),
        }
        for row, kept in session.execute(query.order_by(Roster.version))
    ]
