"""Words on pages that no catalogue can translate: in templates, and on pages as they are served."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from flask import Flask
from jinja2 import nodes

ROOT = Path(__file__).parents[2]
# Names, which every language writes alike.
NAMES = {"Breather", "English", "Nederlands", "Français", "Deutsch"}
NAMES |= {"min", "Apple", "Google", "Outlook.com", "Thunderbird"}
# What forms send, as it stands in the store.
VALUES = {"not granted"}
# Attributes that are read or shown.
SHOWN = ("aria-label", "alt", "title", "placeholder", "aria-valuetext", "aria-description")
TRANSLATING = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
UNREAD = {"script", "style", "code", "pre"}
WORD = re.compile(r"[^\W\d_]{2,}")
# The names of classes in the style sheets.
CLASSES = {
    name
    for path in (ROOT / "web" / "static").glob("*.css")
    for name in re.findall(r"\.([a-z][\w-]*)", path.read_text("utf-8"))
}
# What a placeholder of a value becomes: no letter.
VALUE = "\0"
SENTENCE = re.compile(r"[A-Z][a-z]+$|.*[A-Za-z] [A-Za-z]")


def templates() -> list[Path]:
    """Every template of the web application."""
    return sorted((ROOT / "web").rglob("templates/**/*.html"))


def bare_in(app: Flask, source: str) -> list[str]:
    """The words of a template that are shown as they stand there."""
    tree = app.jinja_env.parse(source)
    seen = _Seen()
    seen.feed("".join(_flat(tree)))
    seen.close()
    return [*_words([*seen.read, *seen.shown]), *_literals(tree)]


def bare_on(page: str, known: set[str]) -> list[str]:
    """The words of a page outside brackets ⟦⟧. known: words that are data, in lower case.

    What says of itself that it is English is English in every language.
    """
    seen = _Seen()
    seen.feed(page)
    seen.close()
    words = [word for text in seen.read for word in _outside(text)] + _outside(" ".join(seen.shown))
    return [word for word in words if word.lower() not in known]


def _flat(node: nodes.Node) -> Iterator[str]:
    """The text of a template in its order, with a sign in place of each value."""
    if isinstance(node, nodes.Output):
        for part in node.nodes:
            yield part.data if isinstance(part, nodes.TemplateData) else VALUE
    elif not isinstance(node, nodes.Expr) and not _is_class(node):
        for child in node.iter_child_nodes():
            yield from _flat(child)


def _is_class(node: nodes.Node) -> bool:
    """Whether it is a block that says of which class an element is."""
    return isinstance(node, nodes.Block) and node.name.endswith("_class")


def _literals(node: nodes.Node) -> Iterator[str]:
    """Texts in expressions that look like words for a reader and go through no catalogue."""
    if isinstance(node, nodes.Compare) or (isinstance(node, nodes.Call) and _translates(node)):
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and _for_readers(node.value):
        yield node.value
    for child in node.iter_child_nodes():
        yield from _literals(child)


def _for_readers(text: str) -> bool:
    """Whether it is no name, no class of an element, no attribute, and reads like words."""
    if text in NAMES | VALUES or '="' in text:
        return False
    return bool(SENTENCE.match(text)) and not CLASSES.issuperset(text.split())


def _translates(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name in TRANSLATING


def _words(texts: list[str]) -> list[str]:
    # A macro may give attributes for a tag that stands elsewhere.
    plain = (re.sub(r'[\w-]+="[^"]*"', "", text) for text in texts)
    return [text.strip() for text in plain if WORD.search(_less_names(text))]


def _less_names(text: str) -> str:
    return " ".join(word for word in text.split() if word.strip(",.") not in NAMES)


def _outside(text: str) -> list[str]:
    """The words of a text that are not in brackets, which may lie in each other."""
    depth, outside = 0, []
    for sign in text:
        depth += {"⟦": 1, "⟧": -1}.get(sign, 0)
        outside.append(sign if depth == 0 else " ")
    return WORD.findall(_less_names("".join(outside)))


class _Seen(HTMLParser):
    """Collects what a page shows: its texts in their order, and attributes that are read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.read: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes; remember elements whose text is no text for readers."""
        given = dict(attrs)
        self.read += [text for name in SHOWN if (text := given.get(name))]
        if tag in {"input", "button"} and given.get("type") in {"submit", "button"}:
            self.read.append(given.get("value") or "")
        english = given.get("lang") == "en" and tag not in {"html", "button"}
        if tag in UNREAD or english or self._inside[-1:] == [tag]:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave such an element."""
        if self._inside[-1:] == [tag]:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if not self._inside:
            self.shown.append(data)
