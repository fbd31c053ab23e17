"""Which rule takes a path: the most specific one, whatever the order of declaration."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import quote

from starlette.convertors import CONVERTOR_TYPES, Convertor, PathConvertor

from .convertors import Pending, ValidationError, spelled
from .rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fastapi.routing import RouteContext

    from .routing import Router

MATCH = "migrated.match"
"""The key of a request's outcome in its scope."""

MATCHED_FOR = "migrated.matched_for"
"""The key of what it was found for: application, root path, path and method."""

_PARAMETER = re.compile(r"{([a-zA-Z_]\w*)(?::([a-zA-Z_]\w*))?}", re.ASCII)
_PIECE = re.compile(r"/|[^/{]+|{[^}]*}|{")
_SLASHES = re.compile("/{2,}")
_PATH_SAFE = "!$&'()*+,/:;=@"

Weight: TypeAlias = "tuple[int, list[tuple[int, int]], int, list[int]]"


@dataclass(frozen=True, eq=False)
class UrlRule:
    """A route as requests meet it: its whole path, its methods and the routers it came through."""

    path: str
    endpoint: str
    methods: frozenset[str]
    convertors: Mapping[str, Convertor[Any]] = field(default_factory=dict)
    defaults: Mapping[str, Any] | None = None  # only with: defaults, url_for, iter_rules
    strict_slashes: bool = True  # only with: strict_slashes
    automatic_options: bool = True
    websocket: bool = False  # only with: =socks
    routers: tuple[Router, ...] = ()  # only with: =routers
    blueprints: tuple[str, ...] = ()  # only with: Router
    target: RouteContext | None = None

    @property
    def rule(self) -> str:
        """The path with its parameters in angle brackets: ``/post/<int:id>``."""
        return _PARAMETER.sub(_angled, self.path)

    @property
    def arguments(self) -> frozenset[str]:
        """The names of the values that the view gets."""
        return frozenset(self.convertors) | frozenset(self.defaults or ())

    def __str__(self) -> str:  # only with: url_rule, url_map, iter_rules, install
        return self.rule


@dataclass(frozen=True)
class Found:
    """A rule that takes the request, with the values for its view."""

    rule: UrlRule
    values: dict[str, Any]


@dataclass(frozen=True)
class Moved:
    """The path, percent-encoded, under which the request would be taken."""

    path: str


@dataclass(frozen=True)
class Missed:
    """No rule takes the request; ``methods`` are those that would have been taken."""

    methods: frozenset[str] = frozenset()


class Mismatched(Missed):
    """A rule is for WebSockets and the request is none, or the other way about."""


@dataclass(frozen=True)
class Failed:
    """A convertor failed at the values of the rule that takes the path."""

    error: Exception


class Untrusted:
    """The request is for a host that the application does not answer for."""


Outcome: TypeAlias = "Found | Moved | Missed | Failed"


class RouteTable:
    """All rules of an application, as a tree of path segments."""

    def __init__(
        self,
        rules: Iterable[UrlRule],
        behind: Any = None,  # only with: =fallback
        *,  # only with: merge_slashes
        merges: bool = True,  # only with: merge_slashes
    ) -> None:
        self.rules = tuple(rules)
        self._behind = behind  # only with: =fallback
        self._merges = merges  # only with: merge_slashes
        self._root = _State()
        for rule in self.rules:
            path = _SLASHES.sub("/", rule.path)
            path = path if merges else rule.path  # only with: merge_slashes
            self._root.add(rule, path)
        self._root.sort()
        self._by_endpoint: dict[str, list[UrlRule]] = {}  # only with: defaults
        by_values = sorted(self.rules, key=_values_taken)  # only with: defaults
        for rule in by_values:  # only with: defaults
            self._by_endpoint.setdefault(rule.endpoint, []).append(rule)

    def match(self, path: str, method: str, websocket: bool = False) -> Outcome:
        """Return what becomes of a request for ``path``, without the path the app is mounted at."""
        path = f"/{path.lstrip('/')}" if path else ""
        search = _Search(method)
        search.websocket = websocket  # only with: =socks
        try:
            found = search.walk(self._root, path.split("/"), [])
            if found is None and not self._merges:  # only with: merge_slashes
                return search.missed(frozenset(search.methods))
            if found is None:
                path = _SLASHES.sub("/", path)
                merged = search.walk(self._root, path.split("/"), [])
                return search.missed(frozenset(search.methods)) if merged is None else _moved(path)
        except _SlashMissing:
            return _moved(f"{path}/")
        return self._converted(*found, search)

    def allowed(self, path: str) -> frozenset[str]:
        """Return all methods that are taken at ``path``."""
        outcome = self.match(path, "--")
        return outcome.methods if isinstance(outcome, Missed) else frozenset()

    def iter_rules(self, endpoint: str | None = None) -> Iterator[UrlRule]:
        """Return all rules, by endpoint, or those of one: KeyError when it has none."""
        whole = getattr(self._behind, "url_map", None)  # only with: =fallback
        if whole is not None:  # only with: =fallback
            return cast("Iterator[UrlRule]", whole.iter_rules(endpoint))
        endpoints = dict.fromkeys(rule.endpoint for rule in self.rules)
        if endpoint is not None and endpoint not in endpoints:
            raise KeyError(endpoint)
        by_values = sorted(self.rules, key=_values_taken)
        chosen = endpoints if endpoint is None else (endpoint,)
        return (rule for name in chosen for rule in by_values if rule.endpoint == name)

    def is_endpoint_expecting(self, endpoint: str, *arguments: str) -> bool:
        """Tell whether a rule of the endpoint has these parameters; KeyError when it has no rule."""
        return any(rule.arguments >= set(arguments) for rule in self.iter_rules(endpoint))

    def _converted(self, rule: UrlRule, texts: Sequence[str], search: _Search) -> Outcome:
        try:
            values = {
                name: convertor.convert(text)
                for (name, convertor), text in zip(rule.convertors.items(), texts, strict=True)
            }
        except ValidationError:
            return search.missed(frozenset(search.methods))
        except Exception as error:  # noqa: BLE001 - answered as any error, where hooks are called
            return Failed(error)
        values.update(rule.defaults or {})  # only with: defaults
        shorter = self._shorter(rule, values, search.method)  # only with: defaults
        if shorter is not None:  # only with: defaults
            return Moved(shorter)
        return Found(rule, values)

    def _shorter(self, rule: UrlRule, values: dict[str, Any], method: str) -> str | None:
        """Return the path of the rule whose defaults are just these values."""
        for other in self._by_endpoint[rule.endpoint]:
            if other is rule:
                break
            if not other.defaults or other.arguments != rule.arguments:
                continue
            building = building_rule(other)
            if building.suits(values, method):
                return building.build(values)
        return None


class _SlashMissing(Exception):
    """The path needs a slash at its end."""


@dataclass(frozen=True)
class _Part:
    """One segment of a path with parameters, or all the rest of it when ``final``."""

    regex: re.Pattern[str]
    final: bool
    weight: Weight


@dataclass
class _State:
    """What may follow after the segments that led here."""

    rules: list[UrlRule] = field(default_factory=list)
    static: dict[str, _State] = field(default_factory=dict)
    dynamic: list[tuple[_Part, _State]] = field(default_factory=list)

    def add(self, rule: UrlRule, path: str) -> None:
        state = self
        for part in _parts(path, rule.convertors):
            state = state.step(part)
        state.rules.append(rule)

    def step(self, part: _Part | str) -> _State:
        if isinstance(part, str):
            return self.static.setdefault(part, _State())
        for known, state in self.dynamic:
            if known == part:
                return state
        self.dynamic.append((part, _State()))
        return self.dynamic[-1][1]

    def sort(self) -> None:
        self.dynamic.sort(key=lambda entry: entry[0].weight)
        for state in (*self.static.values(), *(state for _, state in self.dynamic)):
            state.sort()


@dataclass
class _Search:
    """One walk through the tree; ``methods`` collects those of rules that had another method."""

    method: str
    methods: set[str] = field(default_factory=set)
    websocket: bool = False  # only with: =socks
    missed: type[Missed] = Missed

    def walk(
        self, state: _State, segments: Sequence[str], texts: list[str]
    ) -> tuple[UrlRule, list[str]] | None:
        if not segments:
            return self._end(state, texts)
        first, *rest = segments
        if first in state.static:
            found = self.walk(state.static[first], rest, texts)
            if found is not None:
                return found
        for part, following in state.dynamic:
            match = part.regex.fullmatch("/".join(segments) if part.final else first)
            if match is None:
                continue
            groups = match.groupdict()
            remaining = [] if part.final else rest
            if groups.pop("slash", None):
                remaining = [""]
            found = self.walk(following, remaining, [*texts, *_values(groups)])
            if found is not None:
                return found
        if segments == [""]:  # only with: strict_slashes
            return self._take(texts, (rule for rule in state.rules if not rule.strict_slashes))
        return None

    def _end(self, state: _State, texts: list[str]) -> tuple[UrlRule, list[str]] | None:
        found = self._take(texts, state.rules)
        if found is not None or "" not in state.static:
            return found
        for rule in state.static[""].rules:
            if self.method in rule.methods:
                if rule.websocket is not self.websocket:  # only with: =socks
                    self.missed = Mismatched
                    continue
                if not rule.strict_slashes:  # only with: strict_slashes
                    return rule, texts
                raise _SlashMissing
        return None

    def _take(self, texts: list[str], rules: Iterable[UrlRule]) -> tuple[UrlRule, list[str]] | None:
        for rule in rules:
            if self.method in rule.methods:
                if rule.websocket is not self.websocket:  # only with: =socks
                    self.missed = Mismatched
                    continue
                return rule, texts
            self.methods.update(rule.methods)
        return None


@dataclass
class _Draft:
    """A part that is being read."""

    pieces: list[str] = field(default_factory=list)
    texts: list[tuple[int, int]] = field(default_factory=list)
    weights: list[int] = field(default_factory=list)
    final: bool = False
    plain: str = ""

    @property
    def weight(self) -> Weight:
        return -len(self.texts), self.texts, -len(self.weights), self.weights

    def text(self, text: str) -> None:
        self.texts.append((len(self.texts), -len(text)))
        self.pieces.append(re.escape(text))
        self.plain += text

    def parameter(self, convertor: Convertor[Any]) -> None:
        if isinstance(convertor, Pending):  # only with: register_convertors
            text = "A route uses a path convertor that is not registered."
            raise LookupError(text)  # noqa: TRY004 - what is missing is a name
        self.pieces.append(f"(?P<value_{len(self.weights)}>{convertor.regex})")
        self.weights.append(getattr(convertor, "weight", 100))
        self.final |= getattr(convertor, "crosses_slashes", isinstance(convertor, PathConvertor))

    def done(self) -> _Part | str:
        if not self.weights:
            return self.plain
        return _Part(re.compile("".join(self.pieces)), self.final, self.weight)


def _parts(path: str, convertors: Mapping[str, Convertor[Any]]) -> Iterator[_Part | str]:
    draft = _Draft()
    for piece in _PIECE.findall(path):
        parameter = _PARAMETER.fullmatch(piece)
        if parameter is not None:
            draft.parameter(convertors[parameter[1]])
        elif piece != "/":
            draft.text(piece)
        elif draft.final:
            draft.pieces.append("/")
        else:
            yield draft.done()
            draft = _Draft()
    if draft.final and draft.pieces[-1] == "/":
        draft.pieces[-1] = "(?<!/)(?P<slash>/?)"
        yield draft.done()
        yield ""
    else:
        yield draft.done()


def _values_taken(rule: UrlRule) -> tuple[int, int]:
    return -len(rule.arguments), -len(rule.defaults or ())


def building_rule(rule: UrlRule) -> Rule:
    """Return the part of a rule that is needed to build its path."""
    defaults = rule.defaults or {}
    return Rule(rule.endpoint, rule.path, rule.methods, rule.convertors, defaults)


def convertors_of(path: str) -> dict[str, Convertor[Any]]:
    """Return the convertor of each parameter of ``path``, in order."""
    return {name: CONVERTOR_TYPES[kind or "str"] for name, kind in _PARAMETER.findall(path)}


def _values(groups: dict[str, str]) -> list[str]:
    return [groups[f"value_{n}"] for n in range(sum(name.startswith("value_") for name in groups))]


def _moved(path: str) -> Moved:
    return Moved(quote(path, safe=_PATH_SAFE))


def _angled(match: re.Match[str]) -> str:
    name, kind = match.groups()
    return f"<{name}>" if kind is None else f"<{spelled(kind)}:{name}>"
