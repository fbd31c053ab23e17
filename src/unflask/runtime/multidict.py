"""Mappings with several values for a key, of which the first one counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Self, cast

from .errors import BadRequestKeyError

_MISSING: Any = object()


def pairs(source: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each key with each of its values, from a mapping or from pairs."""
    if isinstance(source, MultiDict):
        yield from source.items(multi=True)
    elif isinstance(source, Mapping):
        for key, value in source.items():
            if isinstance(value, (list, tuple, set)):
                yield from ((key, item) for item in value)
            else:
                yield key, value
    else:
        yield from source


class MultiDict(dict[str, Any]):
    """A dict that keeps a list for each key and answers with the first value.

    A missing key raises ``BadRequestKeyError``: a ``KeyError`` that is answered with 400.
    """

    def __init__(self, source: Any = ()) -> None:
        super().__init__()
        for key, value in pairs(source or ()):
            self.add(key, value)

    def __getitem__(self, key: str) -> Any:
        values = super().get(key)
        if not values:
            raise BadRequestKeyError(key)
        return values[0]

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(key, [value])

    def __iter__(self) -> Iterator[str]:
        # With an own `__iter__`, `dict(multidict)` asks for values by `[]` and so gets the first.
        return super().__iter__()

    def add(self, key: str, value: Any) -> None:
        """Add a value after those that the key has."""
        super().setdefault(key, []).append(value)

    def get(
        self,
        key: str,
        default: Any = None,
        type: Callable[[Any], Any] | None = None,  # noqa: A002 - its name in apps
    ) -> Any:
        """Return the first value, converted; ``default`` when missing or not convertible."""
        values = super().get(key)
        if not values:
            return default
        if type is None:
            return values[0]
        try:
            return type(values[0])
        except (ValueError, TypeError):
            return default

    def getlist(
        self,
        key: str,
        type: Callable[[Any], Any] | None = None,  # noqa: A002 - its name in apps
    ) -> list[Any]:
        """Return all values, converted; those that cannot be are left out."""
        found = []
        for value in super().get(key, ()):
            try:
                found.append(value if type is None else type(value))
            except (ValueError, TypeError):
                continue
        return found

    def setlist(self, key: str, values: Iterable[Any]) -> None:
        """Set all values of a key."""
        super().__setitem__(key, list(values))

    def setdefault(self, key: str, default: Any = None) -> Any:
        """Return the first value, set to ``default`` before when the key is missing."""
        if key not in self:
            self[key] = default
        return self[key]

    def setlistdefault(self, key: str, default: Iterable[Any] | None = None) -> list[Any]:
        """Return the list of values itself, set to ``default`` before when the key is missing."""
        if key not in self:
            self.setlist(key, default or ())
        return cast("list[Any]", super().__getitem__(key))

    def items(self, multi: bool = False) -> Iterator[tuple[str, Any]]:  # type: ignore[override]
        """Yield each key with its first value, or with each of its values."""
        for key, values in super().items():
            for value in values if multi else values[:1]:
                yield key, value

    def lists(self) -> Iterator[tuple[str, list[Any]]]:
        """Yield each key with the list of its values."""
        for key, values in super().items():
            yield key, list(values)

    def values(self) -> Iterator[Any]:  # type: ignore[override]
        """Yield the first value of each key."""
        for values in super().values():
            yield values[0]

    def listvalues(self) -> Iterator[list[Any]]:
        """Yield the list of values of each key."""
        return iter(super().values())

    def to_dict(self, flat: bool = True) -> dict[str, Any]:
        """Return a plain dict of first values, or of lists."""
        return dict(self.items() if flat else self.lists())

    def pop(self, key: str, default: Any = _MISSING) -> Any:
        """Remove a key and return its first value."""
        values = super().pop(key, None)
        if values:
            return values[0]
        if default is _MISSING:
            raise BadRequestKeyError(key)
        return default

    def poplist(self, key: str) -> list[Any]:
        """Remove a key and return all its values."""
        return cast("list[Any]", super().pop(key, []))

    def popitem(self) -> tuple[str, Any]:
        """Remove the last key; return it with its first value."""
        if not self:
            raise BadRequestKeyError("popitem(): dictionary is empty")
        key, values = super().popitem()
        return key, values[0]

    def update(self, source: Any = (), **more: Any) -> None:  # type: ignore[override]
        """Add the values of a mapping or of pairs after those that are there."""
        for key, value in (*pairs(source), *pairs(more)):
            self.add(key, value)

    def copy(self) -> Self:
        """Return a copy with lists of its own."""
        return type(self)(self)

    def __copy__(self) -> Self:
        return type(self)(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self.lists()),)

    def __or__(self, other: Any) -> Self:  # type: ignore[override]
        joined = self.copy()
        joined.update(other)
        return joined

    def __ior__(self, other: Any) -> Self:  # type: ignore[override]
        self.update(other)
        return self

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self.items(multi=True))!r})"


def _refuse(self: Any, *_args: Any, **_kwargs: Any) -> Any:
    raise TypeError(f"{type(self).__name__!r} objects are immutable")


class ImmutableMultiDict(MultiDict):
    """A multidict that the application only reads: ``request.args`` and its like."""

    def __init__(self, source: Any = ()) -> None:
        super().__init__()
        for key, value in pairs(source or ()):
            dict.setdefault(self, key, []).append(value)

    __setitem__ = __delitem__ = add = setlist = setdefault = setlistdefault = _refuse
    pop = poplist = popitem = update = clear = __ior__ = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(dict.items({key: tuple(values) for key, values in self.lists()})))

    def copy(self) -> MultiDict:  # type: ignore[override]
        """Return a copy that can be changed."""
        return MultiDict(self)


class CombinedMultiDict(ImmutableMultiDict):
    """Several mappings in a row: the first one that has a value which can be converted gives it."""

    def __init__(self, *parts: MultiDict) -> None:
        super().__init__([pair for part in parts for pair in part.items(multi=True)])
        self._parts = parts

    def get(
        self,
        key: str,
        default: Any = None,
        type: Callable[[Any], Any] | None = None,  # noqa: A002 - its name in apps
    ) -> Any:
        """Return the first value of the first mapping where it can be converted; else ``default``."""
        for part in self._parts:
            value = part.get(key, _MISSING, type)
            if value is not _MISSING:
                return value
        return default
