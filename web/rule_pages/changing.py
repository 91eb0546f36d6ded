"""The page of one rule: it is read, changed after a look at what that does, or taken back."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from flask import abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from constraints.loosening import KNOWN
from constraints.manual import manual_of
from constraints.reading import read as read_file
from scheduler.reading.faults import Fault, TeamFaultsError
from scheduler.rule import Rule
from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed
from web.rule_pages.forms import form_kind, trimmed
from web.rule_pages.part import RulePart
from web.rule_pages.reading import kind_in_words, manages, page
from web.rule_pages.settings import SETTINGS
from web.rule_pages.team_rules import TeamRules, history, local_day, team_rules, would_be
from web.rule_pages.titles import KINDS_AT_LENGTH, TITLES, title_of
from web.storage.rule_changes import looser_in_force_from
from web.storage.store import Store
from web.storage.tables import Team
from web.team_pages.changing import ChangedMeanwhile, Refused, Who, change_part, content_of
from web.team_pages.editing import differences
from web.team_pages.fields import PartForm
from web.team_pages.filling import Told, filled, form_of, own_faults, part_of, told
from web.team_pages.parts import Content, fingerprint
from web.teams import find_team

NOT_OF_THE_RULE = frozenset({"csrf_token", "seen", "step"})


@dataclass(frozen=True)
class Read:
    """A team with its rules, and the one that a page is about."""

    team: Team
    content: Content
    rules: TeamRules
    kind: type[Rule]

    @property
    def name(self) -> str:
        """The name of the rule."""
        return self.kind.name

    @property
    def form(self) -> PartForm:
        """The form as the file has the rule."""
        filed = self.rules.filed[self.name].model_dump(mode="json")
        return form_of(form_kind(self.kind), filed)


class Changing:
    """The views of one rule on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.rule = requires(Deed.SEE_TEAM_FIGURES)(self._rule)
        self.change = requires(Deed.EDIT_TEAM)(self._change)
        self.take_back = requires(Deed.EDIT_TEAM)(self._take_back)

    def _rule(self, *, team_id: int, rule_name: str) -> str:
        read = self._read(team_id, rule_name)
        return self._page(read, read.form, fingerprint(RulePart(rule_name).of(read.content)), [])

    def _change(self, *, team_id: int, rule_name: str) -> Response:
        """Look at what a change does, store it, or go on writing, by the button pressed."""
        read, seen = self._read(team_id, rule_name), request.form.get("seen", "")
        form = filled(form_kind(read.kind), request.form)
        new = trimmed(read.kind, part_of(form, {}))
        if faults := own_faults(form) or _faults(form, read, new):
            return make_response(self._page(read, form, seen, faults), 422)
        step = request.form.get("step")
        if step == "edit":
            return make_response(self._page(read, form, seen, []))
        if step == "save":
            return self._save(read, form, new, seen)
        if seen != fingerprint(RulePart(rule_name).of(read.content)):
            return self._changed(read, form)
        return make_response(self._look(read, new, seen))

    def _take_back(self, *, team_id: int, rule_name: str) -> Response:
        """Set the rule to what is in force today: what waits is then nothing any more."""
        read, seen = self._read(team_id, rule_name), request.form.get("seen", "")
        now = read.rules.now[rule_name].model_dump(mode="json")
        return self._save(read, read.form, trimmed(read.kind, now), seen)

    def _save(self, read: Read, form: PartForm, new: Content, seen: str) -> Response:
        who = Who(signed_in_user().id, datetime.now(UTC))
        part = RulePart(read.name)
        outcome = change_part(self._store, read.team.id, part, new, seen=seen, who=who)
        if isinstance(outcome, Refused):
            faults = _told(form, read, outcome.faults)
            return make_response(self._page(read, form, seen, faults), 422)
        if isinstance(outcome, ChangedMeanwhile):
            return self._changed(self._read(read.team.id, read.name), form)
        address = url_for(
            "rules.rule", team_id=read.team.id, rule_name=read.name, saved=outcome.revision
        )
        return redirect(address, code=303)

    def _look(self, read: Read, new: Content, seen: str) -> str:
        rule = read.kind.model_validate_json(json.dumps(new))
        changes = would_be(read.rules, rule, self._looser_from(read.team))
        return page(
            "look",
            read.team,
            rule_name=read.name,
            title=TITLES[read.name],
            changes=changes,
            same=rule == read.rules.filed[read.name],
            replaced=read.rules.to_come(read.name),
            told=read.kind.binds_and_protects() and bool(changes),
            sent=_sent(),
            seen=seen,
        )

    def _looser_from(self, team: Team) -> date:
        with self._store.read() as session:
            return looser_in_force_from(session, team, datetime.now(UTC))

    def _changed(self, read: Read, form: PartForm) -> Response:
        text = page(
            "changed",
            read.team,
            rule_name=read.name,
            title=TITLES[read.name],
            differences=differences(form, read.form),
            sent=_sent(),
            seen=fingerprint(RulePart(read.name).of(read.content)),
        )
        return make_response(text, 409)

    def _read(self, team_id: int, rule_name: str) -> Read:
        kind = KNOWN.get(rule_name) or abort(404)
        with self._store.read() as session:
            team = find_team(session, team_id)
            rules = team_rules(session, team, local_day(team, datetime.now(UTC)))
        return Read(team, content_of(team), rules, kind)

    def _page(self, read: Read, form: PartForm, seen: str, faults: list[Told]) -> str:
        with self._store.read() as session:
            lines = history(
                session, read.team, read.rules, name=read.name, named=manages(read.team.id)
            )
        first, manual = manual_of(read.kind)
        return page(
            "rule",
            read.team,
            rule_name=read.name,
            title=TITLES[read.name],
            now=read.rules.now[read.name],
            kind=kind_in_words(read.rules.now[read.name]),
            kind_words=KINDS_AT_LENGTH[read.kind.kind],
            protects=read.kind.binds_and_protects(),
            to_come=read.rules.to_come(read.name),
            first=first,
            manual=manual,
            lines=lines,
            form=form,
            seen=seen,
            faults=faults,
            saved=request.args.get("saved") == str(read.team.revision),
        )


def _sent() -> list[tuple[str, str]]:
    """What was sent, to be sent again by a button of the next page."""
    return [pair for pair in request.form.items(multi=True) if pair[0] not in NOT_OF_THE_RULE]


def _faults(form: PartForm, read: Read, new: Content) -> list[Told]:
    """What the reading of the team's file says of it with the rule changed."""
    content = json.loads(json.dumps(read.content))
    RulePart(read.name).put(content, new)
    try:
        read_file(content)
    except TeamFaultsError as error:
        return _told(form, read, error.faults)
    return []


def _told(form: PartForm, read: Read, faults: tuple[Fault, ...]) -> list[Told]:
    """Faults at the fields of this rule; those of another are told with the names of pages."""
    found = told(form, faults, f"rules.{read.name}")
    return [fault if fault.anchor else replace(fault, place=_place(fault.place)) for fault in found]


def _place(place: str) -> str:
    section, _, rest = place.partition(".")
    name, _, field = rest.partition(".")
    if section != "rules":
        return place
    setting = SETTINGS.get(name, {}).get(field)
    return title_of(name) if setting is None else f"{title_of(name)}, {setting.label}"
