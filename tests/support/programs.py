"""Get the programs that tests need before the tests run, or say in one line what is missing."""

import sys

import chromium
import postgresql
from system_packages import MissingProgramError, say


def main() -> int:
    """Find or fetch Chromium and PostgreSQL; 0 when both are there, 1 when one is not."""
    try:
        say(f"Chromium is {chromium.find_or_fetch()}")
        say(f"PostgreSQL is in {postgresql.find_or_fetch()}")
    except MissingProgramError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
