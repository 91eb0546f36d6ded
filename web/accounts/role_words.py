"""What roles are called on pages."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext

from web.accounts.signed_in import SignedIn
from web.storage.tables import Role

# Lazy: in the language of whoever reads them. None is who is in no team by it.
ROLE_WORDS: dict[Role | None, Any] = {
    "manager": lazy_gettext("manager"),
    "deputy": lazy_gettext("deputy"),
    "analyst": lazy_gettext("analyst"),
    "volunteer": lazy_gettext("volunteer"),
    "representative": lazy_gettext("representative"),
    None: lazy_gettext("administrator"),
}


def role_in(user: SignedIn, team_id: int) -> str:
    """What somebody is in a team, as `manager, analyst`."""
    roles = (str(ROLE_WORDS[role.role]) for role in user.roles if role.team_id == team_id)
    return ", ".join(roles)


def roles_in_words(user: SignedIn, teams: Mapping[int, str]) -> list[str]:
    """All that somebody is, as `manager, Image team`. teams: names by number."""
    found = [
        gettext("%(role)s, %(team)s", role=ROLE_WORDS[role.role], team=teams[role.team_id])
        for role in user.roles
    ]
    return [str(ROLE_WORDS[None]), *found] if user.administrator else found
