"""Who may do what: the one table, and the question every view asks of it."""

from collections.abc import Collection
from enum import StrEnum

from web.accounts.signed_in import SignedIn
from web.storage.tables import Role


class Deed(StrEnum):
    """What can be done in a team."""

    SEE_TEAM_ROSTER = "see the roster of the whole team"
    SEE_OWN_ROSTER = "see one's own shifts"
    MAKE_OWN_FEED = "make a key to one's own calendar feed"
    ANSWER = "say yes or no to a change of one's own shift"
    GENERATE = "start and stop the generation of a roster"
    EDIT_ROSTER = "change a draft, shift by shift"
    PUBLISH = "publish a roster"
    EDIT_TEAM = "change the team file"
    SEE_TEAM_FIGURES = "read the rules with their history, and figures of the team"
    SEE_AUDIT = "read what was done in the team, by numbers of accounts"
    LET_IN = "let people of the team in, name deputies, and take that back"
    DECIDE_SWAP = "say yes or no to a swap"
    WISH_LEAVE = "wish for days of leave in a round"
    ARRANGE_LEAVE = "open and close rounds of leave"
    DECIDE_LEAVE = "grant a wish for leave, or not"
    DECIDE_CORRECTION = "say yes or no to a correction of minutes"


# What nobody does for themselves, whatever else they are: see `may`.
NEVER_FOR_ONESELF = frozenset({Deed.DECIDE_SWAP, Deed.DECIDE_LEAVE, Deed.DECIDE_CORRECTION})

_MANAGING = frozenset(
    {
        Deed.SEE_TEAM_ROSTER,
        Deed.GENERATE,
        Deed.EDIT_ROSTER,
        Deed.PUBLISH,
        Deed.EDIT_TEAM,
        Deed.SEE_TEAM_FIGURES,
        Deed.SEE_AUDIT,
        Deed.DECIDE_SWAP,
        Deed.ARRANGE_LEAVE,
        Deed.DECIDE_LEAVE,
        Deed.DECIDE_CORRECTION,
    }
)
_OWN = frozenset({Deed.SEE_OWN_ROSTER, Deed.MAKE_OWN_FEED, Deed.ANSWER, Deed.WISH_LEAVE})

MAY: dict[Role, frozenset[Deed]] = {
    "manager": _MANAGING | {Deed.LET_IN},
    # Stands in with all of the daily work. Who belongs to the team and who stands in for whom is
    # not decided by whoever stands in.
    "deputy": _MANAGING,
    "analyst": _OWN,
    "volunteer": _OWN,
    # Not for those who are in the figures: whoever knows a part of a sum learns the rest.
    "representative": frozenset({Deed.SEE_TEAM_FIGURES}),
}


def allows(user: SignedIn, deed: Deed, team_id: int) -> bool:
    """Whether one of the user's roles in the team allows the deed, whomever it is about."""
    return any(deed in MAY[role.role] for role in user.roles if role.team_id == team_id)


def may(user: SignedIn, deed: Deed, team_id: int, *, about: Collection[str] | None = None) -> bool:
    """Whether the user may do the deed in the team.

    about: the people of the team's file whom it is about, such as both sides of a swap. Deeds of
    `NEVER_FOR_ONESELF` need it, and are refused where the user is one of them.

    Raises:
        ValueError: such a deed, and nobody said whom it is about.
    """
    if deed in NEVER_FOR_ONESELF:
        if not about:
            raise ValueError(f"whom is it about to {deed}?")
        if user.person_in(team_id) in about:
            return False
    return allows(user, deed, team_id)
