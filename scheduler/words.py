"""Sentences as templates with typed parameters, put into a language when they are said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from gettext import NullTranslations, translation
from importlib import resources
from typing import Union

from babel.dates import format_date, get_day_names
from babel.lists import format_list

LANGUAGES = ("en", "nl", "fr", "de")


@dataclass(frozen=True, slots=True)
class Length:
    """A length in minutes, said as 45 min or 2 h 15."""

    minutes: int

    def said(self, language: str) -> str:
        """In words of the language."""
        hours, minutes = divmod(self.minutes, 60)
        hour = {"nl": "u"}.get(language, "h")
        if not hours:
            return f"{minutes} min"
        if not minutes:
            return f"{hours} {hour}"
        # German says the second unit too. The signs have no full stop: a sentence may end in them.
        after = " min" if language == "de" else ""
        return f"{hours} {hour} {minutes:02d}{after}"


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date, said as Tue 9 March."""

    date: date

    def said(self, language: str) -> str:
        """In words of the language."""
        first = self.date.day == 1
        pattern = {"de": "EEE d. MMMM", "fr": "EEE d'er' MMMM" if first else "EEE d MMMM"}
        return format_date(self.date, pattern.get(language, "EEE d MMMM"), locale=language)


@dataclass(frozen=True, slots=True)
class Clocked:
    """A local time of day, said as 13:30."""

    moment: datetime

    def said(self, language: str) -> str:  # noqa: ARG002  (all four write it alike)
        """In words of the language."""
        return self.moment.strftime("%H:%M")


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days of the week, 0 for Monday, said as Mon, Tue, Sat."""

    numbers: tuple[int, ...]

    def said(self, language: str) -> str:
        """In words of the language."""
        names = get_day_names("abbreviated", locale=language)
        return ", ".join(names[number] for number in self.numbers)


@dataclass(frozen=True, slots=True)
class FiledDay:
    """A day of the week, 0 for Monday, in English as files name it: mon."""

    number: int

    def said(self, language: str) -> str:
        """In words of the language."""
        name = str(get_day_names("abbreviated", locale=language)[self.number])
        return name.lower() if language == "en" else name


@dataclass(frozen=True, slots=True)
class Either:
    """What may stand somewhere, said as 'site' or 'home'."""

    names: tuple[str, ...]

    def said(self, language: str) -> str:
        """In words of the language."""
        # Of the English ways this is the one without a comma before the last.
        locale = "en_GB" if language == "en" else language
        return str(format_list(self.names, style="or", locale=locale))


Value = Union[str, int, Length, Day, Clocked, Weekdays, FiledDay, Either, "Words"]


@dataclass(frozen=True)
class Words:
    """A sentence: an English template with {names}, and what stands for them."""

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def said(self, language: str = "en") -> str:
        """The sentence in one of LANGUAGES.

        Raises KeyError for a value that the template asks for and that is missing.
        """
        template = catalogue(language).gettext(self.template)
        return template.format(
            **{
                name: value if isinstance(value, str | int) else value.said(language)
                for name, value in self.values.items()
            }
        )

    def naming(self, **values: Value) -> "Words":
        """The same sentence with more values in it."""
        return Words(self.template, {**self.values, **values})

    def __str__(self) -> str:
        return self.said()


def words(template: str, **values: Value) -> Words:
    """A sentence from an English template. The templates are what the catalogues translate."""
    return Words(template, values)


# No catalogue has it: what stands for it is the same in each language.
_FOREIGN = "{text}"


def foreign(text: str) -> Words:
    """What a library says in English, for which there is no sentence here."""
    return Words(_FOREIGN, {"text": text})


@cache
def catalogue(language: str) -> NullTranslations:
    """The translations of a language; English is written in the code itself."""
    if language == "en":
        return NullTranslations()
    with resources.as_file(resources.files("scheduler") / "locale") as folder:
        return translation("rules", localedir=folder, languages=[language])
