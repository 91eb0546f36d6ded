"""Who asks for feeds that are not there, counted by address."""

import ipaddress
from datetime import datetime, timedelta
from threading import Lock

WINDOW = timedelta(hours=1)
MOST = 60
# Beyond this many addresses in an hour counting them is of no use; the count starts again.
MOST_ADDRESSES = 10_000


class Strangers:
    """Counts keys that do not work, in this process, an hour at a time.

    Keys that work are not counted: Google asks for many people's feeds from a few addresses.
    """

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._ends: datetime | None = None
        self._lock = Lock()

    def seconds_to_wait(self, address: str, *, at: datetime) -> int:
        """Count one more, and say how long the address has to wait; 0 if it may go on."""
        network = _network(address)
        with self._lock:
            if self._ends is None or at >= self._ends or len(self._counts) >= MOST_ADDRESSES:
                self._counts, self._ends = {}, at + WINDOW
            self._counts[network] = self._counts.get(network, 0) + 1
            wait = self._ends - at
            return max(1, round(wait.total_seconds())) if self._counts[network] > MOST else 0


def _network(address: str) -> str:
    """The address; of IPv6 the /64 that one customer has whole."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    prefix = 32 if isinstance(parsed, ipaddress.IPv4Address) else 64
    return str(ipaddress.ip_network((parsed, prefix), strict=False))
