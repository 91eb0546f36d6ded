"""A key that ended opens nothing from the next request on, and keys cannot be tried out."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from asking import get
from small_office import NOON, Office
from web.accounts.accounts import deactivate
from web.feeds.strangers import MOST
from web.storage.feeds import revoke_feed
from web.storage.tables import Account


def dead(client: FlaskClient, key: str, tag: str) -> tuple[int, bytes, dict[str, str]]:
    answer = get(client, key, If_None_Match=tag)
    return answer.status_code, answer.data, dict(answer.headers)


@pytest.mark.parametrize("how", ["revoked", "renewed", "closed"])
def test_a_key_that_was_one_is_answered_at_once_as_if_it_never_was(
    client: FlaskClient, served_office: Office, key: str, how: str
) -> None:
    tag = get(client, key).headers["ETag"]
    assert get(client, key, If_None_Match=tag).status_code == 304
    office = served_office
    if how == "renewed":
        office.key()
    else:
        with office.store.write() as session:
            if how == "revoked":
                revoke_feed(session, office.team_id, "ana", at=NOON)
            else:
                ana = session.scalars(select(Account.id).where(Account.username == "ana")).one()
                deactivate(session, ana, at=NOON)
    assert dead(client, key, tag) == dead(client, "never-was-one", tag)
    assert dead(client, key, tag)[0] == 404


def test_strangers_are_slowed_down_and_those_with_a_key_never(
    client: FlaskClient, key: str
) -> None:
    codes = [get(client, f"guess-{number}").status_code for number in range(MOST + 2)]
    assert codes == [404] * MOST + [429] * 2
    assert int(get(client, "guess").headers["Retry-After"]) > 3000
    assert [get(client, key).status_code for _ in range(MOST + 2)] == [200] * (MOST + 2)
