"""Made-up lines of people and of coverage, with the team's own work: sheets to begin from."""

from typing import Any

Content = dict[str, Any]


def sample(what: str, content: Content) -> list[Content]:
    """The parts of a sample. content: the team's file."""
    works = [work["id"] for work in content["activities"]]
    exposing = [work["id"] for work in content["activities"] if work.get("exposes")]
    return _people(exposing) if what == "people" else _coverage(works)


def _people(exposing: list[str]) -> list[Content]:
    return [
        {
            "id": "",
            "name": "Alex Example",
            "contract": {"weekly_minutes": 2280},
            "authorised": [{"activity": work, "from": "2026-01-01"} for work in exposing[:2]],
            "skills": [{"skill": "french", "from": "2026-01-01"}],
            "supports": {"from": "2026-01-01"},
            "leave": [{"from": "2026-07-01", "to": "2026-07-14"}],
        },
        {
            "id": "",
            "name": "Kim Example",
            "volunteer": True,
            "authorised": [
                {"activity": work, "from": "2026-01-01", "to": "2026-12-31"}
                for work in exposing[-1:]
            ],
            "available": [{"weekdays": ["sat", "sun"], "from": "10:00", "to": "22:00"}],
        },
    ]


def _coverage(works: list[str]) -> list[Content]:
    week = ["mon", "tue", "wed", "thu", "fri"]
    return [
        {
            "activity": works[0],
            "weekdays": week,
            "from": "09:00",
            "to": "12:00",
            "minimum": 1,
            "target": 2,
        },
        {"activity": works[0], "weekdays": ["sat"], "from": "10:00", "to": "14:00", "target": 1},
    ]
