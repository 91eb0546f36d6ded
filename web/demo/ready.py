"""The accounts of the demo: who may be tried, and the password that anyone may read."""

from dataclasses import dataclass

from web.storage.tables import PERSON_ROLES, Role

PASSWORD = "breather-demo"  # noqa: S105 - demo accounts work in the demo alone


@dataclass(frozen=True)
class Ready:
    """One account. role: None of the administrator, who is in no team."""

    username: str
    role: Role | None

    @property
    def person(self) -> str | None:
        """The person of the example team that it is."""
        return self.username if self.role in PERSON_ROLES else None


MANAGER, ANALYST = Ready("manager", "manager"), Ready("noor", "analyst")
READY = (
    MANAGER,
    Ready("deputy", "deputy"),
    ANALYST,
    Ready("jonas", "volunteer"),
    Ready("representative", "representative"),
    Ready("administrator", None),
)
