"""What goes from page to page is bounded, and comes back as it was."""

import base64
import zlib

import pytest

from web.exchange.payload import MOST_UNPACKED, PayloadError, packed, unpacked


def test_a_file_comes_back_as_it_was() -> None:
    assert unpacked(packed({"name": "Équipe"})) == '{"name": "Équipe"}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not base64",
        base64.b64encode(b"not packed").decode(),
        base64.b64encode(zlib.compress(b"x" * (MOST_UNPACKED + 1))).decode(),
        base64.b64encode(zlib.compress(b"\xff\xfe")).decode(),
        packed({"name": "x" * 2000})[:-8],
    ],
)
def test_what_is_broken_or_too_large_is_refused(text: str) -> None:
    with pytest.raises(PayloadError):
        unpacked(text)
