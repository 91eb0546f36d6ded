"""Wait for what another process or thread brings about."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def until(look: Callable[[], Found | None], *, seconds: float = 60) -> Found:
    """Look again and again until there is something, and give it.

    Raises:
        TimeoutError: nothing came in time.
    """
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        found = look()
        if found:
            return found
        time.sleep(0.02)
    raise TimeoutError(f"nothing came of {look} in {seconds} s")
