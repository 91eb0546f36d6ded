"""The written manual of the rules says what the rules say."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import Field

from constraints import CATALOGUE
from constraints.exposure.max_stint import MaxStint
from constraints.manual import HEADINGS, ManualError, pages
from web.cli import breather

WRITTEN = Path(__file__).parents[2] / "docs" / "reference" / "rules"


class NoSource(MaxStint):
    """A run is short.

    Requires
        That it is.

    Why
        So.

    How it is counted
        By hand.
    """


class EmptySource(MaxStint):
    """A run is short.

    Requires
        That it is.

    Why
        So.

    How it is counted
        By hand.

    Source
    """


class SaysNothing(MaxStint):
    __doc__ = MaxStint.__doc__

    seconds: int = Field(1, ge=1, le=2)


def test_the_written_manual_is_the_one_that_the_rules_give() -> None:
    written = {path.name: path.read_text("utf-8") for path in WRITTEN.iterdir()}
    assert written == pages(), "run `make docs`"


def test_every_rule_has_its_text_on_its_group_s_page() -> None:
    found = pages()
    for rule in CATALOGUE:
        page = found[f"{rule.group}.md"]
        text = page.split(f"\n## {rule.name}\n")[1].split("\n## ")[0]
        assert [line for line in text.splitlines() if line.strip("*") in HEADINGS] == [
            f"**{heading}**" for heading in HEADINGS
        ]
        assert str(rule().sentence()) in text
        assert str(rule().sentence()) in found["README.md"]


def test_a_page_says_default_and_range_of_a_setting() -> None:
    assert "| `minutes` | 45 | 5 to 60 | lower |" in pages([MaxStint])["exposure.md"]


@pytest.mark.parametrize("rule", [NoSource, EmptySource])
def test_a_rule_without_a_source_has_no_manual(rule: type[MaxStint]) -> None:
    with pytest.raises(ManualError, match="max_stint: its docstring needs"):
        pages([rule])


def test_a_setting_without_a_description_has_no_manual() -> None:
    with pytest.raises(ManualError, match=r"max_stint\.seconds"):
        pages([SaysNothing])


def test_the_command_writes_the_manual(tmp_path: Path) -> None:
    result = CliRunner().invoke(breather, ["rules", "--manual", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == pages()
