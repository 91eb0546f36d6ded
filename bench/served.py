"""Pages and feeds of the demo, fetched one after the other while nothing else runs."""

import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from statistics import median
from urllib.parse import urljoin

NOT_MODIFIED = 304
# The worker ends its last steps after the addresses are told.
SETTLE_SECONDS = 2.0


@dataclass(frozen=True)
class Demo:
    """The addresses that the demo prints, and its accounts."""

    manager: str
    username: str
    password: str
    feed: str


@contextmanager
def demo(port: int) -> Iterator[Demo]:
    """The example team with a published roster on this machine, ended with the block."""
    command = [sys.executable, "-m", "web.cli", "demo", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            text = ""
            while "Ctrl-C ends it" not in text or ".ics" not in text:
                line = process.stdout.readline() if process.stdout else ""
                if not line:
                    raise RuntimeError(f"the demo did not start:\n{text}")
                text += line
            time.sleep(SETTLE_SECONDS)
            yield _addresses(text)
        finally:
            process.terminate()


def _addresses(text: str) -> Demo:
    found = re.search(
        r"Manager\s+(\S+)\s+username (\S+), password (\S+).*Calendar\s+(\S+)", text, re.DOTALL
    )
    if found is None:
        raise RuntimeError(f"the demo tells no addresses:\n{text}")
    return Demo(*found.groups())


class Browser:
    """Keeps cookies; signs in as people do."""

    def __init__(self) -> None:
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, address: str, **headers: str) -> tuple[int, str]:
        """Status and entity tag of an address, read to its end."""
        request = urllib.request.Request(address, headers=headers)  # noqa: S310  (own server)
        try:
            with self._opener.open(request) as answer:
                answer.read()
                return int(answer.status), str(answer.headers.get("ETag", ""))
        except urllib.error.HTTPError as error:
            if error.code != NOT_MODIFIED:
                raise
            return NOT_MODIFIED, ""

    def landed(self, address: str) -> tuple[str, str]:
        """Where an address leads to, and the page there."""
        with self._opener.open(address) as answer:
            return str(answer.url), str(answer.read(), "utf-8")

    def sign_in(self, address: str, username: str, password: str) -> None:
        """Fill in the form in front of an address. Raises RuntimeError where it comes again."""
        _, form = self.landed(address)
        fields = dict(re.findall(r'name="(csrf_token|next)"[^>]*value="([^"]*)"', form))
        fields |= {"username": username, "password": password}
        body = urllib.parse.urlencode(fields).encode()
        with self._opener.open(urljoin(address, "/sign-in"), body) as answer:
            if "/sign-in" in answer.url:
                raise RuntimeError("the demo's account is not let in")

    def milliseconds(self, address: str, times: int, expected: int, **headers: str) -> float:
        """The median time of an answer. Raises RuntimeError for another status."""
        each = []
        for _ in range(times):
            begun = time.perf_counter()
            status, _ = self.get(address, **headers)
            each.append((time.perf_counter() - begun) * 1000)
            if status != expected:
                raise RuntimeError(f"{address} answers {status}")
        return median(each)


def pages(running: Demo, times: int) -> dict[str, float]:
    """Median milliseconds of the manager's pages, by name."""
    browser = Browser()
    browser.sign_in(running.manager, running.username, running.password)
    week, grid = browser.landed(urljoin(running.manager, "roster"))
    day = _link(grid, week, "/days/")
    addresses = {"home": running.manager, "week": week, "day": day}
    return {name: browser.milliseconds(each, times, 200) for name, each in addresses.items()}


def _link(page: str, base: str, part: str) -> str:
    found = re.search(rf'href="([^"]*{part}[^"]*)"', page)
    if found is None:
        raise RuntimeError(f"{base} has no link with {part}")
    return urljoin(base, str(found[1]))


def feeds(running: Demo, times: int) -> dict[str, float]:
    """Median milliseconds of the feed as a whole, and of the answer that it has not changed."""
    browser = Browser()
    _, tag = browser.get(running.feed)
    return {
        "feed, 200": browser.milliseconds(running.feed, times, 200),
        "feed, 304": browser.milliseconds(
            running.feed, times, NOT_MODIFIED, **{"If-None-Match": tag}
        ),
    }
