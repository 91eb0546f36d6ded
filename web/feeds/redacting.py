"""Keys of feeds are kept out of logs: who reads a log must not be able to read a calendar."""

import logging
import re

# As it stands in a path, and as in a request line that is not decoded yet.
_KEY = re.compile(r"(cal(?:/|%2f))[^\s\"'?]+", re.IGNORECASE)
# Those that may name the path of a request: the server's, and the development server's.
LOGGERS = ("waitress", "waitress.queue", "werkzeug")


class _Redacting(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        redacted = _KEY.sub(r"\1<key>.ics", said)
        if redacted != said:
            record.msg, record.args = redacted, None
        return True


_redacting = _Redacting()


def redact_keys(*more: logging.Logger) -> None:
    """Let none of the loggers that name paths write down a key; `more` are an application's own."""
    for logger in (*map(logging.getLogger, LOGGERS), *more):
        logger.addFilter(_redacting)
