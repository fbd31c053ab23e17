"""The headers of a response, and those of them that have parts of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from starlette.datastructures import MutableHeaders

from .addresses import ascii_url
from .errors import BadRequestKeyError
from .json import http_date

_MISSING: Any = object()
_TOKEN = re.compile(r"[\w!#$%&'*+\-.^`|~]+", re.ASCII)


class ResponseHeaders(MutableHeaders):
    """Headers that can be set, added to and read, whatever the case of their names.

    Looked at one after the other they are pairs, with the names spelled as they were set.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._spelled: dict[str, list[str]] = {}
        super().__init__(*args, **kwargs)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items())

    def keys(self) -> list[str]:  # type: ignore[override]
        """Return the names."""
        spelled = {name: iter(texts) for name, texts in self._spelled.items()}
        names = [name.decode("latin-1") for name, _ in self.raw]
        return [next(spelled.get(name, iter(())), name.title()) for name in names]

    def items(self) -> list[tuple[str, str]]:  # type: ignore[override]
        """Return the names with their values."""
        return list(zip(self.keys(), self.values(), strict=True))

    def __getitem__(self, name: str) -> str:
        try:
            return super().__getitem__(name)
        except KeyError:
            raise BadRequestKeyError(name) from None

    def __setitem__(self, name: str, value: Any) -> None:
        self._spelled[name.lower()] = [name]
        super().__setitem__(name, _text(name, value))

    def set(self, name: str, value: Any, /, **parameters: Any) -> None:
        """Replace a header; parameters go behind its value."""
        self[name] = _with_parameters(value, parameters)

    def setdefault(self, name: str, value: Any) -> str:
        """Return a header, which is set first if it is missing."""
        if name not in self:
            self[name] = value
        return self[name]

    def __delitem__(self, name: str) -> None:
        self._spelled.pop(name.lower(), None)
        super().__delitem__(name)

    def add(self, name: str, value: Any, /, **parameters: Any) -> None:
        """Add a header after those of the same name."""
        text = _text(name, _with_parameters(value, parameters))
        self._spelled.setdefault(name.lower(), []).append(name)
        self.append(name, text)

    add_header = add

    def extend(self, source: Any = (), /, **more: Any) -> None:
        """Add all headers of a mapping or of pairs."""
        for name, value in (*_pairs(source), *more.items()):
            self.add(name, value)

    def update(self, source: Any = (), /, **more: Any) -> None:
        """Set all headers of a mapping or of pairs; of pairs with one name the last one counts."""
        for name, value in (*_items(source), *more.items()):
            if isinstance(value, list | tuple | set):
                self.setlist(name, value)
            else:
                self[name] = value

    def setlist(self, name: str, values: Iterable[Any]) -> None:
        """Replace a header by several of that name."""
        self.remove(name)
        for value in values:
            self.add(name, value)

    def setlistdefault(self, name: str, values: Iterable[Any]) -> list[str]:
        """Return all headers of a name, which are set first if there are none."""
        if name not in self:
            self.setlist(name, values)
        return self.getlist(name)

    get_all = MutableHeaders.getlist

    def get(
        self,
        name: str,
        default: Any = None,
        type: Callable[[str], Any] | None = None,  # noqa: A002 - its name in apps
    ) -> Any:
        """Return a header, converted; ``default`` when it is missing or cannot be converted."""
        try:
            return self[name] if type is None else type(self[name])
        except (KeyError, ValueError, TypeError):
            return default

    def remove(self, name: str) -> None:
        """Remove a header if it is there."""
        del self[name]

    def pop(self, name: str, default: Any = _MISSING) -> Any:
        """Remove a header and return its value, or ``default`` when it is missing."""
        value = self[name] if default is _MISSING else self.get(name, default)
        self.remove(name)
        return value

    def clear(self) -> None:
        """Remove all headers."""
        self._spelled.clear()
        self.raw.clear()


class header_text:  # noqa: N801 - used like `property`
    """An attribute that is a header's text; None when it is missing, removed when set to None."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.__doc__ = f"The ``{name}`` header."

    def __get__(self, response: Any, owner: type) -> Any:
        return self if response is None else response.headers.get(self.name)

    def __set__(self, response: Any, value: Any) -> None:
        if value is None:
            response.headers.remove(self.name)
        else:
            response.headers[self.name] = value


class header_date(header_text):  # noqa: N801 - used like `property`
    """An attribute that is the time in a header."""

    def __get__(self, response: Any, owner: type) -> Any:
        if response is None:
            return self
        try:
            return parsedate_to_datetime(response.headers[self.name])
        except (KeyError, ValueError):
            return None

    def __set__(self, response: Any, value: date | float | None) -> None:
        if isinstance(value, int | float):
            value = datetime.fromtimestamp(value, UTC)
        super().__set__(response, None if value is None else http_date(value))


def seconds(value: timedelta | float) -> int:
    """Return a duration in whole seconds."""
    return int(value.total_seconds()) if isinstance(value, timedelta) else int(value)


def _pairs(source: Any) -> Iterator[tuple[str, Any]]:
    for name, value in _items(source):
        if isinstance(value, list | tuple | set):
            yield from ((name, item) for item in value)
        else:
            yield name, value


def _items(source: Any) -> Iterable[tuple[str, Any]]:
    return source.items() if isinstance(source, Mapping) else source


def _with_parameters(value: Any, parameters: Mapping[str, Any]) -> Any:
    if not parameters:
        return value
    pairs = [(key.replace("_", "-"), p) for key, p in parameters.items() if p is not None]
    return "; ".join(
        [value, *(f"{k}={p if k.endswith('*') else quoted(str(p))}" for k, p in pairs)]
    )


def quoted(value: str) -> str:
    """Return a part of a header value, in quotes unless it is a token."""
    if _TOKEN.fullmatch(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _text(name: str, value: Any) -> str:
    text = ascii_url(str(value)) if name.lower() == "location" else str(value)
    if "\r" in text or "\n" in text:
        raise ValueError("Header values must not contain newline characters.")
    return text
