"""In a language made for the test every message is in brackets; all else on a page is data."""

import json
import re
from collections.abc import Iterator

import pytest
from babel import Locale
from flask_babel import Domain

import image_team
from all_pages import Visit, is_page, visits
from bare_words import WORD, bare_on
from image_site import Site
from scheduler import words

# Other teams and accounts, a label of Administration, kinds of shifts, programs, and what the
# library of languages says itself.
OTHER = (
    "Image team Other Marijke Anouk Daan Otto Dirk Ines Rosa Ada Adm late early night "
    "xlsx csv json Thunderbird min and"
)
# Codes of countries and their parts, in a list to choose from.
CODE = re.compile(r"[A-Z]{2,3}$")


class Bracketed:
    """A catalogue that has each message as it is, in brackets."""

    plural = staticmethod(lambda number: int(number != 1))

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    ugettext = gettext

    def ngettext(self, one: str, many: str, number: int) -> str:
        return f"⟦{one if number == 1 else many}⟧"

    ungettext = ngettext

    def pgettext(self, _: str, message: str) -> str:
        return f"⟦{message}⟧"

    upgettext = pgettext

    def npgettext(self, _: str, one: str, many: str, number: int) -> str:
        return f"⟦{one if number == 1 else many}⟧"

    unpgettext = npgettext


@pytest.fixture(autouse=True)
def _brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Domain, "get_translations", lambda _: Bracketed())
    monkeypatch.setattr(words, "catalogue", lambda _: Bracketed())


def data() -> set[str]:
    """The words of the team's file, of accounts, of dates and lengths, in lower case."""
    texts = [json.dumps(image_team.document(), ensure_ascii=False), OTHER]
    locale = Locale("en")
    for kind in (locale.days, locale.months):
        texts += [" ".join(kind["format"][width].values()) for width in ("wide", "abbreviated")]
    return {word.lower() for text in texts for word in WORD.findall(text)}


def bare(site: Site, asked: list[Visit]) -> Iterator[str]:
    """Each word outside brackets that is no data, with the page it stands on."""
    known = data()
    clients = {
        username: site.client(username) if username else site.app.test_client()
        for username in {visit.username for visit in asked}
    }
    for visit in asked:
        text = is_page(clients[visit.username], visit.path)
        for word in dict.fromkeys(bare_on(text, known)):
            if not CODE.match(word):
                yield f"{visit.path}: {word}"


def test_every_word_of_every_page_is_a_message_or_data(whole: Site) -> None:
    assert list(bare(whole, visits(whole.app))) == []
