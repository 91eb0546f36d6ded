"""Which family of calendar programs asks."""

# In this order: Thunderbird calls itself Mozilla too.
FAMILIES = (
    ("google", "Google"),
    ("thunderbird", "Thunderbird"),
    ("outlook", "Outlook"),
    ("microsoft", "Outlook"),
    ("nextcloud", "Nextcloud"),
    ("icsx5", "ICSx5"),
    ("davx5", "DAVx5"),
    ("dataaccessd", "Apple"),
    ("calendaragent", "Apple"),
    ("ios/", "Apple"),
    ("macos/", "Apple"),
    ("mac os x/", "Apple"),
    ("evolution", "Evolution"),
    ("vdirsyncer", "vdirsyncer"),
    ("mozilla", "a browser"),
)
OTHER = "another program"


def family_of(user_agent: str) -> str:
    """A word for what a client says of itself. The rest of it is kept nowhere."""
    said = user_agent.casefold()
    return next((family for sign, family in FAMILIES if sign in said), OTHER)
