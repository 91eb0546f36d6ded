"""Each message of the pages has its translation in each language, filled as the English one is."""

import re

import pytest
from babel.messages.catalog import Catalog

from page_words import catalogue, compiled, extracted, faults, said
from scheduler.words import LANGUAGES

OTHERS = [language for language in LANGUAGES if language != "en"]
# Words of a register that the catalogues do not use: German says Sie, Dutch je, French vous.
FOREIGN = {
    "de": re.compile(r"\b(du|dich|dir|dein\w*|deine\w*)\b", re.IGNORECASE),
    "nl": re.compile(r"\b(uw|gij|jullie)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(tu|ton|tes)\b", re.IGNORECASE),
}


@pytest.mark.parametrize("language", OTHERS)
def test_each_message_is_translated_and_asks_for_the_same_values(language: str) -> None:
    assert faults(catalogue(language), extracted()) == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_program_reads_what_is_written(language: str) -> None:
    assert compiled(language) == said(catalogue(language))


@pytest.mark.parametrize("language", OTHERS)
def test_readers_are_spoken_to_in_one_way(language: str) -> None:
    forms = [form for forms in said(catalogue(language)).values() for form in forms]
    assert [form for form in forms if FOREIGN[language].search(form)] == []


def test_a_french_line_does_not_break_before_its_colon() -> None:
    for forms in said(catalogue("fr")).values():
        for form in forms:
            plain = re.sub(r"%\(\w+\)s|<[^>]*>|\w+:\w|night: 4", "", form)
            assert not re.search(r"[^\u00a0][:;%?!](\s|$)", plain), form


def test_no_message_begs_or_cries() -> None:
    forms = [key[0] for key in extracted()]
    assert [form for form in forms if re.search(r"!|\b([Pp]lease|[Ss]orry|[Oo]ops)\b", form)] == []


def test_what_does_not_fit_is_found() -> None:
    planted = Catalog(locale="nl")
    planted.add("Gone.", "Weg.")
    planted.add("Empty.", "")
    planted.add("Fuzzy.", "Pluizig.", flags=["fuzzy"])
    planted.add("Week of %(day)s", "Week van %(dag)s")
    planted.add("By <strong>%(day)s</strong>", "Tegen %(day)s")
    planted.add(("%(num)s day", "%(num)s days"), ("een dag", "%(num)s dagen"))
    planted.add(("%(num)s week", "%(num)s weeks"), ("%(num)s week", ""))
    planted.add("%(share)s done", "%(share)s % klaar")
    wanted = {key for key in said(planted) if key[0] != "Gone."} | {("New.", None)}
    assert faults(planted, wanted) == [
        "a percent sign: %(share)s done",
        "gone: Gone.",
        "missing: New.",
        "not translated: %(num)s week",
        "not translated: Empty.",
        "not translated: Fuzzy.",
        "other names: Week of %(day)s",
        "other tags: By <strong>%(day)s</strong>",
    ]
