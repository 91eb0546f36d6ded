"""No page shows a word that cannot be translated."""

from pathlib import Path

import pytest
from flask import Flask

from bare_words import ROOT, bare_in, templates
from web.languages import set_up_languages

APP = Flask("web")
set_up_languages(APP)


@pytest.mark.parametrize("template", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_each_text_of_a_template_goes_through_the_catalogues(template: Path) -> None:
    assert bare_in(APP, template.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>{{ _('Home') }} · {{ name }} 12:30</p>", []),
        ("<p>Home</p>", ["Home"]),
        (
            "<p{% if a %} class='b c'{% endif %}>{% trans %}Home <b>at</b> last{% endtrans %}</p>",
            [],
        ),
        ('<nav aria-label="Pages">{{ _("Home") }}</nav>', ["Pages"]),
        ("<p>{{ 'No shift' if a else _('Not published yet') }}</p>", ["No shift"]),
        ("{{ place('Home', url_for('manager.home')) }}", ["Home"]),
        ("{% set title = 'Two words' %}", ["Two words"]),
        ("<p>{{ day }} to {{ other }}</p>", ["\0 to \0"]),
        ("<script>const two = words;</script>", []),
    ],
)
def test_a_text_that_does_not_is_found(source: str, found: list[str]) -> None:
    assert bare_in(APP, source) == found
