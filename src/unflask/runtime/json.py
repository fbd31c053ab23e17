"""JSON as the app always wrote it: sorted keys, RFC 822 dates, text for decimals and UUIDs."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from email.utils import format_datetime
from typing import IO, Any
from uuid import UUID

from .context import current


def http_date(value: date) -> str:
    """Return a date in the format of HTTP headers; a time without zone is taken as UTC."""
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=UTC)
    elif value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    return format_datetime(value.astimezone(UTC), usegmt=True)


def default(value: Any) -> Any:
    """Return what stands in JSON for a value that JSON does not know; TypeError if nothing does."""
    if isinstance(value, date):
        return http_date(value)
    if isinstance(value, Decimal | UUID):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if hasattr(value, "__html__"):
        return str(value.__html__())
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


class JSONProvider:
    """How an application writes and reads JSON: ``app.json``.

    ``compact`` None writes without spaces, and indented when the application is in debug mode.
    """

    default = staticmethod(default)
    sort_keys = True
    ensure_ascii = True
    compact: bool | None = None
    mimetype = "application/json"

    def dumps(self, value: Any, **options: Any) -> str:
        """Return ``value`` as JSON; options are those of ``json.dumps``."""
        options.setdefault("default", self.default)
        options.setdefault("ensure_ascii", self.ensure_ascii)
        options.setdefault("sort_keys", self.sort_keys)
        return json.dumps(value, **options)

    def loads(self, text: str | bytes, **options: Any) -> Any:
        """Return the value of a JSON text."""
        return json.loads(text, **options)

    def body(self, value: Any, *, debug: bool = False) -> str:
        """Return ``value`` as the body of a response."""
        if self.compact is False or (self.compact is None and debug):
            return f"{self.dumps(value, indent=2)}\n"
        return f"{self.dumps(value, separators=(',', ':'))}\n"


class BareJSONProvider(JSONProvider):
    """A base for providers that write and read on their own: answers are what ``dumps`` returns."""

    def body(self, value: Any, *, debug: bool = False) -> str:  # noqa: ARG002 (others indent then)
        """Return ``value`` as the body of a response."""
        return self.dumps(value)


_standard = JSONProvider()


def provider() -> JSONProvider:
    """Return the provider of the current application, or the standard one."""
    context = current.get(None)
    return _standard if context is None else context.app.json


def dumps(value: Any, **options: Any) -> str:
    """Return ``value`` as JSON; options are those of ``json.dumps``."""
    return provider().dumps(value, **options)


def dump(value: Any, file: IO[str], **options: Any) -> None:
    """Write ``value`` as JSON to a text file."""
    file.write(dumps(value, **options))


def loads(text: str | bytes, **options: Any) -> Any:
    """Return the value of a JSON text."""
    return provider().loads(text, **options)


def load(file: IO[Any], **options: Any) -> Any:
    """Return the value of the JSON in a file."""
    return loads(file.read(), **options)


def body_of(value: Any) -> str:
    """Return ``value`` as the JSON body of a response of the current application."""
    context = current.get(None)
    return provider().body(value, debug=context is not None and context.app.debug)
