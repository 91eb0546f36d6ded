"""What pydantic finds is said in the words of this project, and in each language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel, Field, field_validator

from scheduler.reading.fields import field_faults
from scheduler.words import LANGUAGES
from translations import ROOT, SOURCES


class Odd(BaseModel):
    """Fields with checks that no file of ours has."""

    size: float = Field(1.0, multiple_of=0.5)
    name: str = "a"

    @field_validator("name")
    @classmethod
    def _never(cls, name: str) -> str:
        raise ValueError(f"{name} is odd")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_no_words_of_its_own_is_said_all_the_same(language: str) -> None:
    size, name = field_faults(Odd, '{"size": 0.7, "name": "b"}')
    assert size.said(language).startswith("size: 0.7 ")
    # What a check says without words of this project stays as it was written.
    assert name.said(language) == "name: b is odd"


def checks(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """The functions that pydantic calls with a value."""
    named = {
        call.args[0].id
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id.endswith("Validator")
        and isinstance(call.args[0], ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and (
            node.name in named
            or any("_validator" in ast.unparse(each) for each in node.decorator_list)
        ):
            yield node


def errors(path: Path) -> Iterator[ast.Call]:
    """The errors that a module's checks raise."""
    for check in checks(ast.parse(path.read_text("utf-8"))):
        for node in ast.walk(check):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                yield node.exc


def test_each_check_of_a_field_raises_words_that_can_be_translated() -> None:
    raised = [
        error
        for folder in SOURCES
        for path in (ROOT / folder).rglob("*.py")
        for error in errors(path)
    ]
    assert len(raised) > 5
    assert [e for e in map(ast.unparse, raised) if not e.startswith("ValueError(words(")] == []
