"""What the files of all families have in common: they hold text, and some solutions XML."""

from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

from bench.families.verdict import UnreadableError


def text_of(path: Path, encoding: str = "utf-8") -> str:
    """The text of a file. Raises UnreadableError where there is none, or no file."""
    try:
        return path.read_text(encoding)
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{path} cannot be read as text: {error}") from None


def xml_of(text: str) -> Element:
    """The outermost element of a solution. Raises UnreadableError where the text is no plain XML.

    Whatever has declarations is refused: with them entities could grow without end or reach out.
    """
    if "<!" in text:
        raise UnreadableError("a solution has no declarations or comments")
    try:
        return fromstring(text)  # noqa: S314  (without declarations there are no entities)
    except (ParseError, ValueError) as error:
        raise UnreadableError(f"the solution is no XML: {error}") from None
