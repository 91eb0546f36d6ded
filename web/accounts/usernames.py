"""One spelling for each username."""

import unicodedata


def spell(username: str) -> str:
    """The spelling that is stored and compared: no spaces around, no difference of case."""
    return unicodedata.normalize("NFKC", username).strip().casefold()
