"""The pages `founding.*`: a new team of a month, of an example, or by hand."""

import functools
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import login_required
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from scheduler.examples import NAMES, example, next_monday
from web.accounts.accounts import add_membership
from web.accounts.guards import signed_in_user
from web.intake.place import new_place
from web.intake.steps import (
    Ready,
    begin_page,
    checked_page,
    document_of,
    read_page,
    ready_or_page,
)
from web.intake.team_file import Content
from web.intake.team_pages import taken_address
from web.storage.shift_codes import keep_codes
from web.storage.store import Store
from web.storage.tables import Account, Membership, Team
from web.storage.teams import create_team

LONGEST_NAME = 80
# Within how long the same team made once more is a second tap and no second team.
TWO_TAPS = timedelta(minutes=1)
EMPTY = "empty"
# What an example's people did and want: whoever takes their place did and wants something else.
OF_THE_INVENTED = frozenset(
    {
        "history",
        "worked",
        "urgent",
        "call_outs",
        "pins",
        "leave",
        "busy",
        "wishes",
        "unmet_wishes",
        "private",
        "elsewhere",
        "offered",
        "sessions",
        "max_daily_exposure",
    }
)


def founding_blueprint(store: Store) -> Blueprint:
    """The pages on a store, for administrators and for whoever manages a team already."""
    pages = Blueprint("founding", __name__, template_folder="templates", url_prefix="/new-team")
    founding = _Founding(store)
    for address, name, view, method in (
        ("", "choose", founding.choose, "GET"),
        ("", "make", founding.make, "POST"),
        ("/month", "month", founding.month, "GET"),
        ("/month/read", "month_read", founding.read, "POST"),
        ("/month/check", "month_check", founding.check, "POST"),
        ("/month/take", "month_take", founding.take, "POST"),
    ):
        pages.add_url_rule(address, name, _for_founders(view), methods=[method])
    return pages


def may_found() -> bool:
    """Whether whoever is signed in may make a team."""
    user = signed_in_user()
    return user.administrator or any(role.role == "manager" for role in user.roles)


def _for_founders(view: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any view
        if not may_found():
            abort(404)
        return view(*args, **kwargs)

    return login_required(guarded)  # type: ignore[no-any-return]


class _Founding:
    def __init__(self, store: Store) -> None:
        self._store = store

    def choose(self) -> Response:
        return _choose_page({})

    def make(self) -> Response:
        """A team of an example, its people to be renamed, or one with nobody in it."""
        faults = _faults()
        kind = request.form.get("kind", "")
        if kind not in (*NAMES, EMPTY):
            faults["kind"] = gettext("Choose what the team begins with.")
        if faults:
            return _choose_page(faults)
        name, zone = request.form["name"].strip(), request.form["zone"].strip()
        today = datetime.now(ZoneInfo(zone)).date()
        content = _empty() if kind == EMPTY else _template(kind, today)
        team_id = self._found(content | {"name": name, "timezone": zone})
        return redirect(url_for("manager.home", team_id=team_id), code=303)

    def month(self) -> Response:
        return begin_page(new_place())

    def read(self) -> Response:
        return read_page(new_place(), _faults())

    def check(self) -> Response:
        _whole()
        place = new_place()
        ready = ready_or_page(place)
        return checked_page(place, ready) if isinstance(ready, Ready) else ready

    def take(self) -> Response:
        """The team, its month, its codes and its manager, in one transaction."""
        _whole()
        ready = ready_or_page(new_place())
        if not isinstance(ready, Ready):
            return ready
        team_id = self._found(ready.content, ready)
        return redirect(taken_address(team_id, ready), code=303)

    def _found(self, content: Content, ready: Ready | None = None) -> int:
        """Make the team; whoever makes it is its manager, and it practises until it is for real."""
        at, by, text = datetime.now(UTC), signed_in_user().id, document_of(content)
        with self._store.write() as session:
            if (known := _just_founded(session, by, text, at)) is not None:
                return known
            team = create_team(
                session, name=content["name"], zone=content["timezone"], document=text, at=at
            )
            team.practice = True
            add_membership(session, by, team.id, "manager", at=at)
            if ready is not None:
                keep_codes(session, team.id, ready.said.codes.items())
            return team.id


def _just_founded(session: Session, by: int, text: str, at: datetime) -> int | None:
    """The number of the same team where the account has just made it: of two taps one makes it."""
    # Whoever taps twice waits here for the first tap.
    session.get_one(Account, by, with_for_update=True)
    query = (
        select(Team.id)
        .join(Membership, Membership.team_id == Team.id)
        .where(
            Membership.account_id == by,
            Membership.role == "manager",
            Team.practice,
            Team.revision == 1,
            Team.document == text,
            Team.updated_at > at - TWO_TAPS,
        )
    )
    return session.scalars(query).first()


def _choose_page(faults: dict[str, str]) -> Response:
    page = render_template(
        "intake/new.html", faults=faults, values=request.form, templates=_templates(), empty=EMPTY
    )
    return make_response(page, 422 if faults else 200)


def _templates() -> list[tuple[str, str]]:
    """What can be begun with, in words."""
    return [
        ("child-focus", gettext("Eight analysts and four volunteers: images, chat, hotline")),
        ("child-focus-doubled", gettext("The same with sixteen analysts")),
        ("every-rule", gettext("A team in which every rule is in use")),
    ]


def _faults() -> dict[str, str]:
    """What is wrong with the name and the time zone of a new team."""
    faults = {}
    if not 1 <= len(request.form.get("name", "").strip()) <= LONGEST_NAME:
        faults["name"] = gettext(
            "Give the team a name of at most %(most)s letters.", most=LONGEST_NAME
        )
    if request.form.get("zone", "").strip() not in available_timezones():
        faults["zone"] = gettext("Give a time zone, as Europe/Brussels.")
    return faults


def _whole() -> None:
    """The later steps carry the name and zone that the first one found right."""
    if _faults():
        abort(400)


def _template(name: str, today: date) -> Content:
    """An example team without what its invented people did, asked for and have planned."""
    content = example(name, next_monday(today))
    people = [
        {key: value for key, value in person.items() if key not in OF_THE_INVENTED}
        for person in content["people"]
    ]
    kept = {key: value for key, value in content.items() if key not in OF_THE_INVENTED}
    return kept | {"people": people}


def _empty() -> Content:
    """The least that a team has: some other work, and a day from nine on."""
    return {
        "activities": [{"id": "other", "name": "Other work"}],
        "shapes": [
            {"start": "09:00", "minutes": 480, "weekdays": ["mon", "tue", "wed", "thu", "fri"]}
        ],
    }
