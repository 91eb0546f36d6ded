"""What a form's choices may be, from the team itself."""

from web.team_pages.fields import Choice, PartForm
from web.team_pages.filling import leaves
from web.team_pages.parts import Content


def offer(form: PartForm, content: Content) -> None:
    """Fill the choices of every field that chooses among what the team has."""
    works = content.get("activities", [])
    of = {
        "activities": [(work["id"], work["name"]) for work in works],
        "exposing": [(work["id"], work["name"]) for work in works if work.get("exposes")],
    }
    for field, _ in leaves(form):
        if isinstance(field, Choice) and field.of:
            field.choices = [("", "–"), *of[field.of]]


def skills_of(content: Content) -> list[str]:
    """Every skill that somebody has or a kind of work asks for, to be offered while typing."""
    named = {skill for work in content.get("activities", []) for skill in work.get("skills") or ()}
    for person in content.get("people", []):
        named |= {skill["skill"] for skill in person.get("skills") or ()}
    return sorted(named, key=str.casefold)
