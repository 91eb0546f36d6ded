"""A small team on disk, and the command, run in this process."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from web.cli import breather

MONDAY = "2026-03-09"
MONDAYS = ["mon"]


@pytest.fixture
def team() -> dict[str, Any]:
    """Two people, four hours of images on a Monday, and no history."""
    people = [
        {
            "id": name.lower(),
            "name": name,
            "contract": {"weekly_minutes": 480},
            "authorised": [{"activity": "images", "from": "2020-01-01"}],
            "supports": {"from": "2020-01-01"},
        }
        for name in ("Ana", "Ben")
    ]
    return {
        "name": "Small",
        "timezone": "Europe/Brussels",
        "activities": [
            {"id": "images", "name": "Images", "exposes": "material", "severity": 1},
            {"id": "admin", "name": "Administration"},
        ],
        "rooms": [{"id": "room", "name": "Room", "seats": 2}],
        "shapes": [{"start": "09:00", "minutes": 240, "weekdays": MONDAYS}],
        "people": people,
        "coverage": [
            {
                "activity": "images",
                "weekdays": MONDAYS,
                "from": "09:00",
                "to": "12:00",
                "minimum": 1,
                "target": 1,
            }
        ],
        "workload": [{"activity": "admin", "day": MONDAYS, "minutes": 240}],
    }


@pytest.fixture
def roster() -> dict[str, Any]:
    """A roster of that team: one stint each, the other on site."""
    at = "2026-03-09T{}+01:00".format
    shifts = []
    for person, stint in (("ana", ("09:00", "09:45")), ("ben", ("10:00", "10:45"))):
        blocks = [
            {"activity": "admin", "start": at("09:00"), "end": at(stint[0])},
            {"activity": "images", "room": "room", "start": at(stint[0]), "end": at(stint[1])},
            {"activity": "admin", "start": at(stint[1]), "end": at("13:00")},
        ]
        shifts.append(
            {
                "person": person,
                "start": at("09:00"),
                "end": at("13:00"),
                "blocks": [block for block in blocks if block["start"] != block["end"]],
            }
        )
    return {"team": "Small", "from": MONDAY, "to": "2026-03-15", "shifts": shifts}


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str, object], str]:
    """Writes a file's content; gives its path."""

    def save(name: str, content: object) -> str:
        path = tmp_path / name
        path.write_text(json.dumps(content), "utf-8")
        return str(path)

    return save


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs the command with these arguments."""
    return lambda *arguments: CliRunner().invoke(breather, arguments, catch_exceptions=False)
