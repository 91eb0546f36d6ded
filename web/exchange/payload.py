"""A team's file on its way from a look at it to the button that takes it in, within a form."""

import base64
import binascii
import json
import zlib
from typing import Any

MOST_UNPACKED = 4_000_000


class PayloadError(ValueError):
    """What was sent is not what the page before gave."""


def packed(content: dict[str, Any]) -> str:
    """The content as text for a hidden field."""
    text = json.dumps(content, ensure_ascii=False).encode()
    return base64.b64encode(zlib.compress(text, 9)).decode()


def unpacked(text: str) -> str:
    """The text of the file again, never more than MOST_UNPACKED bytes of it.

    Raises:
        PayloadError: it is broken or too large.
    """
    try:
        data = base64.b64decode(text, validate=True)
        unpacking = zlib.decompressobj()
        found = unpacking.decompress(data, MOST_UNPACKED)
        if unpacking.unconsumed_tail or not unpacking.eof:
            raise PayloadError
        return found.decode()
    except (binascii.Error, zlib.error, UnicodeDecodeError) as error:
        raise PayloadError from error
