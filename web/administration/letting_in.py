"""The page on which a manager lets the people of the own team in, and names deputies.

A manager makes invitations and renews those that nobody has used; whoever has come in gets a new
password by an administrator alone. So nobody can take over the account of somebody who answers to
them, and an account that is more than one of the team is out of reach.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from flask import Blueprint, abort, make_response, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from web.accounts.accounts import UsernameTakenError, add_membership, invite
from web.accounts.forms import LetInForm
from web.accounts.guards import requires, signed_in_user
from web.accounts.joining import link_address
from web.accounts.links import make_link
from web.accounts.permissions import Deed, may
from web.accounts.role_words import ROLE_WORDS
from web.accounts.roles import give_role, take_role
from web.administration.one_account import QUICKER
from web.administration.roles import Choice, people_to_let_in, person_names
from web.storage.store import Store
from web.storage.tables import PERSON_ROLES, Account, Membership, OneTimeLink, Role, Team
from web.teams import find_team

# Managers and representatives are the administrator's: nobody names who is to look at them.
OF_MANAGERS: tuple[Role, ...] = ("deputy", *PERSON_ROLES)
NO_DEPUTY = lazy_gettext("Managers, deputies and representatives are not made deputy.")
NOT_YOURS = lazy_gettext("An administrator makes a new link for this account.")
DEPUTY: Role = "deputy"


@dataclass(frozen=True)
class MemberRole:
    """One role in the team. takeable: whether the manager can take it away."""

    id: int
    words: str
    takeable: bool


@dataclass(frozen=True)
class Member:
    """One account of the team, with what it is in this team alone.

    waiting: until when its link works. renewable: whether the manager can make another.
    may_stand_in: whether it can be made deputy.
    """

    account: Account
    roles: tuple[MemberRole, ...]
    waiting: datetime | None
    renewable: bool
    may_stand_in: bool


def letting_in_blueprint(store: Store, address: str) -> Blueprint:
    """The pages below /teams/<number>/accounts. address: where people reach the site."""
    pages = Blueprint(
        "letting_in", __name__, template_folder="templates", url_prefix="/teams/<int:team_id>"
    )
    views = _LettingIn(store, address)
    guarded = requires(Deed.LET_IN)
    one = "/accounts/<int:account_id>"
    for path, endpoint, view, method in (
        ("/accounts", "accounts", views.page, "GET"),
        ("/accounts", "let_in", views.let_in, "POST"),
        (f"{one}/link", "renew", views.renew, "POST"),
        (f"{one}/deputy", "make_deputy", views.make_deputy, "POST"),
        (f"{one}/roles/<int:membership_id>/take", "take", views.take, "POST"),
    ):
        pages.add_url_rule(path, endpoint, guarded(view), methods=[method])
    return pages


class _LettingIn:
    def __init__(self, store: Store, address: str) -> None:
        self._store = store
        self._address = address

    def page(self, *, team_id: int) -> Response:
        return self._page(team_id)

    def let_in(self, *, team_id: int) -> Response:
        """Make an account for a person of the team or a deputy, and show its link, this once."""
        form = LetInForm()
        with self._store.read() as session:
            offered = _offered(session, find_team(session, team_id))
        form.role.choices = [(choice.value, choice.words) for choice in offered]
        if not form.validate():
            return self._page(team_id, form=form, status=422)
        choice = next(choice for choice in offered if choice.value == form.role.data)
        try:
            with self._store.write() as session:
                account, key = _invited(session, team_id, choice, form)
        except UsernameTakenError:
            form.username.errors = [form.username.description]
            return self._page(team_id, form=form, status=422)
        except IntegrityError:
            return self._page(team_id, problem=QUICKER, status=409)
        return self._page(team_id, link=link_address(self._address, key), of=account)

    def renew(self, *, team_id: int, account_id: int) -> Response:
        """Another link for somebody who was invited and has not come in."""
        with self._store.write() as session:
            account = _member(session, team_id, account_id)
            key = None
            if _renewable(session, account):
                at, by = datetime.now(UTC), signed_in_user().id
                key = make_link(session, account_id, by=by, at=at)
        if key is None:
            return self._page(team_id, problem=NOT_YOURS, status=409)
        return self._page(team_id, link=link_address(self._address, key), of=account)

    def make_deputy(self, *, team_id: int, account_id: int) -> Response:
        """Let somebody of the team stand in for the manager."""
        try:
            with self._store.write() as session:
                account = _member(session, team_id, account_id)
                if not _may_stand_in(_in_team(session, team_id, account)):
                    return self._page(team_id, problem=NO_DEPUTY, status=409)
                at, by = datetime.now(UTC), signed_in_user().id
                give_role(session, account_id, team_id, DEPUTY, at=at, by=by)
        except (IntegrityError, LookupError):
            return self._page(team_id, problem=QUICKER, status=409)
        return redirect(url_for("letting_in.accounts", team_id=team_id), code=303)

    def take(self, *, team_id: int, account_id: int, membership_id: int) -> Response:
        with self._store.write() as session:
            row = session.get(Membership, membership_id)
            if row is None or (row.team_id, row.account_id) != (team_id, account_id):
                abort(404)
            if row.role not in OF_MANAGERS:
                abort(403)
            take_role(session, row, at=datetime.now(UTC), by=signed_in_user().id)
        return redirect(url_for("letting_in.accounts", team_id=team_id), code=303)

    def _page(
        self,
        team_id: int,
        *,
        form: LetInForm | None = None,
        link: str = "",
        of: Account | None = None,
        problem: object = "",
        status: int = 200,
    ) -> Response:
        with self._store.read() as session:
            team = find_team(session, team_id)
            members = _members(session, team)
            offered = _offered(session, team)
        form = form or LetInForm(formdata=None)
        form.role.choices = [(choice.value, choice.words) for choice in offered]
        page = render_template(
            "letting_in/accounts.html",
            team=team,
            form=form,
            members=members,
            missing=[choice.words for choice in offered if choice.person_id is not None],
            link=link,
            of=of,
            problem=problem,
        )
        return make_response(page, status)


def _offered(session: Session, team: Team) -> list[Choice]:
    """Whom a manager can let in: people of the team without an account, and a deputy."""
    deputy = gettext("deputy, nobody of the roster")
    return [
        *people_to_let_in(session, team),
        Choice(DEPUTY, deputy, team.name, team.id, DEPUTY),
    ]


def _invited(
    session: Session, team_id: int, choice: Choice, form: LetInForm
) -> tuple[Account, str]:
    at, by = datetime.now(UTC), signed_in_user().id
    names = person_names(session.get_one(Team, team_id))
    name = form.name.data or names.get(choice.person_id or "") or form.username.data or ""
    account = invite(session, name=name, username=form.username.data or "", at=at, by=by)
    role = choice.role or DEPUTY
    add_membership(session, account.id, team_id, role, at=at, person_id=choice.person_id, by=by)
    return account, make_link(session, account.id, by=by, at=at)


def _member(session: Session, team_id: int, account_id: int) -> Account:
    """An open account that has a role in the team, or the page of a wrong address."""
    query = (
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(Account.id == account_id, Account.active, Membership.team_id == team_id)
    )
    return session.scalars(query.distinct()).one_or_none() or abort(404)


def _in_team(session: Session, team_id: int, account: Account) -> Sequence[Membership]:
    query = select(Membership).where(
        Membership.team_id == team_id, Membership.account_id == account.id
    )
    return session.scalars(query).all()


def _renewable(session: Session, account: Account) -> bool:
    """Whether nobody has come in by it yet, and it is no more than the manager may let in."""
    query = select(Membership).where(Membership.account_id == account.id)
    return (
        not account.joined
        and not account.administrator
        and all(
            row.role in OF_MANAGERS and may(signed_in_user(), Deed.LET_IN, row.team_id)
            for row in session.scalars(query)
        )
    )


def _members(session: Session, team: Team) -> list[Member]:
    """Every open account of the team, by name."""
    query = (
        select(Membership, Account)
        .join(Account, Membership.account_id == Account.id)
        .where(Account.active, Membership.team_id == team.id)
        .order_by(Account.name, Account.id, Membership.id)
    )
    rows = [(membership, account) for membership, account in session.execute(query)]
    names, links = person_names(team), _links(session, team)
    return [
        Member(
            account,
            tuple(
                MemberRole(row.id, _words(row, names), takeable=row.role in OF_MANAGERS)
                for row in held
            ),
            links.get(account.id),
            _renewable(session, account),
            _may_stand_in(held),
        )
        for account, group in groupby(rows, key=lambda row: row[1])
        for held in [[membership for membership, _ in group]]
    ]


def _links(session: Session, team: Team) -> dict[int, datetime]:
    """Until when the link of an account of the team works, of those that have one."""
    query = (
        select(OneTimeLink)
        .join(Membership, Membership.account_id == OneTimeLink.account_id)
        .where(Membership.team_id == team.id, OneTimeLink.until > datetime.now(UTC))
    )
    return {link.account_id: link.until for link in session.scalars(query)}


def _may_stand_in(rows: Iterable[Membership]) -> bool:
    """Whether it is no manager yet, and not there to look at what managers do."""
    return {row.role for row in rows}.isdisjoint({"manager", "deputy", "representative"})


def _words(row: Membership, names: Mapping[str, str]) -> str:
    role = str(ROLE_WORDS[row.role])
    if row.person_id is None:
        return role
    return f"{role} {names.get(row.person_id, row.person_id)}"
