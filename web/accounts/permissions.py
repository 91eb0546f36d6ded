"""Who may do what: the one table, and the question every view asks of it."""

from enum import StrEnum

from web.accounts.signed_in import SignedIn
from web.storage.tables import Role


class Deed(StrEnum):
    """What can be done in a team."""

    SEE_TEAM_ROSTER = "see the roster of the whole team"
    SEE_OWN_ROSTER = "see one's own shifts"
    MAKE_OWN_FEED = "make a key to one's own calendar feed"
    GENERATE = "start and stop the generation of a roster"
    PUBLISH = "publish a roster"
    EDIT_TEAM = "change the team file"


MAY: dict[Role, frozenset[Deed]] = {
    "manager": frozenset(
        {Deed.SEE_TEAM_ROSTER, Deed.GENERATE, Deed.PUBLISH, Deed.EDIT_TEAM},
    ),
    "analyst": frozenset({Deed.SEE_OWN_ROSTER, Deed.MAKE_OWN_FEED}),
}


def may(user: SignedIn, deed: Deed, team_id: int) -> bool:
    """Whether one of the user's roles in the team allows the deed."""
    return any(deed in MAY[role.role] for role in user.roles if role.team_id == team_id)
