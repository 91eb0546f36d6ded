"""JSON Schemas of the files, with the settings of every rule."""

from typing import Any

from pydantic import BaseModel, ConfigDict, create_model

from constraints import CATALOGUE
from scheduler.roster import Roster
from scheduler.team import Team

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def team_schema() -> dict[str, Any]:
    """The JSON Schema of a team file. What it cannot say, the reading of a file checks."""
    fields: dict[str, Any] = {kind.name: (kind, kind()) for kind in CATALOGUE}
    closed = ConfigDict(extra="forbid")
    rules: type[BaseModel] = create_model("RuleSettings", __config__=closed, **fields)
    whole = create_model("TeamFile", __base__=Team, rules=(rules, rules()))
    return {"$schema": _DIALECT, **whole.model_json_schema(), "title": "Team"}


def roster_schema() -> dict[str, Any]:
    """The JSON Schema of a roster file."""
    return {"$schema": _DIALECT, **Roster.model_json_schema()}
