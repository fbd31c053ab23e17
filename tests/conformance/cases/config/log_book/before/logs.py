"""The log book of the last requests, each line with the trace of its request."""

import logging
from logging.config import dictConfig

from flask import current_app, g, has_request_context


class TraceFilter(logging.Filter):
    def filter(self, record):
        record.trace = g.get("trace", "?") if has_request_context() else "start"
        return True


class Book(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []
        self.addFilter(TraceFilter())

    def emit(self, record):
        limit = current_app.config["TRUNCATE"] if has_request_context() else 80
        text = record.getMessage()[:limit]
        self.lines.append(
            f"{record.levelname} [{record.trace}] {text}{' !' if record.exc_info else ''}"
        )

    def take(self):
        lines, self.lines = self.lines, []
        return lines


BOOK = Book()


def configure():
    dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "handlers": {"book": {"()": lambda: BOOK}},
            "loggers": {"app": {"handlers": ["book"], "level": "INFO"}},
        }
    )
