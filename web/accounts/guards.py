"""Decorators of views: who is not allowed gets an answer that tells nothing."""

import functools
from collections.abc import Callable, Collection
from typing import Any, TypeVar, cast

from flask import abort
from flask_login import current_user, login_required

from web.accounts.permissions import NEVER_FOR_ONESELF, Deed, allows, may
from web.accounts.signed_in import SignedIn

View = TypeVar("View", bound=Callable[..., Any])
# Gives the people of the team's file whom a deed is about, of the arguments of the view.
About = Callable[..., Collection[str]]


def signed_in_user() -> SignedIn:
    """The account that is signed in; only inside a view that demands one."""
    return cast("SignedIn", current_user._get_current_object())  # noqa: SLF001 - its documented way


def requires_administrator(view: View) -> View:
    """Let in who looks after the accounts; for anybody else the page is not there."""

    @functools.wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any view
        if not signed_in_user().administrator:
            abort(404)
        return view(*args, **kwargs)

    return cast("View", login_required(guarded))


def requires(deed: Deed, *, about: About | None = None) -> Callable[[View], View]:
    """Let in who may do the deed in the team of the route's `team_id`.

    about: whom it is about; it is called with the view's arguments, once the role allows the deed.

    Who is not signed in is sent to sign in; who has no role in the team gets 404, so that nobody
    learns which teams there are; who has another role, or is one of those it is about and may not
    do it then, gets 403.

    Raises:
        ValueError: nobody does the deed for themselves, and `about` is missing.
    """
    if deed in NEVER_FOR_ONESELF and about is None:
        raise ValueError(f"whom is it about to {deed}?")

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(*args: Any, team_id: int, **kwargs: Any) -> Any:  # noqa: ANN401 - any view
            user = signed_in_user()
            if not any(role.team_id == team_id for role in user.roles):
                abort(404)
            if not allows(user, deed, team_id):
                abort(403)
            people = None if about is None else about(team_id=team_id, **kwargs)
            if not may(user, deed, team_id, about=people):
                abort(403)
            return view(*args, team_id=team_id, **kwargs)

        return cast("View", login_required(guarded))

    return decorate
