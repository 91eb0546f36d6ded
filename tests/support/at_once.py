"""Do something several times at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

Given = TypeVar("Given")


def at_once(deed: Callable[[int], Given], times: int) -> list[Given]:
    """What `deed(0)`, `deed(1)`, ... gave, each in a thread, begun together."""
    barrier = Barrier(times)

    def wait_and_do(number: int) -> Given:
        barrier.wait(timeout=30)
        return deed(number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(wait_and_do, range(times)))
