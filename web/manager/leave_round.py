"""A leave round as its page shows it: each wish with what it would do and what is proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from scheduler.team import Team
from web.manager.leave_effect import OpenMore, off_by_day, off_in_words
from web.manager.leave_order import Wished, in_order, with_room
from web.plan import Plan
from web.storage.leave_rounds import granted_before, wishes
from web.storage.tables import LeaveRound, LeaveWish, WishState


@dataclass(frozen=True)
class WishSeen:
    """A wish with its person's name. proposed: whether it has room by the rule of the order.

    effects: what granting it would do, in sentences; none once it has an answer.
    """

    id: int
    person: str
    name: str
    first: date
    last: date
    state: WishState
    proposed: bool
    effects: tuple[str, ...]


@dataclass(frozen=True)
class RoundSeen:
    """A round. over: whether wishes are no longer taken."""

    row: LeaveRound
    over: bool
    wishes: tuple[WishSeen, ...]

    @property
    def may_answer(self) -> bool:
        """Whether wishes can be answered: they are all in, and the round is not closed."""
        return self.over and self.row.closed_at is None

    @property
    def left(self) -> int:
        """Wishes without an answer."""
        return sum(wish.state == "asked" for wish in self.wishes)


def seen_round(
    session: Session, row: LeaveRound, team: Team, plans: Sequence[Plan], today: date
) -> RoundSeen:
    """A round on the team's local day. Wishes come by their days, and then by first name.

    plans: the rosters there are of its days. Wishes of who has left the team are left out. Of a
    closed round nobody's wishes are shown any more: what was granted stands in the team.
    """
    if row.closed_at is not None:
        return RoundSeen(row, over=True, wishes=())
    names = {person.id: person.name for person in team.people}
    stored = [wish for wish in wishes(session, row.id) if wish.person_id in names]
    off = off_by_day(team, row.first, row.last)
    asked = [_wished(wish) for wish in stored if wish.state == "asked"]
    # Of a person's wishes the first is the first put, whichever of them has an answer already.
    everybody = in_order(
        [_wished(wish) for wish in stored],
        granted_before(session, row),
        lot=f"{row.id} {row.opened_at.isoformat()}",
    )
    room = with_room([wish for wish in everybody if wish in asked], off, row.most_off)

    more = OpenMore(plans)

    def seen(wish: LeaveWish) -> WishSeen:
        effects: tuple[str, ...] = ()
        if wish.state == "asked":
            wished = _wished(wish)
            effects = (off_in_words(wished, off, row.most_off), *more.in_words(wished))
        return WishSeen(
            wish.id,
            wish.person_id,
            names[wish.person_id],
            wish.first,
            wish.last,
            wish.state,
            wish.id in room,
            effects,
        )

    in_turn = sorted(stored, key=lambda w: (w.first, names[w.person_id].casefold(), w.id))
    return RoundSeen(row, over=row.until < today, wishes=tuple(seen(wish) for wish in in_turn))


def _wished(wish: LeaveWish) -> Wished:
    return Wished(wish.id, wish.person_id, wish.first, wish.last)
