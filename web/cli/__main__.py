"""`python -m web.cli` is `breather`, for processes that one command starts of another."""

from web.cli import main

main()
