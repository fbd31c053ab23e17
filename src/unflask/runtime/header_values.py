"""Values of request headers that have parts of their own."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KEY = re.compile(r"([\w!#$%&'*+\-.^`|~]+)=", re.ASCII)
_TOKEN = re.compile(r"[\w!#$%&'*+\-.^`|~]+", re.ASCII)
_QUOTED = re.compile(r'"(?:\\[\\"]|[^"])*"')
_SLASHED = re.compile(r"\\(.)")
_CLOSED = re.compile(r'(?:"(?:\\.|[^"\\])*"|[^"])*', re.DOTALL)
_ITEM = re.compile(r'(?:"(?:\\.|[^"\\])*"|[^",])+')
_NEXT = re.compile(r";[ \t]*")
_ENCODED = re.compile(r"([\w\-]*)'[\w\-]*'([\w!#$%&'*+\-.^`|~]+)", re.ASCII)
_ETAG = re.compile(r'[ \t]*([Ww]/)?(?:"([^"]*)"|([^" \t,]+))[ \t]*(?:,|\Z)', re.ASCII)
_QUALITY = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_ENCODINGS = frozenset({"ascii", "us-ascii", "utf-8", "iso-8859-1"})


def parse_options(value: str | None) -> tuple[str, dict[str, str]]:
    """Return the value of a header and its parameters; parameters that are not valid are skipped."""
    main, _, rest = (value or "").partition(";")
    main, rest = main.strip(" \t"), rest.strip(" \t")
    options: dict[str, str] = {}
    position = 0
    while main and position < len(rest):
        key = _KEY.match(rest, position)
        if key is not None:
            position = key.end()
            text = _TOKEN.match(rest, position) or _QUOTED.match(rest, position)
            if text is not None:
                position = text.end()
                _add_option(options, key[1].lower(), text[0])
            elif rest.startswith('"', position):
                break
        following = _NEXT.search(rest, position)
        if following is None:
            break
        position = following.end()
    return main, options


def _add_option(options: dict[str, str], key: str, text: str) -> None:
    if not key.endswith("*"):
        options[key] = unquoted(text).replace("%22", '"')
        return
    encoded = _ENCODED.fullmatch(text)
    if encoded is not None:
        encoding, text = encoded[1].lower(), encoded[2]
        if encoding in _ENCODINGS:
            text = unquote(text, encoding)
    options[key.removesuffix("*")] = text


def unquoted(text: str) -> str:
    """Return a header value without its quotes and backslashes."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return _SLASHED.sub(r"\1", text[1:-1])
    return text


def items(value: str | None) -> Iterator[str]:
    """Yield the parts between the commas of a header; commas in quotes do not count."""
    for item in _ITEM.findall(value or ""):
        text = item.strip()
        if text:
            yield text


def listed(value: str | None) -> list[str]:
    """Return the parts of a header without their quotes; none where a quote is not closed."""
    text = value or ""
    return [unquoted(item) for item in items(text)] if _CLOSED.fullmatch(text) else []


@dataclass(frozen=True)
class Authorization:
    """The scheme of an ``Authorization`` header, with its parameters or its token."""

    type: str
    parameters: dict[str, Any] = field(default_factory=dict)
    token: str | None = None

    @classmethod
    def parse(cls, value: str | None) -> Self | None:
        """Return the parts of the header; None when it is missing or broken."""
        if not value:
            return None
        scheme, _, rest = value.partition(" ")
        scheme, rest = scheme.lower(), rest.strip(" \t")
        if scheme == "basic":
            try:
                name, _, password = b64decode(rest, validate=True).decode().partition(":")
            except (binascii.Error, UnicodeError):
                return None
            return cls(scheme, {"username": name, "password": password})
        if "=" in rest.rstrip("="):
            return cls(scheme, parse_pairs(rest))
        return cls(scheme, token=rest)

    def __getattr__(self, name: str) -> Any:
        return self.parameters.get(name)

    def __getitem__(self, name: str) -> Any:
        return self.parameters.get(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a parameter."""
        return self.parameters.get(name, default)

    def __contains__(self, name: str) -> bool:
        return name in self.parameters

    def to_header(self) -> str:
        """Return the header."""
        if self.type == "basic":
            pair = f"{self.parameters['username']}:{self.parameters['password']}"
            return f"Basic {b64encode(pair.encode()).decode()}"
        if self.token is not None:
            return f"{self.type.title()} {self.token}"
        pairs = (f"{key}={_quoted(value)}" for key, value in self.parameters.items())
        return f"{self.type.title()} {', '.join(pairs)}"

    def __str__(self) -> str:
        return self.to_header()


def _quoted(value: Any) -> str:
    text = str(value)
    if _TOKEN.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def parse_pairs(value: str) -> dict[str, str | None]:
    """Return the ``key=value`` pairs between the commas of a header."""
    found: dict[str, str | None] = {}
    for item in items(value):
        key, equals, text = item.partition("=")
        if key.strip():
            found[key.strip()] = unquoted(text.strip()) if equals else None
    return found


class Accept(tuple[tuple[str, float], ...]):
    """What a client accepts, best first: pairs of value and quality."""

    __slots__ = ()

    @classmethod
    def parse(cls, value: str | None) -> Self:
        """Return the values of the header; those with a broken quality are left out."""
        found = []
        for item in items(value):
            name, options = parse_options(item)
            text = options.pop("q", "").strip(" \t") if "q" in options else None
            if text is not None and not (_QUALITY.fullmatch(text) and 0 <= float(text) <= 1):
                continue
            name += "".join(f"; {key}={option}" for key, option in options.items())
            found.append((name, 1 if text is None else float(text)))
        found.sort(key=lambda pair: (cls.specificity(pair[0]), pair[1]), reverse=True)
        return cls(found)

    def __getitem__(self, key: Any) -> Any:
        return self.quality(key) if isinstance(key, str) else super().__getitem__(key)

    @staticmethod
    def specificity(value: str) -> tuple[bool, ...]:
        """Return how much a value of the header says."""
        return (value != "*",)

    @staticmethod
    def matches(value: str, accepted: str) -> bool:
        """Tell whether the app's ``value`` is meant by the client's ``accepted``."""
        return accepted == "*" or accepted.lower() == value.lower()

    def quality(self, value: str) -> float:
        """Return the quality of a value; 0 when it is not accepted."""
        return next((quality for item, quality in self if self.matches(value, item)), 0)

    def best_match(self, values: Iterable[str], default: str | None = None) -> str | None:
        """Return the value that the client likes best."""
        best: tuple[float, tuple[bool, ...]] = (0.0, (False,))
        found = default
        for value in values:
            for item, quality in self:
                if self.matches(value, item):
                    rank = quality, self.specificity(item)
                    if quality > 0 and rank > best:
                        best, found = rank, value
                    break
        return found

    @property
    def best(self) -> str | None:
        """The first value."""
        return self[0][0] if self else None

    def values(self) -> Iterator[str]:
        """Yield the values, best first."""
        return (item for item, _ in self)

    def accepts(self, value: str) -> bool:
        """Tell whether a value is among them, with whatever quality."""
        return any(self.matches(value, item) for item, _ in self)

    def __contains__(self, value: object) -> bool:
        return self.accepts(str(value))

    def __str__(self) -> str:
        return ",".join(item if q == 1 else f"{item};q={q:g}" for item, q in self)


class MIMEAccept(Accept):
    """The media types that a client accepts."""

    __slots__ = ()

    @staticmethod
    def specificity(value: str) -> tuple[bool, ...]:
        """Return which of type, subtype and parameters are given."""
        return tuple(part != "*" for part in _media_type(value))

    @staticmethod
    def matches(value: str, accepted: str) -> bool:
        """Tell whether the app's ``value`` is meant; ValueError when it is no media type."""
        if "/" not in accepted:
            return False
        if "/" not in value:
            raise ValueError(f"invalid mimetype {value!r}")
        kind, subtype, *parameters = _media_type(value)
        wanted_kind, wanted_subtype, *wanted = _media_type(accepted)
        if "*" in (kind, wanted_kind):
            return (kind, subtype) == ("*", "*") or (wanted_kind, wanted_subtype) == ("*", "*")
        if kind != wanted_kind:
            return False
        if "*" in (subtype, wanted_subtype):
            return True
        return subtype == wanted_subtype and sorted(parameters) == sorted(wanted)

    @property
    def accept_html(self) -> bool:
        """Whether HTML is accepted."""
        return self.accepts("text/html") or self.accept_xhtml

    @property
    def accept_xhtml(self) -> bool:
        """Whether XHTML is accepted."""
        return self.accepts("application/xhtml+xml") or self.accepts("application/xml")

    @property
    def accept_json(self) -> bool:
        """Whether JSON is accepted."""
        return self.accepts("application/json")


class LanguageAccept(Accept):
    """The languages that a client accepts."""

    __slots__ = ()

    @staticmethod
    def matches(value: str, accepted: str) -> bool:
        """Tell whether the app's language is meant by the client's."""
        return accepted == "*" or _language(value) == _language(accepted)

    def best_match(self, values: Iterable[str], default: str | None = None) -> str | None:
        """Return the language that the client likes best, its primary tag if need be."""
        values = list(values)
        found = super().best_match(values)
        if found is not None:
            return found
        primary = Accept((_language(item)[0], quality) for item, quality in self)
        found = primary.best_match(values)
        if found is not None:
            return found
        tags = [_language(value)[0] for value in values]
        tag = super().best_match(tags)
        return default if tag is None else values[tags.index(tag)]


@dataclass(frozen=True)
class UserAgent:
    """The ``User-Agent`` header."""

    string: str = ""

    # As with Werkzeug, what the text says of the client is left to a parser of one's own.
    platform = browser = version = language = None

    def to_header(self) -> str:
        """Return the header."""
        return self.string

    def __str__(self) -> str:
        return self.string

    def __bool__(self) -> bool:
        # It is true only where a browser was made out, which Werkzeug does not try.
        return False


@dataclass(frozen=True)
class ETags:
    """The entity tags of an ``If-Match`` or ``If-None-Match`` header."""

    strong: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    star: bool = False

    @classmethod
    def parse(cls, value: str | None) -> Self:
        """Return the tags of the header."""
        strong: set[str] = set()
        weak: set[str] = set()
        position = 0
        while match := _ETAG.match(value or "", position):
            is_weak, quoted, raw = match.groups()
            if raw == "*":
                return cls(star=True)
            (weak if is_weak else strong).add(raw if quoted is None else quoted)
            position = match.end()
        return cls(frozenset(strong), frozenset(weak))

    def contains(self, etag: str) -> bool:
        """Tell whether a strong tag is among them."""
        return self.star or etag in self.strong

    def contains_weak(self, etag: str) -> bool:
        """Tell whether a tag is among them, strong or weak."""
        return etag in self.weak or self.contains(etag)

    def __contains__(self, etag: str) -> bool:
        return self.contains(etag)

    def __bool__(self) -> bool:
        return bool(self.star or self.strong or self.weak)


@dataclass(frozen=True)
class Range:
    """The ranges of a ``Range`` header: pairs of first byte and end."""

    units: str
    ranges: tuple[tuple[int, int | None], ...]

    @classmethod
    def parse(cls, value: str | None) -> Self | None:
        """Return the ranges of the header; None when it is missing or broken."""
        units, equals, text = (value or "").partition("=")
        found: list[tuple[int, int | None]] = []
        for item in text.split(","):
            match = re.fullmatch(r"\s*(\d*)-(\d*)\s*", item, re.ASCII)
            if match is None or not (match[1] or match[2]):
                return None
            start, end = match.groups()
            if start and end and int(start) > int(end):
                return None
            if start:
                found.append((int(start), int(end) + 1 if end else None))
            else:
                found.append((-int(end), None))
        return cls(units.strip().lower(), tuple(found)) if equals else None


def _media_type(value: str) -> list[str]:
    return re.split(r"/|[ \t]*;[ \t]*", value.lower())


def _language(value: str) -> list[str]:
    return re.split("[_-]", value.lower())
