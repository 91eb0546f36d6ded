"""A team of two with a store: it drafts, publishes, and gives keys to calendar feeds."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from scheduler.roster import Roster, Shift
from scheduler.team import Contract, Team
from tiny_teams import ADMIN, person, shape, shift
from web.accounts.accounts import add_membership, create_account
from web.feeds.bodies import feeds_with
from web.storage.feeds import new_feed
from web.storage.rosters import Draft, Seen, publish, store_draft
from web.storage.store import Store
from web.storage.teams import create_team

PASSWORD = "a long password"
FOUNDED = datetime(2026, 11, 2, 9, tzinfo=UTC)
# Two weeks before the first Monday of its rosters.
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
FIRST = date(2026, 11, 30)


def work(day: int, start: str = "09:00", who: str = "ana") -> Shift:
    """Six hours on the given day after Monday 30 November, which break no rule."""
    on = FIRST + timedelta(days=day)
    return shift(who, f"{on} {start}", [("admin", 180), ("meal", 30), ("admin", 150)])


def team() -> Team:
    """Ana and Ben, who do administration, and nothing that is demanded."""
    contract = Contract(weekly_minutes=2280)
    return Team(
        name="Assessment",
        timezone="Europe/Brussels",
        activities=(ADMIN,),
        shapes=(shape("09:00", 360), shape("10:00", 360)),
        people=tuple(person(n, authorised=(), contract=contract) for n in ("Ana", "Ben")),
    )


@dataclass(frozen=True)
class Office:
    """The team in a store."""

    store: Store
    team_id: int

    @classmethod
    def found(cls, store: Store) -> "Office":
        """With accounts for its manager mia and for both persons, all with one password."""
        document = team().model_dump_json(by_alias=True)
        with store.write() as session:
            made = create_team(
                session,
                name="Assessment",
                zone="Europe/Brussels",
                document=document,
                at=FOUNDED,
            )
            for name, person_id in (("mia", None), ("ana", "ana"), ("ben", "ben")):
                account = create_account(
                    session, name=name, username=name, password=PASSWORD, at=FOUNDED
                )
                add_membership(
                    session,
                    account.id,
                    made.id,
                    "analyst" if person_id else "manager",
                    at=FOUNDED,
                    person_id=person_id,
                )
        return cls(store, made.id)

    def draft(self, *shifts: Shift, first: int = 0, days: int = 7) -> int:
        """Store a draft from the given day after 30 November."""
        start = FIRST + timedelta(days=first)
        last = start + timedelta(days=days - 1)
        roster = Roster(team="Assessment", first=start, last=last, shifts=shifts)
        document = roster.model_dump_json(by_alias=True)
        draft = Draft(self.team_id, start, last, document, figures={})
        with self.store.write() as session:
            return store_draft(session, draft, at=FOUNDED).id

    def publish(self, roster_id: int, *, at: datetime) -> None:
        """Put a draft into force with the feeds that follow."""
        with self.store.read() as session:
            ready = feeds_with(session, roster_id, at=at)
        with self.store.write() as session:
            publish(
                session,
                roster_id,
                by=None,
                feed_bodies=ready.bodies,
                at=at,
                seen=Seen(version=ready.seen_version),
            )

    def key(self, person_id: str = "ana") -> str:
        """A new key to somebody's feed."""
        with self.store.write() as session:
            return new_feed(session, self.team_id, person_id, at=FOUNDED)
