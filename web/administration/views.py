"""The pages `administration.*`: accounts, one-time links, and teams. No roster and no ledger."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from flask import Blueprint, make_response, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from constraints.reading import read
from scheduler.reading.faults import FaultsError
from web import say
from web.accounts.accounts import UsernameTakenError, add_membership, invite
from web.accounts.forms import InviteForm, TeamFileForm
from web.accounts.guards import requires_administrator, signed_in_user
from web.accounts.joining import link_address
from web.accounts.links import make_link
from web.administration.listing import all_accounts, all_teams
from web.administration.one_account import QUICKER, add_one_account
from web.administration.roles import ADMINISTRATOR, Choice, choices, grouped
from web.storage.store import Store
from web.storage.tables import Account
from web.storage.teams import create_team

MOST_FAULTS = 20


def administration_blueprint(store: Store, address: str) -> Blueprint:
    """address: where people reach the site, for links that are sent to them."""
    pages = Blueprint("administration", __name__, template_folder="templates")
    administration = _Administration(store, address)
    for path, endpoint, view, method in (
        ("/administration", "accounts", administration.accounts, "GET"),
        ("/administration/accounts", "add_account", administration.add_account, "POST"),
        ("/administration/teams", "add_team", administration.add_team, "POST"),
    ):
        guarded = requires_administrator(view)
        pages.add_url_rule(path, endpoint, guarded, methods=[method])
    add_one_account(pages, store, address)
    return pages


class _Administration:
    def __init__(self, store: Store, address: str) -> None:
        self._store = store
        self._address = address

    def accounts(self) -> Response:
        return self._page()

    def add_account(self) -> Response:
        """Make an account and show its link, this once."""
        at, by = datetime.now(UTC), signed_in_user().id
        form = InviteForm()
        with self._store.read() as session:
            known = {choice.value: choice for choice in choices(session, all_teams(session))}
        form.role.choices = grouped(known.values())
        if not form.validate():
            return self._page(form=form, status=422)
        name, username = form.name.data or "", form.username.data or ""
        try:
            with self._store.write() as session:
                new = partial(invite, session, name=name, username=username, at=at, by=by)
                account = _with_role(session, new, known[form.role.data], at, by)
                key = make_link(session, account.id, by=by, at=at)
        except UsernameTakenError:
            form.username.errors = [form.username.description]
            return self._page(form=form, status=422)
        except IntegrityError:
            # Somebody else made it at the same moment: the list is read anew.
            return self._page(problem=QUICKER, status=409)
        return self._page(link=link_address(self._address, key), of=account)

    def add_team(self) -> Response:
        """Make a team of a file; every fault of it is said."""
        form = TeamFileForm()
        if not form.validate():
            return self._page(team_form=form, faults=[gettext("Choose a team file.")], status=422)
        text = form.file.data.read()
        try:
            team, _ = read(text)
            with self._store.write() as session:
                create_team(
                    session,
                    name=team.name,
                    zone=team.timezone,
                    document=text.decode("utf-8-sig"),
                    at=datetime.now(UTC),
                )
        except FaultsError as error:
            faults = [say.fault(fault) for fault in error.faults]
            more = len(faults) - MOST_FAULTS
            said = [
                *faults[:MOST_FAULTS],
                *([ngettext("and %(num)s more", "and %(num)s more", more)] if more > 0 else []),
            ]
            return self._page(team_form=form, faults=said, status=422)
        return redirect(url_for("administration.accounts"), code=303)

    def _page(
        self,
        *,
        form: InviteForm | None = None,
        team_form: TeamFileForm | None = None,
        link: str = "",
        of: Account | None = None,
        problem: object = "",
        faults: list[str] | None = None,
        status: int = 200,
    ) -> Response:
        at = datetime.now(UTC)
        with self._store.read() as session:
            teams = all_teams(session)
            listed = all_accounts(session, teams, at)
            offered = grouped(choices(session, teams))
        form = form or InviteForm(formdata=None)
        form.role.choices = offered
        page = render_template(
            "administration/accounts.html",
            form=form,
            team_form=team_form or TeamFileForm(formdata=None),
            accounts=listed,
            teams=teams,
            link=link,
            of=of,
            problem=problem,
            faults=faults or [],
        )
        return make_response(page, status)


def _with_role(
    session: Session, new: Callable[..., Account], choice: Choice, at: datetime, by: int
) -> Account:
    """A new account that has the role from its first moment on."""
    if choice.value == ADMINISTRATOR:
        return new(administrator=True)
    account = new()
    if choice.team_id is not None and choice.role is not None:
        add_membership(
            session,
            account.id,
            choice.team_id,
            choice.role,
            at=at,
            person_id=choice.person_id,
            by=by,
        )
    return account
