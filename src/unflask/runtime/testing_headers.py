"""Headers, and the values read from them, in the shape that tests of a Flask application expect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.request import parse_http_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SPELLING = {"etag": "ETag", "www-authenticate": "WWW-Authenticate", "te": "TE", "dnt": "DNT"}
_MISSING: Any = object()


class Headers:
    """Header lines in order; names are matched without regard to case."""

    def __init__(self, values: Any = None) -> None:
        self._lines: list[tuple[str, str]] = []
        self.extend(values)

    def extend(self, values: Any) -> None:
        """Add lines from a mapping (lists are several lines) or from pairs."""
        for key, value in pairs_of(values or ()):
            self.add(key, value)

    def add(self, key: str, value: Any) -> None:
        """Add a line."""
        text = str(value)
        if "\n" in text or "\r" in text:
            raise ValueError("Header values must not contain newline characters.")
        self._lines.append((key, text))

    def getlist(
        self,
        key: str,
        type: Callable[[str], Any] | None = None,  # noqa: A002 (Werkzeug's name)
    ) -> list[Any]:
        """Return every value of a header."""
        found = [value for name, value in self._lines if name.lower() == key.lower()]
        return found if type is None else [type(value) for value in found]

    get_all = getlist

    def get(
        self,
        key: str,
        default: Any = None,
        type: Callable[[str], Any] | None = None,  # noqa: A002 (Werkzeug's name)
    ) -> Any:
        """Return the first value of a header, or the default where there is none it can convert."""
        for value in self.getlist(key):
            try:
                return value if type is None else type(value)
            except (ValueError, TypeError):
                return default
        return default

    def set(self, key: str, value: Any) -> None:
        """Replace every line of that name by one."""
        self.remove(key)
        self.add(key, value)

    def setdefault(self, key: str, default: Any) -> str:
        """Return the value there is, or add this one."""
        if key not in self:
            self.add(key, default)
        return str(self[key])

    def remove(self, key: str) -> None:
        """Drop every line of that name."""
        self._lines = [line for line in self._lines if line[0].lower() != key.lower()]

    def pop(self, key: str, default: Any = _MISSING) -> Any:
        """Drop a header and return its first value."""
        if key not in self and default is _MISSING:
            raise KeyError(key)
        value = self.get(key, default)
        self.remove(key)
        return value

    def items(self, lower: bool = False) -> Iterator[tuple[str, str]]:
        """Yield name and value of each line."""
        for name, value in self._lines:
            yield name.lower() if lower else name, value

    def keys(self, lower: bool = False) -> Iterator[str]:
        """Yield the name of each line."""
        return (name for name, _ in self.items(lower))

    def values(self) -> Iterator[str]:
        """Yield the value of each line."""
        return (value for _, value in self._lines)

    def to_wsgi_list(self) -> list[tuple[str, str]]:
        """Return the lines as pairs."""
        return list(self._lines)

    def __getitem__(self, key: str) -> str:
        for value in self.getlist(key):
            return str(value)
        raise KeyError(key)

    def __setitem__(self, key: str, value: Any) -> None:
        self.set(key, value)

    def __delitem__(self, key: str) -> None:
        self.remove(key)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and bool(self.getlist(key))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Headers):
            return NotImplemented
        return sorted(self.items(lower=True)) == sorted(other.items(lower=True))

    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        return "".join(f"{name}: {value}\r\n" for name, value in self._lines) + "\r\n"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._lines!r})"


class CacheControl(dict[str, str | None]):
    """The directives of a Cache-Control header, also as attributes (`max_age`, `no_cache`)."""

    _numbers = frozenset(
        {
            "max-age",
            "s-maxage",
            "stale-while-revalidate",
            "stale-if-error",
            "max-stale",
            "min-fresh",
        }
    )
    _values = frozenset({"no-cache", "private"})

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        key = name.replace("_", "-")
        if key in self._numbers:
            text = self.get(key)
            return int(text) if text and text.lstrip("-").isdigit() else None
        if key in self._values:
            return None if key not in self else (self[key] or True)
        return key in self

    def to_header(self) -> str:
        """Return the header text."""
        return ", ".join(k if v is None else f"{k}={v}" for k, v in self.items())

    __str__ = to_header


class HeaderSet(list[str]):
    """The items of a header that is a set (Allow, Vary); matched without regard to case."""

    def __contains__(self, item: object) -> bool:
        return isinstance(item, str) and item.lower() in {each.lower() for each in self}

    def as_set(self, preserve_casing: bool = False) -> set[str]:
        """Return the items as a set, in lower case unless told otherwise."""
        return set(self) if preserve_casing else {item.lower() for item in self}

    def to_header(self) -> str:
        """Return the header text."""
        return ", ".join(self)


class Challenge:
    """A WWW-Authenticate header: `type`, `parameters` (also by `[]` and as attributes), `token`."""

    def __init__(self, text: str) -> None:
        kind, _, rest = text.partition(" ")
        self.type = kind.lower()
        pairs = parse_pairs(rest)
        bare = len(pairs) == 1 and next(iter(pairs.values())) is None
        self.token = rest.strip() if bare else None
        self.parameters = {} if bare else pairs
        self._text = text

    def get(self, key: str, default: Any = None) -> Any:
        """Return a parameter."""
        return self.parameters.get(key, default)

    def __getitem__(self, key: str) -> Any:
        return self.parameters.get(key)

    def __contains__(self, key: object) -> bool:
        return key in self.parameters

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.parameters.get(name)

    def to_header(self) -> str:
        """Return the header text."""
        return self._text

    __str__ = to_header


def pairs_of(values: Any) -> Iterator[tuple[str, Any]]:
    """Yield key and value of a mapping, a multi-valued mapping or an iterable of pairs."""
    if hasattr(values, "getlist") and not isinstance(values, Headers):
        for key in dict.fromkeys(values.keys()):
            yield from ((key, value) for value in values.getlist(key))
    elif hasattr(values, "items"):
        for key, value in values.items():
            several = isinstance(value, list | tuple | set)
            yield from ((key, each) for each in (value if several else (value,)))
    else:
        yield from values


def parse_pairs(text: str) -> dict[str, str | None]:
    """Parse `a=1, b="x", c` into a dict; a name alone has the value None."""
    found: dict[str, str | None] = {}
    for item in parse_http_list(text):
        key, separator, value = item.partition("=")
        if len(value) > 1 and value[0] == value[-1] == '"':
            value = value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
        if key.strip():
            found[key.strip()] = value.strip() if separator else None
    return found


def parse_set(text: str | None) -> HeaderSet:
    """Parse a header that is a list of items."""
    return HeaderSet(item.strip().strip('"') for item in parse_http_list(text or ""))


def spelled(raw: Iterable[tuple[bytes, bytes]]) -> Headers:
    """Return an ASGI answer's headers with their usual spelling (`Content-Type`)."""
    headers = Headers()
    for name, value in raw:
        text = name.decode("latin-1")
        if text.islower():
            text = _SPELLING.get(text) or text.title()
        headers.add(text, value.decode("latin-1"))
    return headers
