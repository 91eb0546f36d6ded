"""Each sentence of the code can be said in each language, and the catalogues are its own."""

import re
import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from scheduler.words import LANGUAGES, Clocked, Day, Either, FiledDay, Length, Value, words
from translations import ROOT, SOURCES, catalogue, compiled, faults, names, said, templates

OTHERS = [language for language in LANGUAGES if language != "en"]

VALUES: dict[str, Value] = {
    "days": 6,
    "number": 2,
    "people": 3,
    "there": 1,
    "wanted": 2,
    "seats": 2,
    "percent": 45,
    "severity": 3,
    "weeks": 4,
}


@pytest.mark.parametrize("language", OTHERS)
def test_each_sentence_has_a_translation_with_its_own_names(language: str) -> None:
    assert faults(catalogue(language), templates()) == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_program_reads_what_is_written(language: str) -> None:
    assert compiled(language) == said(catalogue(language))


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_the_english_sentence(language: str) -> None:
    translated = said(catalogue(language))
    assert [template for template, other in translated.items() if template == other] == []


def test_what_does_not_fit_is_found() -> None:
    planted = catalogue("nl")
    known = templates()
    assert faults(planted, {*known, "Wholly new."}) == ["missing: Wholly new."]
    planted.add("No more in the code.", "Niet meer in de code.")
    by_template = {message.id: message for message in planted}
    by_template["No exposure in overtime."].string = ""
    by_template["{activity}: {there} of {wanted}."].string = "{activity}: {daar} van {wanted}."
    by_template["Material only from {earliest} to {latest}."].flags.add("fuzzy")
    assert faults(planted, known) == [
        "gone: No more in the code.",
        "not translated: Material only from {earliest} to {latest}.",
        "not translated: No exposure in overtime.",
        "other names: {activity}: {daar} van {wanted}.",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_is_said_with_its_values(language: str) -> None:
    for template in templates():
        given = {name: VALUES.get(name, f"<{name}>") for name in names(template)}
        sentence = words(template, **given).said(language)
        assert all(str(value) in sentence for value in given.values()), sentence
        # What is wrong with a file is said after its place, and is no sentence of its own.
        assert sentence.endswith(".") == template.endswith(".")
        assert not re.search(r"[{}]|  |\.\.", sentence), sentence


def test_a_french_line_does_not_break_before_its_colon() -> None:
    translated = said(catalogue("fr")).values()
    assert [sentence for sentence in translated if re.search(r"[^\u00a0][:;%?!]", sentence)] == []


@pytest.mark.parametrize(
    ("language", "lengths", "days"),
    [
        ("en", ["45 min", "2 h", "2 h 05"], ["Mon 1 March", "Tue 9 March"]),
        ("nl", ["45 min", "2 u", "2 u 05"], ["ma 1 maart", "di 9 maart"]),
        ("fr", ["45 min", "2 h", "2 h 05"], ["lun. 1er mars", "mar. 9 mars"]),
        ("de", ["45 min", "2 h", "2 h 05 min"], ["Mo. 1. März", "Di. 9. März"]),
    ],
)
def test_lengths_and_days_read_as_the_language_writes_them(
    language: str, lengths: list[str], days: list[str]
) -> None:
    assert [Length(minutes).said(language) for minutes in (45, 120, 125)] == lengths
    assert [Day(date(2027, 3, day)).said(language) for day in (1, 9)] == days
    assert Clocked(datetime(2027, 3, 9, 8, 5)).said(language) == "08:05"


@pytest.mark.parametrize(
    ("language", "choice", "day"),
    [
        ("en", "'a', 'b' or 'c'", "mon"),
        ("nl", "'a', 'b' of 'c'", "ma"),
        ("fr", "'a', 'b' ou 'c'", "lun."),
        ("de", "'a', 'b' oder 'c'", "Mo."),
    ],
)
def test_what_a_file_may_say_reads_as_the_language_writes_it(
    language: str, choice: str, day: str
) -> None:
    assert Either(("'a'", "'b'", "'c'")).said(language) == choice
    assert FiledDay(0).said(language) == day


def test_words_in_words_are_said_in_the_same_language() -> None:
    fault = words("{value} is not a list", value=words("an object"))
    assert fault.said("de") == "ein Objekt ist keine Liste"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the code and the catalogues."""
    for folder in SOURCES:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.pyc"))
    return tmp_path


def brought_up_to_date(root: Path) -> str:
    command = [sys.executable, str(ROOT / "make" / "words.py")]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


def test_bringing_the_catalogues_up_to_date_changes_nothing_where_they_are(copy: Path) -> None:
    brought_up_to_date(copy)
    for path in (ROOT / "scheduler" / "locale").rglob("*.po"):
        after = (copy / path.relative_to(ROOT)).read_text("utf-8").splitlines()
        # The name of the tool's own version apart.
        differing = set(after) ^ set(path.read_text("utf-8").splitlines())
        assert not [line for line in differing if "Generated-By" not in line]


def test_a_new_sentence_waits_for_its_translation_and_an_old_one_goes(copy: Path) -> None:
    rule = copy / "constraints" / "exposure" / "no_exposure_overtime.py"
    text = rule.read_text("utf-8").replace("No exposure in overtime.", "Overtime exposes nobody.")
    rule.write_text(text, "utf-8")
    assert brought_up_to_date(copy).count(", 1 without a translation") == len(OTHERS)
    for language in OTHERS:
        translated = said(catalogue(language, copy))
        assert translated["Overtime exposes nobody."] == ""
        assert "No exposure in overtime." not in translated
        # What has no translation yet is said in English.
        assert "Overtime exposes nobody." not in compiled(language, copy)
