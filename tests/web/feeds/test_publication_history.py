"""What a new publication does to the events that calendars know already."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from scheduler.roster import Shift
from tiny_teams import BRUSSELS, shift
from web.calendars import ShiftEvent, event_uid
from web.feeds.history import Publication, events_by_person

NAMESPACE = UUID(int=1)
# Monday 30 November; published on the Monday two weeks before.
FIRST = date(2026, 11, 30)
PUBLISHED = datetime(2026, 11, 16, 9, tzinfo=UTC)
HOURS = timedelta(hours=1)


def at(day: int, start: str = "09:00", who: str = "ana", hours: int = 6) -> Shift:
    """A shift on the given day after the first Monday."""
    on = FIRST + timedelta(days=day)
    return shift(who, f"{on} {start}", [("admin", hours * 60)])


def published(version: int, *shifts: Shift, first: int = 0, days: int = 7) -> Publication:
    """Each version three hours after the one before."""
    start = FIRST + timedelta(days=first)
    moment = PUBLISHED + (version - 1) * 3 * HOURS
    return Publication(version, moment, start, start + timedelta(days=days - 1), shifts)


def events(*publications: Publication, person: str = "ana") -> list[ShiftEvent]:
    found = events_by_person(publications, zone=BRUSSELS, namespace=NAMESPACE)
    return sorted(found.get(person, []), key=lambda event: event.start)


def test_what_stays_as_it_was_is_the_very_same_event() -> None:
    first = published(1, at(0), at(2))
    assert events(first, published(2, at(0), at(2))) == events(first)


def test_a_moved_shift_keeps_its_id_and_has_the_next_number_and_the_new_moment() -> None:
    (before,) = events(published(1, at(0)))
    (after,) = events(published(1, at(0)), published(2, at(0, "11:00")))
    assert after.uid == before.uid
    assert (before.sequence, after.sequence) == (0, 1)
    assert (before.revised, after.revised) == (PUBLISHED, PUBLISHED + 3 * HOURS)
    assert after.start == before.start + 2 * HOURS


def test_moved_and_moved_back_is_two_changes() -> None:
    (event,) = events(published(1, at(0)), published(2, at(0, "11:00")), published(3, at(0)))
    assert (event.sequence, event.revised) == (2, PUBLISHED + 6 * HOURS)


def test_another_end_is_a_change_too() -> None:
    (event,) = events(published(1, at(0)), published(2, at(0, hours=5)))
    assert event.sequence == 1


def test_other_work_in_the_same_hours_is_none() -> None:
    other = shift("ana", f"{FIRST} 09:00", [("images", 60), ("break", 60), ("chat", 240)])
    assert events(published(1, at(0)), published(2, other)) == events(published(1, at(0)))


def test_an_added_shift_is_new_and_the_others_stay() -> None:
    before = events(published(1, at(0)))
    kept, added = events(published(1, at(0)), published(2, at(0), at(3)))
    assert [kept] == before
    assert (added.sequence, added.revised) == (0, PUBLISHED + 3 * HOURS)


def test_a_shift_taken_out_is_left_out() -> None:
    (left,) = events(published(1, at(0), at(3)), published(2, at(3)))
    assert left.start == at(3).start


def test_one_that_comes_back_is_the_same_with_a_higher_number() -> None:
    (before,) = events(published(1, at(0)))
    (after,) = events(published(1, at(0)), published(2), published(3, at(0)))
    assert (after.uid, after.sequence) == (before.uid, 1)


def test_a_shift_given_to_somebody_else_is_another_event() -> None:
    (hers,) = events(published(1, at(0)))
    both = published(1, at(0)), published(2, at(0, who="ben"))
    (his,) = events(*both, person="ben")
    assert events(*both) == []
    assert (his.start, his.end, his.sequence) == (hers.start, hers.end, 0)
    assert his.uid != hers.uid


def test_the_next_period_leaves_the_one_before_alone() -> None:
    early, late = events(published(1, at(0)), published(2, at(7), first=7))
    assert [early] == events(published(1, at(0)))
    assert late.sequence == 0


def test_a_roster_says_nothing_of_days_that_it_does_not_have() -> None:
    # Two weeks; on the first Wednesday a roster from the second Monday takes their place.
    whole = published(1, at(0), at(3), at(8), days=14)
    wednesday = datetime(2026, 12, 2, 12, tzinfo=UTC)
    monday = FIRST + timedelta(days=7)
    later = Publication(2, wednesday, monday, monday + timedelta(days=13), (at(8), at(15)))
    assert [event.start for event in events(whole, later)] == [
        at(0).start,
        at(3).start,
        at(8).start,
        at(15).start,
    ]


def test_on_its_own_days_a_later_roster_alone_says_what_is() -> None:
    friday = datetime(2026, 12, 4, 12, tzinfo=UTC)
    again = Publication(2, friday, FIRST, FIRST + timedelta(days=6), (at(5),))
    assert [event.start for event in events(published(1, at(0)), again)] == [at(5).start]


def test_shifts_outside_the_days_of_a_roster_are_not_its_to_say() -> None:
    assert events(published(1, at(-1), at(0), at(7))) == events(published(1, at(0)))


def test_two_shifts_on_a_day_are_two_events() -> None:
    early, late = events(published(1, at(0, "01:00", hours=4), at(0, "18:00", hours=4)))
    assert (early.uid, late.uid) == (
        event_uid(NAMESPACE, "ana", FIRST),
        event_uid(NAMESPACE, "ana", FIRST, 1),
    )


def test_another_team_has_other_ids() -> None:
    here = published(1, at(0))
    other = events_by_person([here], zone=BRUSSELS, namespace=UUID(int=2))["ana"][0]
    assert other.uid != events(here)[0].uid


def test_what_is_older_is_left_out_by_whole_days() -> None:
    known = [published(1, at(0), at(1))]
    since = FIRST + timedelta(days=1)
    found = events_by_person(known, zone=BRUSSELS, namespace=NAMESPACE, since=since)["ana"]
    assert [event.start for event in found] == [at(1).start]


def test_publications_may_come_in_any_order() -> None:
    history = [published(1, at(0)), published(2, at(0, "11:00")), published(3, at(2))]
    assert events(*history) == events(*reversed(history))


def test_a_clock_set_back_between_publications_takes_no_moment_back() -> None:
    later = Publication(2, PUBLISHED - HOURS, FIRST, FIRST + timedelta(days=6), (at(0, "11:00"),))
    (event,) = events(published(1, at(0)), later)
    assert (event.sequence, event.revised) == (1, PUBLISHED)


ROSTERS = st.lists(
    st.dictionaries(st.integers(0, 3), st.sampled_from(["08:00", "09:00"]), max_size=4),
    min_size=1,
    max_size=5,
)


@given(ROSTERS)
def test_whatever_is_published_numbers_only_grow_and_tell_every_change(
    rosters: list[dict[int, str]],
) -> None:
    known: dict[UUID, ShiftEvent] = {}
    history: list[Publication] = []
    for version, roster in enumerate(rosters, start=1):
        shifts = [at(day, start) for day, start in roster.items()]
        history.append(published(version, *shifts))
        now = events(*history)
        assert [event.start for event in now] == sorted(one.start for one in shifts)
        for event in now:
            before = known.get(event.uid)
            if before is not None and event != before:
                assert event.sequence > before.sequence
                assert event.revised > before.revised
            known[event.uid] = event
