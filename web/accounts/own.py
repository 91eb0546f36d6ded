"""The page of the own account: its roles, a new password, and an end of all sessions."""

from datetime import UTC, datetime

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from flask_login import login_required
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from web.accounts.accounts import change_password, end_sessions
from web.accounts.attempts import TooManyAttemptsError, begin_attempt, mark_good
from web.accounts.forms import ChangePasswordForm
from web.accounts.guards import signed_in_user
from web.accounts.joining import DIFFER, UNFIT
from web.accounts.passwords import SHORTEST, UnfitPasswordError, matches
from web.accounts.role_words import roles_in_words
from web.accounts.sessions import end, go_on, limits_here
from web.storage.auditing import record
from web.storage.store import Store
from web.storage.tables import Account, Team

NOT_THE_PRESENT = lazy_gettext("The present password is not right.")
CHANGED = lazy_gettext("The password is changed. You are signed out everywhere but here.")


def add_own(pages: Blueprint, store: Store) -> None:
    """Add the pages `accounts.own` of whoever is signed in."""
    own = _Own(store)
    for path, endpoint, view, method in (
        ("/account", "own", own.page, "GET"),
        ("/account/password", "change_password", own.change_password, "POST"),
        ("/account/sign-out-everywhere", "sign_out_everywhere", own.sign_out_everywhere, "POST"),
    ):
        pages.add_url_rule(path, endpoint, login_required(view), methods=[method])


class _Own:
    def __init__(self, store: Store) -> None:
        self._store = store

    def page(self) -> Response:
        return self._page(note=CHANGED if "changed" in request.args else "")

    def change_password(self) -> AnyResponse:
        """The present password is asked for: a screen left open must not cost the account."""
        form = ChangePasswordForm()
        at = datetime.now(UTC)
        if not form.validate():
            return self._page(form, UNFIT["short"])
        if form.password.data != form.again.data:
            return self._page(form, DIFFER)
        try:
            if not self._knows(form.present.data or "", at):
                return self._page(form, NOT_THE_PRESENT)
            with self._store.write() as session:
                change_password(session, signed_in_user().id, form.password.data or "", at=at)
        except UnfitPasswordError as error:
            return self._page(form, UNFIT[error.why])
        except TooManyAttemptsError as error:
            minutes = -(-error.seconds // 60)
            said = gettext("Too many attempts. Try again in %(minutes)s min.", minutes=minutes)
            return self._page(form, said, status=429)
        go_on(self._store)
        return redirect(url_for("accounts.own", changed=1), code=303)

    def sign_out_everywhere(self) -> AnyResponse:
        with self._store.write() as session:
            user = signed_in_user()
            end_sessions(session, user.id)
            record(
                session,
                "signed out everywhere",
                at=datetime.now(UTC),
                account_id=user.id,
                object_id=user.id,
            )
        end()
        return redirect(url_for("accounts.sign_in"), code=303)

    def _knows(self, password: str, at: datetime) -> bool:
        """Whether it is the present password; tries count as attempts to sign in do."""
        with self._store.read() as session:
            account = session.get_one(Account, signed_in_user().id)
        number = begin_attempt(self._store, account.username, request.remote_addr or "", at=at)
        right = matches(password, account.password_hash)
        if right:
            mark_good(self._store, number)
        return right

    def _page(
        self,
        form: ChangePasswordForm | None = None,
        message: object = "",
        *,
        note: object = "",
        status: int = 422,
    ) -> Response:
        user = signed_in_user()
        with self._store.read() as session:
            account = session.get_one(Account, user.id)
            roles = roles_in_words(user, _team_names(session))
        page = render_template(
            "accounts/own.html",
            form=form or ChangePasswordForm(formdata=None),
            message=message,
            note=note,
            username=account.username,
            roles=roles,
            limits=limits_here(user),
            shortest=SHORTEST,
        )
        return make_response(page, status if message else 200)


def _team_names(session: Session) -> dict[int, str]:
    ids = {role.team_id for role in signed_in_user().roles}
    teams = session.scalars(select(Team).where(Team.id.in_(ids)))
    return {team.id: team.name for team in teams}
