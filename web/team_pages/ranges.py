"""What a field may be, said from the model that refuses the rest: the two cannot differ."""

from collections.abc import Callable
from typing import Any

from flask_babel import LazyString, gettext
from pydantic import BaseModel


def bounds(model: type[BaseModel], name: str) -> tuple[int, int]:
    """Least and most of a whole number that the model has bounds for."""
    told: dict[str, Any] = {}
    for rule in model.model_fields[name].metadata:
        for bound in ("ge", "le"):
            if hasattr(rule, bound):
                told[bound] = getattr(rule, bound)
    return told["ge"], told["le"]


def clocked(minutes: int) -> str:
    """Minutes as hours and minutes, `7:36`: the form in which fields take lengths."""
    return f"{minutes // 60}:{minutes % 60:02}"


def allowed(
    model: type[BaseModel], name: str, said: Callable[[int], str] = str, more: LazyString = ""
) -> LazyString:
    """The range of a field in words, as the reader's language has it; `more` stands before it."""

    def words() -> str:
        least, most = bounds(model, name)
        range_ = gettext("From %(least)s to %(most)s.", least=said(least), most=said(most))
        return f"{more} {range_}".strip()

    return LazyString(words)
