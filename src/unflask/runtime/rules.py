"""Building paths and whole addresses from an endpoint's name and the values of its parameters."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from starlette.convertors import Convertor, StringConvertor

from .convertors import SEGMENT_SAFE, PathConvertor, ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PARAMETER = re.compile(r"{([a-zA-Z_]\w*)[^{}]*}", re.ASCII)
_QUERY_SAFE = "!$'()*,/:;?@"


@dataclass(frozen=True)
class Rule:
    """The part of a route that is needed to build its path."""

    endpoint: str
    path: str
    methods: frozenset[str] | None = None
    convertors: Mapping[str, Convertor[Any]] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)

    @property
    def arguments(self) -> frozenset[str]:
        """The names that a value or a default is needed for."""
        return frozenset(self.convertors) | frozenset(self.defaults)

    def suits(self, values: Mapping[str, Any], method: str | None) -> bool:
        """Whether the values are enough, none contradicts a default, and the method is served."""
        if method is not None and self.methods is not None and method not in self.methods:
            return False
        if not self.arguments <= (values.keys() | self.defaults.keys()):
            return False
        return all(values.get(name, value) == value for name, value in self.defaults.items())

    def build(self, values: Mapping[str, Any]) -> str:
        """The path, with the values that are no part of it as query string."""
        path = "".join(self._parts({**values, **self.defaults}))
        extra = {name: value for name, value in values.items() if name not in self.arguments}
        query = urlencode(list(_query_items(extra)), safe=_QUERY_SAFE)
        return f"{path}?{query}" if query else path

    def _parts(self, values: Mapping[str, Any]) -> Iterator[str]:
        end = 0
        for parameter in _PARAMETER.finditer(self.path):
            yield quote(self.path[end : parameter.start()], safe=SEGMENT_SAFE)
            name = parameter[1]
            yield quoted(self.convertors[name], values[name])
            end = parameter.end()
        yield quote(self.path[end:], safe=SEGMENT_SAFE)


def quoted(convertor: Convertor[Any], value: Any) -> str:
    """The text of a parameter's value in a path."""
    if isinstance(convertor, PathConvertor):
        return convertor.to_url(value)
    # Starlette's own convertor would refuse a slash, which Flask leaves in its place.
    plain = isinstance(convertor, StringConvertor)
    return quote(str(value) if plain else convertor.to_string(value), safe=SEGMENT_SAFE)


class RuleSet:
    """All rules of an application, by endpoint."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._by_endpoint: dict[str, list[Rule]] = {}
        for rule in self.rules:
            self._by_endpoint.setdefault(rule.endpoint, []).append(rule)
        for of_endpoint in self._by_endpoint.values():
            # The rule that uses most of the values is tried first.
            of_endpoint.sort(key=lambda rule: (-len(rule.arguments), -len(rule.defaults)))

    def __contains__(self, endpoint: str) -> bool:
        return endpoint in self._by_endpoint

    def build(
        self, endpoint: str, values: Mapping[str, Any], method: str | None, request_method: str
    ) -> str:
        """The path of an endpoint, by the rule that fits best. Raises BuildError when none does.

        Without `method`, a rule that serves the request's method goes before one that does not.
        """
        given = {name: value for name, value in values.items() if value is not None}
        for wanted in (request_method, None) if method is None else (method,):
            for rule in self._by_endpoint.get(endpoint, ()):
                if rule.suits(given, wanted):
                    with suppress(ValidationError):
                        return rule.build(given)
        by_endpoint = [rule for rules in self._by_endpoint.values() for rule in rules]
        raise BuildError(endpoint, given, method, by_endpoint)


class BuildError(LookupError):
    """No route has this endpoint, or none takes these values."""

    def __init__(
        self,
        endpoint: str,
        values: Mapping[str, Any],
        method: str | None,
        rules: Iterable[Rule] = (),
    ) -> None:
        super().__init__(endpoint, values, method)
        self.endpoint = endpoint
        self.values = values
        self.method = method
        self.suggested = max(rules, key=self._likeness, default=None)

    def _likeness(self, rule: Rule) -> float:
        score = 0.98 * SequenceMatcher(None, rule.endpoint, self.endpoint).ratio()
        score += 0.01 * (self.values.keys() <= rule.arguments)
        return score + 0.01 * (self.method in (rule.methods or ()))

    def __str__(self) -> str:
        text = f"Could not build url for endpoint {self.endpoint!r}"
        if self.method:
            text += f" ({self.method!r})"
        if self.values:
            text += f" with values {sorted(self.values)!r}"
        return f"{text}.{self._advice()}"

    def _advice(self) -> str:
        rule = self.suggested
        if rule is None:
            return ""
        if rule.endpoint != self.endpoint:
            return f" Did you mean {rule.endpoint!r} instead?"
        advice = ""
        if self.method and rule.methods is not None and self.method not in rule.methods:
            advice = f" Did you mean to use methods {sorted(rule.methods)!r}?"
        if missing := rule.arguments - self.values.keys():
            advice += f" Did you forget to specify values {sorted(missing)!r}?"
        return advice


@dataclass(frozen=True)
class Location:
    """Where an application is served: the part of an address that comes before its paths."""

    host: str
    scheme: str = "http"
    root: str = ""
    method: str = "GET"

    def relative(self, path: str) -> str:
        """The address of a path on the same host."""
        return f"{self.root.rstrip('/')}/{path.lstrip('/')}"

    def absolute(self, path: str, scheme: str | None = None) -> str:
        """The whole address of a path; an empty scheme gives one that starts with `//`."""
        scheme = self.scheme if scheme is None else scheme
        prefix = f"{'https' if scheme in ('https', 'wss') else 'http'}:" if scheme else ""
        root = self.root if self.root.endswith("/") else f"{self.root}/"
        return f"{prefix}//{self.host}{root}{path.lstrip('/')}"


def _query_items(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        items = value if isinstance(value, list | tuple | set) else (value,)
        yield from ((name, item) for item in items if item is not None)
