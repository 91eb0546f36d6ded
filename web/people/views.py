"""The pages of one person: the own week, and the link to the own calendar."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed, may
from web.now import now
from web.people.asked import asked_of
from web.people.leave import OwnLeave
from web.people.week import own_week
from web.plan import Plan, UnreadablePlanError, plan_in_force
from web.rule_changes import changes_of
from web.storage.askings import answer
from web.storage.feeds import NoSuchPersonError, live_feed, new_feed, revoke_feed
from web.storage.in_force import in_force
from web.storage.private_capacity import reads_private
from web.storage.store import Store
from web.storage.tables import Feed, Team
from web.teams import find_team, local_now

ONE_WEEK = timedelta(days=7)
SIX_DAYS = timedelta(days=6)
FURTHEST = timedelta(days=3660)


class People:
    """The views of a person's pages on a store."""

    def __init__(self, store: Store, address: str) -> None:
        self._store = store
        self._address = address
        self.week = requires(Deed.SEE_OWN_ROSTER)(self._week)
        self.answer = requires(Deed.ANSWER)(self._answer)
        self.calendar = requires(Deed.MAKE_OWN_FEED)(self._calendar)
        self.make_link = requires(Deed.MAKE_OWN_FEED)(self._make_link)
        self.revoke_link = requires(Deed.MAKE_OWN_FEED)(self._revoke_link)

    def _week(self, *, team_id: int) -> str:
        """A week by its `from`; without one this week or, if it is empty, the next published."""
        person = _person(team_id)
        with self._store.read() as session:
            team = find_team(session, team_id)
            today = local_now(team, datetime.now(UTC)).date()
            rule_changes = changes_of(session, team, today)
            private = reads_private(session, team_id, person, signed_in_user().id)
            asked = asked_of(session, team, person, now())
            standing = [] if team.practice else in_force(session, team_id)
            periods = [(one.first, one.last) for one in standing]
            monday = _monday(request.args.get("from"), today, periods)
            plans: list[Plan] = []
            for one in standing:
                if one.first <= monday + SIX_DAYS and one.last >= monday:
                    with suppress(UnreadablePlanError):
                        plans.append(plan_in_force(session, team, one))
        return render_template(
            "people/week.html",
            team=team,
            is_manager=_is_manager(team_id),
            days=own_week(plans, person, monday, private=private),
            published=bool(plans),
            rule_changes=rule_changes,
            asked=asked,
            local=lambda moment: local_now(team, moment),
            monday=monday,
            today=today,
            before=monday - ONE_WEEK if any(first < monday for first, _ in periods) else None,
            after=monday + ONE_WEEK if any(last >= monday for _, last in periods) else None,
        )

    def _answer(self, *, team_id: int, asking_id: int) -> Response:
        """A yes to one's own shift, or none: a no is not told from an answer that never came."""
        yes = request.form.get("answer") == "yes"
        with self._store.write() as session:
            find_team(session, team_id)
            if not answer(session, team_id, _person(team_id), asking_id, yes=yes, at=now()):
                abort(404)
        return redirect(f"{url_for('people.week', team_id=team_id)}#asked", code=303)

    def _calendar(self, *, team_id: int) -> Response:
        return self._calendar_page(team_id, None)

    def _make_link(self, *, team_id: int) -> Response:
        """Make a link, or a new one in the place of the old; it is on this page and never again."""
        try:
            with self._store.write() as session:
                token = new_feed(session, team_id, _person(team_id), at=datetime.now(UTC))
        except NoSuchPersonError:
            abort(404)
        return self._calendar_page(team_id, f"{self._address.rstrip('/')}/cal/{token}.ics")

    def _revoke_link(self, *, team_id: int) -> Response:
        with self._store.write() as session:
            revoke_feed(session, team_id, _person(team_id), at=datetime.now(UTC))
        return redirect(url_for("people.calendar", team_id=team_id), code=303)

    def _calendar_page(self, team_id: int, link: str | None) -> Response:
        with self._store.read() as session:
            team = find_team(session, team_id)
            feed = live_feed(session, team_id, _person(team_id))
        # No `no-referrer` here: no address of a page has the link in it, and under HTTPS a form has
        # to say which page it is from, or its button does not work.
        return make_response(
            render_template(
                "people/calendar.html",
                team=team,
                is_manager=_is_manager(team_id),
                feed=feed,
                fetched=_fetched(team, feed),
                link=link,
                webcal=None if link is None else f"webcal://{link.partition('://')[2]}",
            )
        )


def _person(team_id: int) -> str:
    return signed_in_user().person_in(team_id) or abort(404)


def _is_manager(team_id: int) -> bool:
    return may(signed_in_user(), Deed.SEE_TEAM_ROSTER, team_id)


def _monday(text: str | None, today: date, periods: Sequence[tuple[date, date]]) -> date:
    """The Monday of the day asked for, which is not further away than anybody plans."""
    if text is None:
        this = _week_of(today)
        coming = [_week_of(first) for first, last in periods if last >= this]
        return max(this, min(coming, default=this))
    try:
        on = date.fromisoformat(text)
    except ValueError:
        abort(404)
    if abs(on - today) > FURTHEST:
        abort(404)
    return _week_of(on)


def _week_of(on: date) -> date:
    return on - timedelta(days=on.weekday())


def _fetched(team: Team, feed: Feed | None) -> datetime | None:
    if feed is None or feed.last_fetched_at is None:
        return None
    return local_now(team, feed.last_fetched_at)


def people_blueprint(store: Store, address: str) -> Blueprint:
    """The pages below /teams/<number>/me/. Each shows what belongs to the account itself."""
    pages = Blueprint(
        "people", __name__, template_folder="templates", url_prefix="/teams/<int:team_id>/me"
    )
    people, leave = People(store, address), OwnLeave(store)
    for path, name, view, method in (
        ("/week", "week", people.week, "GET"),
        ("/leave", "leave", leave.leave, "GET"),
        ("/leave/<int:round_id>", "wish", leave.wish, "POST"),
        ("/leave/wishes/<int:wish_id>/withdraw", "withdraw", leave.withdraw, "POST"),
        ("/askings/<int:asking_id>", "answer", people.answer, "POST"),
        ("/calendar", "calendar", people.calendar, "GET"),
        ("/calendar", "make_link", people.make_link, "POST"),
        ("/calendar/revoke", "revoke_link", people.revoke_link, "POST"),
    ):
        pages.add_url_rule(path, name, view, methods=[method])
    return pages
