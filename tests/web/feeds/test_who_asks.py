"""A word for each family of clients, and a count for each address that has no key."""

from datetime import UTC, datetime, timedelta

import pytest

from web.feeds.clients import family_of
from web.feeds.strangers import MOST, MOST_ADDRESSES, WINDOW, Strangers

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "family"),
    [
        ("Google-Calendar-Importer", "Google"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.7",
            "Thunderbird",
        ),
        ("iOS/18.1 (22B83) dataaccessd/1.0", "Apple"),
        ("macOS/15.1 (24B83) CalendarAgent/1187", "Apple"),
        ("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0)", "Outlook"),
        ("Nextcloud Server Calendar Subscription", "Nextcloud"),
        ("vdirsyncer/0.21.0", "vdirsyncer"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1", "a browser"),
        ("", "another program"),
        ("Ana's own script, ana@example.org", "another program"),
    ],
)
def test_a_client_is_of_a_family(said: str, family: str) -> None:
    assert family_of(said) == family


def waits(strangers: Strangers, address: str, times: int, at: datetime = NOON) -> list[int]:
    return [strangers.seconds_to_wait(address, at=at) for _ in range(times)]


def test_an_address_waits_after_so_many_and_another_does_not() -> None:
    strangers = Strangers()
    assert waits(strangers, "192.0.2.1", MOST + 1) == [0] * MOST + [3600]
    assert waits(strangers, "192.0.2.2", 1) == [0]


def test_the_wait_gets_shorter_and_ends() -> None:
    strangers = Strangers()
    waits(strangers, "192.0.2.1", MOST)
    assert waits(strangers, "192.0.2.1", 1, NOON + timedelta(minutes=50)) == [600]
    assert waits(strangers, "192.0.2.1", 1, NOON + WINDOW) == [0]


def test_one_customer_has_many_addresses_of_the_new_kind() -> None:
    strangers = Strangers()
    for number in range(MOST):
        waits(strangers, f"2001:db8::{number:x}", 1)
    assert waits(strangers, "2001:db8::ffff", 1) == [3600]
    assert waits(strangers, "2001:db8:0:1::1", 1) == [0]


def test_counting_needs_no_more_than_so_much_memory() -> None:
    strangers = Strangers()
    for number in range(MOST_ADDRESSES + 10):
        waits(strangers, f"address {number}", 1)
    assert len(strangers._counts) <= MOST_ADDRESSES
