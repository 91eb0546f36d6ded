"""One rule's settings as a part of the team's file."""

from dataclasses import dataclass

from web.team_pages.parts import Content


@dataclass(frozen=True)
class RulePart:
    """The settings of a rule; a rule of which the file says nothing has none."""

    name: str

    def of(self, content: Content) -> Content | None:
        """The settings that the file has of it."""
        found = content.get("rules", {}).get(self.name, {})
        return found if isinstance(found, dict) else {}

    def put(self, content: Content, new: Content) -> str:
        """Write them; without any the rule is as recommended and not named at all."""
        rules = {name: one for name, one in content.get("rules", {}).items() if name != self.name}
        content["rules"] = rules | {self.name: new} if new else rules
        return f"rules.{self.name}"
