"""Sessions end: by themselves, at once everywhere, and with another password."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from image_site import PASSWORD, Site, token
from web.accounts.sessions import CAME, OWN_DEVICE, SEEN, USUAL

MINUTE = timedelta(minutes=1)
ANOTHER = "four other words here"
HOME = {"marijke": "/teams/1/", "anouk": "/teams/1/me/week"}


def kept(site: Site, username: str) -> FlaskClient:
    """Somebody who asked to stay signed in."""
    client = site.app.test_client()
    client.post(
        "/sign-in",
        data={
            "username": username,
            "password": PASSWORD,
            "keep": "y",
            "csrf_token": token(client),
        },
    )
    return client


def earlier(client: FlaskClient, *, came: timedelta, seen: timedelta) -> None:
    """Make a session so long ago begun, and so long ago used last."""
    now = datetime.now(UTC)
    with client.session_transaction() as cookie:
        cookie[CAME] = int((now - came).timestamp())
        cookie[SEEN] = int((now - seen).timestamp())


def opens(client: FlaskClient, username: str, **headers: str) -> bool:
    return client.get(HOME[username], headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("username", "keep", "limits"),
    [
        ("anouk", False, USUAL),
        ("anouk", True, OWN_DEVICE),
        ("marijke", False, USUAL),
        # Whoever sees the roster of others has the usual limits on every device.
        ("marijke", True, USUAL),
    ],
)
def test_a_session_ends_when_nobody_uses_it_and_at_the_latest_after_its_time(
    site: Site, username: str, keep: bool, limits: object
) -> None:
    assert limits in (USUAL, OWN_DEVICE)
    chosen = USUAL if limits is USUAL else OWN_DEVICE
    client = kept(site, username) if keep else site.client(username)
    for came, seen, still in (
        (chosen.idle, chosen.idle - MINUTE, True),
        (chosen.idle, chosen.idle, False),
        (chosen.whole - MINUTE, MINUTE, True),
        (chosen.whole, MINUTE, False),
    ):
        earlier(client, came=came, seen=seen)
        assert opens(client, username) is still


def test_the_limits_are_those_that_the_manual_says() -> None:
    assert (USUAL.idle, USUAL.whole) == (timedelta(hours=12), timedelta(days=7))
    assert (OWN_DEVICE.idle, OWN_DEVICE.whole) == (timedelta(days=14), timedelta(days=30))


def test_whoever_is_at_work_goes_on_and_a_page_that_asks_by_itself_does_not(site: Site) -> None:
    client = site.client("marijke")
    earlier(client, came=timedelta(hours=20), seen=timedelta(hours=11))
    assert opens(client, "marijke", **{"HX-Request": "true"})
    with client.session_transaction() as cookie:
        assert cookie[SEEN] < (datetime.now(UTC) - timedelta(hours=10)).timestamp()
    assert opens(client, "marijke")
    with client.session_transaction() as cookie:
        assert cookie[SEEN] > (datetime.now(UTC) - timedelta(hours=1)).timestamp()


def test_a_session_without_its_times_has_ended(site: Site) -> None:
    client = site.client("marijke")
    with client.session_transaction() as cookie:
        del cookie[CAME], cookie[SEEN]
    assert not opens(client, "marijke")


def test_the_cookie_outlives_the_browser_only_where_that_was_asked_for(site: Site) -> None:
    usual, own = (
        site.client("anouk").get_cookie("session"),
        kept(site, "anouk").get_cookie("session"),
    )
    assert usual is not None
    assert usual.expires is None
    assert own is not None
    assert own.expires is not None


def test_an_answer_that_comes_late_brings_no_session_back(site: Site) -> None:
    """A page that changes nothing of the session does not send its cookie again."""
    client = kept(site, "anouk")
    # The first page with a form gives the session its token.
    assert opens(client, "anouk")
    assert "Set-Cookie" not in client.get(HOME["anouk"]).headers


def test_signing_out_everywhere_ends_every_session(site: Site) -> None:
    here, there = site.client("anouk"), site.client("anouk")
    answer = here.post("/account/sign-out-everywhere", data={"csrf_token": token(here, "/account")})
    assert answer.status_code == 303
    assert not opens(here, "anouk")
    assert not opens(there, "anouk")


def change(client: FlaskClient, **asked: str) -> tuple[int, str]:
    data = {"present": PASSWORD, "password": ANOTHER, "again": ANOTHER} | asked
    data["csrf_token"] = token(client, "/account")
    answer = client.post("/account/password", data=data)
    return answer.status_code, answer.get_data(as_text=True)


def test_another_password_ends_every_session_but_this(site: Site) -> None:
    here, there = site.client("anouk"), site.client("anouk")
    assert change(here)[0] == 303
    assert "The password is changed." in here.get("/account?changed=1").get_data(as_text=True)
    assert opens(here, "anouk")
    assert not opens(there, "anouk")
    with pytest.raises(AssertionError):
        site.client("anouk")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"present": "something else"}, "The present password is not right."),
        ({"again": "four words in other"}, "The two are not the same."),
        ({"password": "short", "again": "short"}, "at least 12 characters"),
        ({"present": ""}, "at least 12 characters"),
    ],
)
def test_a_password_that_cannot_be_taken_is_said_and_nothing_is_changed(
    site: Site, asked: dict[str, str], said: str
) -> None:
    client = site.client("anouk")
    status, text = change(client, **asked)
    assert status == 422
    assert said in text
    assert site.client("anouk") is not None


def test_guessing_the_present_password_is_counted_as_signing_in_is(site: Site) -> None:
    """A screen that was left open is no way round the count."""
    client = site.client("anouk")
    answers = [change(client, present=f"a guess, number {number}")[0] for number in range(12)]
    assert answers == [422] * 10 + [429] * 2


def test_the_own_page_says_what_one_is(site: Site) -> None:
    text = site.client("otto").get("/account").get_data(as_text=True)
    for role in ("manager", "deputy", "analyst", "representative"):
        assert f"{role}, Other team" in text
    assert "12 hours" in text
