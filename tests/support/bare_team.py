"""The smallest team file, for tests of records that do not look into it."""

import json
from typing import Any


def bare_team(**more: Any) -> str:  # noqa: ANN401  (any section of a team file)
    """Its text: one kind of work, one shift shape, nobody; with the sections that are given."""
    content = {
        "name": "Assessment",
        "timezone": "Europe/Brussels",
        "activities": [{"id": "admin", "name": "Admin"}],
        "shapes": [{"start": "09:00", "minutes": 360}],
    }
    return json.dumps(content | more)
