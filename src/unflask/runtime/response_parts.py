"""Response headers that have parts of their own; each change is written to the header at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from starlette.datastructures import MutableHeaders

from .header_values import items, unquoted
from .response_headers import quoted


class Directives(MutableMapping[str, "str | None"]):
    """The directives of a header by their names; None for those without a value."""

    _headers: MutableHeaders
    _name: str

    def __init__(self, headers: MutableHeaders, name: str) -> None:
        object.__setattr__(self, "_headers", headers)
        object.__setattr__(self, "_name", name)

    def __getitem__(self, key: str) -> str | None:
        return self._read()[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._write({**self._read(), key: value})

    def __delitem__(self, key: str) -> None:
        kept = self._read()
        del kept[key]
        self._write(kept)

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for item in items(self._headers.get(self._name)):
            key, equals, value = item.partition("=")
            found[key.strip()] = unquoted(value.strip()) if equals else None
        return found

    def _write(self, directives: Mapping[str, Any]) -> None:
        if directives:
            self._headers[self._name] = self._dump(directives)
        else:
            del self._headers[self._name]

    def _dump(self, directives: Mapping[str, Any]) -> str:
        return dump(directives)

    def to_header(self) -> str:
        """Return the text of the header."""
        return self._dump(self._read())

    __str__ = to_header


class CacheControl(Directives):
    """The directives of a response's ``Cache-Control`` header, as attributes and by name."""

    _FLAGS = frozenset(
        {
            "no_store",
            "no_transform",
            "public",
            "must_revalidate",
            "proxy_revalidate",
            "must_understand",
            "immutable",
        }
    )
    _NUMBERS = frozenset({"max_age", "s_maxage", "stale_while_revalidate", "stale_if_error"})
    _NAMES = _FLAGS | _NUMBERS | {"no_cache", "private"}

    def __getattr__(self, name: str) -> Any:
        if name not in self._NAMES:
            raise AttributeError(name)
        key = name.replace("_", "-")
        if name in self._FLAGS:
            return key in self
        value = self.get(key)
        if name in self._NUMBERS:
            return _number(value)
        return True if value is None and key in self else value

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self._NAMES:
            raise AttributeError(name)
        key = name.replace("_", "-")
        if value is None or value is False or (name in self._FLAGS and not value):
            self.pop(key, None)
        elif value is True or name in self._FLAGS:
            self[key] = None
        else:
            self[key] = str(int(value) if name in self._NUMBERS else value)

    def __delattr__(self, name: str) -> None:
        setattr(self, name, None)


class ContentSecurityPolicy(Directives):
    """The policies of a ``Content-Security-Policy`` header, as attributes and by name."""

    _NAMES = frozenset(
        # A list of them one below the other would be longer than the class.
        """base_uri child_src connect_src default_src font_src form_action frame_ancestors frame_src
        img_src manifest_src media_src navigate_to object_src prefetch_src plugin_types report_to
        report_uri sandbox script_src script_src_attr script_src_elem style_src style_src_attr
        style_src_elem worker_src""".split()  # noqa: SIM905
    )

    def __getattr__(self, name: str) -> Any:
        if name not in self._NAMES:
            raise AttributeError(name)
        return self.get(name.replace("_", "-"))

    def __setattr__(self, name: str, value: str | None) -> None:
        if name not in self._NAMES:
            raise AttributeError(name)
        if value is None:
            self.pop(name.replace("_", "-"), None)
        else:
            self[name.replace("_", "-")] = value

    def __delattr__(self, name: str) -> None:
        setattr(self, name, None)

    def _read(self) -> dict[str, str | None]:
        policies = [text.strip(" \t") for text in self._headers.get(self._name, "").split(";")]
        pairs = [text.partition(" ") for text in policies if " " in text]
        return {name.strip(): value.strip() for name, _, value in pairs}

    def _dump(self, directives: Mapping[str, Any]) -> str:
        return "; ".join(f"{name} {value}" for name, value in directives.items())


class HeaderSet:
    """The names in a header that is a list, such as ``Vary`` or ``Allow``."""

    def __init__(self, headers: MutableHeaders, name: str) -> None:
        self._headers = headers
        self._name = name

    def __iter__(self) -> Iterator[str]:
        return map(unquoted, items(self._headers.get(self._name)))

    def __contains__(self, item: str) -> bool:
        return self.find(item) >= 0

    def __getitem__(self, index: int) -> str:
        names: list[str] = [*self]
        return names[index]

    def __len__(self) -> int:
        # `list(self)` would ask for this length first.
        return sum(1 for _ in self)

    def add(self, item: str) -> None:
        """Add a name unless it is there in any case."""
        self.update([item])

    def update(self, items: Iterable[str]) -> None:
        """Add several names."""
        for item in items:
            if item not in self:
                self._write([*self, item])

    def discard(self, item: str) -> None:
        """Remove a name if it is there."""
        if item in self:
            self.remove(item)

    def remove(self, item: str) -> None:
        """Remove a name; KeyError if it is not there."""
        if item not in self:
            raise KeyError(item)
        self._write([known for known in self if known.lower() != item.lower()])

    def find(self, item: str) -> int:
        """Return where a name stands; -1 if it is not there."""
        names = [known.lower() for known in self]
        return names.index(item.lower()) if item.lower() in names else -1

    def index(self, item: str) -> int:
        """Return where a name stands; IndexError if it is not there."""
        if item not in self:
            raise IndexError(item)
        return self.find(item)

    def clear(self) -> None:
        """Remove the header."""
        self._write([])

    def as_set(self, preserve_casing: bool = False) -> set[str]:
        """Return the names as a set, in lower case unless told otherwise."""
        return {name if preserve_casing else name.lower() for name in self}

    def to_header(self) -> str:
        """Return the text of the header."""
        return dump(self)

    __str__ = to_header

    def _write(self, names: list[str]) -> None:
        if names:
            self._headers[self._name] = dump(names)
        else:
            del self._headers[self._name]


class header_parts:  # noqa: N801 - used like `property`
    """An attribute for a header with parts; a text or a collection may be set, nothing removes it."""

    def __init__(self, kind: Callable[[Any, str], Any], name: str) -> None:
        self.kind = kind
        self.name = name
        self.__doc__ = f"The parts of the ``{name}`` header."

    def __get__(self, response: Any, owner: type) -> Any:
        return self if response is None else self.kind(response.headers, self.name)

    def __set__(self, response: Any, value: Any) -> None:
        if not value:
            response.headers.remove(self.name)
        elif isinstance(value, str):
            response.headers[self.name] = value
        elif hasattr(value, "to_header"):
            response.headers[self.name] = value.to_header()
        else:
            response.headers[self.name] = dump(value)


class header_list(header_parts):  # noqa: N801 - used like `property`
    """An attribute for a header that is a list; None when it is missing."""

    def __init__(self, name: str) -> None:
        super().__init__(HeaderSet, name)

    def __get__(self, response: Any, owner: type) -> Any:
        if response is not None and self.name not in response.headers:
            return None
        return super().__get__(response, owner)

    def __set__(self, response: Any, value: Any) -> None:
        # A text counts as its letters, as it always did.
        response.headers[self.name] = dump(value)


def dump(values: Mapping[str, Any] | Iterable[Any]) -> str:
    """Return the items of a list, or names with their values, as the text of a header."""
    if not isinstance(values, Mapping):
        return ", ".join(quoted(str(value)) for value in values)
    return ", ".join(
        key if value is None else f"{key}={value if key.endswith('*') else quoted(str(value))}"
        for key, value in values.items()
    )


def _number(value: str | None) -> int | None:
    try:
        return None if value is None else int(value)
    except ValueError:
        return None
