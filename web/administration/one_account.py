"""The page of one account: its roles, its link, its sessions, its end."""

from datetime import UTC, datetime

from flask import Blueprint, abort, make_response, redirect, render_template, url_for
from flask_babel import lazy_gettext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from web.accounts.accounts import deactivate, end_sessions
from web.accounts.administrators import LastAdministratorError, appoint, dismiss
from web.accounts.forms import RoleForm
from web.accounts.guards import requires_administrator, signed_in_user
from web.accounts.joining import link_address
from web.accounts.links import make_link
from web.accounts.roles import give_role, take_role
from web.accounts.sessions import go_on
from web.administration.listing import all_teams, listed
from web.administration.roles import Choice, choices, grouped
from web.storage.auditing import record
from web.storage.store import Store
from web.storage.tables import Account, Membership

QUICKER = lazy_gettext("Somebody else was quicker. Nothing was changed.")
LAST = lazy_gettext("This is the last administrator. Make another one first.")


def add_one_account(pages: Blueprint, store: Store, address: str) -> None:
    """Add the pages below `/administration/accounts/<number>`."""
    one = _OneAccount(store, address)
    below = "/administration/accounts/<int:account_id>"
    for path, endpoint, view in (
        ("/roles", "give_role", one.give_role),
        ("/roles/<int:membership_id>/take", "take_role", one.take_role),
        ("/dismiss", "dismiss", one.dismiss),
        ("/link", "link", one.link),
        ("/end-sessions", "end_sessions", one.end_sessions),
        ("/close", "close", one.close),
    ):
        pages.add_url_rule(below + path, endpoint, requires_administrator(view), methods=["POST"])
    pages.add_url_rule(below, "account", requires_administrator(one.page))


class _OneAccount:
    def __init__(self, store: Store, address: str) -> None:
        self._store = store
        self._address = address

    def page(self, *, account_id: int) -> Response:
        return self._page(account_id)

    def give_role(self, *, account_id: int) -> Response:
        """One more role; the account signs in again to have it."""
        form = RoleForm()
        with self._store.read() as session:
            account = _open(session, account_id)
            found = choices(session, all_teams(session), account)
        form.role.choices = grouped(found)
        if not form.validate():
            return self._page(account_id, form=form, status=422)
        choice = next(choice for choice in found if choice.value == form.role.data)
        try:
            with self._store.write() as session:
                _give(session, account_id, choice)
        except (IntegrityError, LookupError):
            return self._page(account_id, problem=QUICKER, status=409)
        return self._back(account_id)

    def take_role(self, *, account_id: int, membership_id: int) -> Response:
        with self._store.write() as session:
            row = session.get(Membership, membership_id)
            if row is None or row.account_id != account_id:
                abort(404)
            take_role(session, row, at=datetime.now(UTC), by=signed_in_user().id)
        return self._back(account_id)

    def dismiss(self, *, account_id: int) -> Response:
        """The account looks after the others no longer."""
        try:
            with self._store.write() as session:
                _open(session, account_id)
                dismiss(session, account_id, at=datetime.now(UTC), by=signed_in_user().id)
        except LastAdministratorError:
            return self._page(account_id, problem=LAST, status=409)
        if account_id == signed_in_user().id:
            go_on(self._store)
            return redirect(url_for("entry.start"), code=303)
        return self._back(account_id)

    def link(self, *, account_id: int) -> Response:
        """A new link of an account that cannot get in any more, or never came."""
        try:
            with self._store.write() as session:
                key = make_link(session, account_id, by=signed_in_user().id, at=datetime.now(UTC))
        except LookupError:
            abort(404)
        return self._page(account_id, link=link_address(self._address, key))

    def end_sessions(self, *, account_id: int) -> Response:
        """Sign the account out everywhere: a device is lost."""
        with self._store.write() as session:
            _open(session, account_id)
            end_sessions(session, account_id)
            record(
                session,
                "sessions ended",
                at=datetime.now(UTC),
                account_id=signed_in_user().id,
                object_id=account_id,
            )
        return self._back(account_id)

    def close(self, *, account_id: int) -> Response:
        """Close an account for good."""
        try:
            with self._store.write() as session:
                _open(session, account_id)
                deactivate(session, account_id, at=datetime.now(UTC), by=signed_in_user().id)
        except LastAdministratorError:
            return self._page(account_id, problem=LAST, status=409)
        return redirect(url_for("administration.accounts"), code=303)

    def _back(self, account_id: int) -> Response:
        if account_id == signed_in_user().id:
            go_on(self._store)
        return redirect(url_for("administration.account", account_id=account_id), code=303)

    def _page(
        self,
        account_id: int,
        *,
        form: RoleForm | None = None,
        link: str = "",
        problem: object = "",
        status: int = 200,
    ) -> Response:
        with self._store.read() as session:
            account = session.get(Account, account_id) or abort(404)
            teams = all_teams(session)
            (found,) = listed(session, [account], teams, datetime.now(UTC))
            offered = grouped(choices(session, teams, account))
        form = form or RoleForm(formdata=None)
        form.role.choices = offered
        page = render_template(
            "administration/account.html",
            form=form,
            found=found,
            account=account,
            link=link,
            of=account,
            problem=problem,
        )
        return make_response(page, status)


def _open(session: Session, account_id: int) -> Account:
    account = session.get(Account, account_id)
    if account is None or not account.active:
        abort(404)
    return account


def _give(session: Session, account_id: int, choice: Choice) -> None:
    at, by = datetime.now(UTC), signed_in_user().id
    if choice.team_id is None or choice.role is None:
        appoint(session, account_id, at=at, by=by)
        return
    give_role(
        session,
        account_id,
        choice.team_id,
        choice.role,
        at=at,
        by=by,
        person_id=choice.person_id,
    )
