"""What each role may do, and that nobody decides about themselves."""

from pathlib import Path

import pytest

from web.accounts.guards import requires
from web.accounts.permissions import MAY, NEVER_FOR_ONESELF, Deed, may
from web.accounts.signed_in import SignedIn, TeamRole
from web.storage.tables import Role

MANUAL = Path(__file__).parents[3] / "docs" / "reference" / "who-may-do-what.md"
TEAM, OTHER = 1, 2


def user(*roles: TeamRole, administrator: bool = False) -> SignedIn:
    return SignedIn(7, "Mia", 1, roles, administrator)


def one(role: Role, person: str | None = None) -> TeamRole:
    return TeamRole(TEAM, role, person)


ANA = one("analyst", "ana")


def test_each_deed_is_somebodys_and_each_role_does_something() -> None:
    assert frozenset().union(*MAY.values()) == set(Deed)
    assert all(MAY.values())


def test_a_deputy_does_all_that_a_manager_does_but_say_who_belongs_to_the_team() -> None:
    assert MAY["manager"] - MAY["deputy"] == {Deed.LET_IN}
    assert MAY["deputy"] < MAY["manager"]


def test_a_representative_reads_and_changes_nothing() -> None:
    assert MAY["representative"] == {Deed.SEE_TEAM_FIGURES}


def test_whoever_is_in_a_roster_has_the_own_pages_alone() -> None:
    assert MAY["analyst"] == MAY["volunteer"]
    assert Deed.SEE_OWN_ROSTER in MAY["analyst"]
    assert MAY["analyst"].isdisjoint(MAY["manager"] | MAY["representative"])


def test_an_administrator_may_nothing_in_any_team() -> None:
    ada = user(administrator=True)
    assert not any(may(ada, deed, TEAM, about=["ben"]) for deed in Deed)


def test_a_role_counts_in_its_team_alone() -> None:
    mia = user(one("manager"), TeamRole(OTHER, "analyst", "mia"))
    assert may(mia, Deed.PUBLISH, TEAM)
    assert not may(mia, Deed.PUBLISH, OTHER)
    assert may(mia, Deed.SEE_OWN_ROSTER, OTHER)
    assert not may(mia, Deed.SEE_OWN_ROSTER, TEAM)


@pytest.mark.parametrize("deed", sorted(NEVER_FOR_ONESELF))
@pytest.mark.parametrize("role", ["manager", "deputy"])
def test_nobody_decides_about_themselves(deed: Deed, role: Role) -> None:
    ana = user(one(role), ANA)
    assert may(ana, deed, TEAM, about=["ben"])
    assert not may(ana, deed, TEAM, about=["ana"])
    # A swap has two sides, and being one of them is enough.
    assert not may(ana, deed, TEAM, about=["ben", "ana"])


@pytest.mark.parametrize("deed", sorted(NEVER_FOR_ONESELF))
def test_whoever_forgets_to_say_whom_it_is_about_learns_it_at_once(deed: Deed) -> None:
    empty: list[str] = []
    for nobody in (None, empty):
        with pytest.raises(ValueError, match="whom is it about"):
            may(user(one("manager")), deed, TEAM, about=nobody)
    with pytest.raises(ValueError, match="whom is it about"):
        requires(deed)


def test_swaps_and_corrections_of_minutes_are_such_deeds() -> None:
    assert {Deed.DECIDE_SWAP, Deed.DECIDE_CORRECTION} <= NEVER_FOR_ONESELF


def test_what_is_about_nobody_needs_no_person() -> None:
    assert may(user(one("manager"), ANA), Deed.PUBLISH, TEAM)


def test_the_table_of_the_manual_is_the_table_that_pages_ask() -> None:
    lines = MANUAL.read_text("utf-8").splitlines()
    head, _, *rows = (
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if line.startswith("|")
    )
    assert head == ["deed", *MAY]
    said = {row[0]: dict(zip(MAY, row[1:], strict=True)) for row in rows}
    assert said == {
        deed: {role: _said(deed) if deed in MAY[role] else "–" for role in MAY} for deed in Deed
    }


def _said(deed: Deed) -> str:
    return "not for oneself" if deed in NEVER_FOR_ONESELF else "yes"
