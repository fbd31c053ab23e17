"""Which route a path belongs to, by Werkzeug's rules: converters, weights, slashes.

Written from Werkzeug's documented behaviour and tested against it; it needs neither Flask nor
the application, since the routes come from the migration's result.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

_PART = re.compile(
    r"(?P<text>[^</]+)|(?P<slash>/)"
    r"|<(?:(?P<converter>[A-Za-z_]\w*)(?:\((?P<arguments>.*?)\))?:)?(?P<name>[A-Za-z_]\w*)>"
)
_ARGUMENT = re.compile(r"""\s*(?:(\w+)\s*=\s*)?("[^"]*"|'[^']*'|[^,]+)\s*(?:,|\Z)""")
_WEIGHTS = {"int": 50, "float": 50, "path": 200}
_UUID = r"[A-Fa-f0-9]{8}-(?:[A-Fa-f0-9]{4}-){3}[A-Fa-f0-9]{12}"

OWN, METHOD, SLASH = "own", "method", "slash"


@dataclass(frozen=True)
class Route:
    """One route of the original application, as the migration's result lists it."""

    rule: str
    methods: tuple[str, ...]
    endpoint: str = ""
    state: str = "converted"
    reason: str = ""
    strict_slashes: bool = True

    @property
    def own_methods(self) -> tuple[str, ...]:
        """The methods that the app gave it, without the HEAD and OPTIONS that Flask adds."""
        named = [m for m in self.methods if m not in {"HEAD", "OPTIONS"}]
        return tuple(sorted(named or self.methods))

    @property
    def id(self) -> str:
        """What exchanges and reports call it: methods and rule."""
        return f"{','.join(self.own_methods)} {self.rule}"

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Route":
        """A route of `migration.json`."""
        return cls(
            rule=data["rule"],
            methods=tuple(method.upper() for method in data.get("methods") or ("GET",)),
            endpoint=data.get("endpoint") or "",
            state=data.get("state") or "converted",
            reason=data.get("reason") or "",
            strict_slashes=data.get("strict_slashes", True) is not False,
        )


@dataclass(frozen=True)
class Match:
    """A route, and how a request belongs to it.

    `how` is `own` (the view answers), `method` (the path is its own, the method is not: 405 or
    automatic OPTIONS) or `slash` (a redirect to the path with a slash).
    """

    route: Route
    how: str


@dataclass(frozen=True)
class Segment:
    """A converter or literal of a rule; `converter` is empty for a literal."""

    text: str
    converter: str = ""
    arguments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class _Compiled:
    route: Route
    regex: re.Pattern[str]
    branch: bool
    parts: tuple[tuple[bool, Any, str], ...]


class Matcher:
    """Finds the route of a request among all routes of an application."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._compiled = _ordered([_compile(route) for route in routes])

    def match(self, method: str, path: str) -> Match | None:
        """The route for a percent-encoded path, or None where Werkzeug answers 404."""
        text = "/" + unquote(path).lstrip("/")
        return self._find(method, text) or self._merged(method, text)

    def _merged(self, method: str, text: str) -> Match | None:
        merged = re.sub("/{2,}", "/", text)
        found = self._find(method, merged) if merged != text else None
        if found is None or found.how == METHOD:
            return found
        return Match(found.route, SLASH)

    def _find(self, method: str, text: str) -> Match | None:
        other: Route | None = None
        for rule in self._compiled:
            how = _fits(rule, text)
            if how is None:
                continue
            if _allows(rule.route, method):
                return Match(rule.route, how)
            # A missing slash is only forgiven for a method that the rule has.
            if how == OWN and not _lacks_slash(rule, text):
                other = other or rule.route
        return None if other is None else Match(other, METHOD)


def segments(rule: str) -> tuple[Segment, ...]:
    """The literals and converters of a rule, in order."""
    found = []
    for match in _PART.finditer(rule):
        if match["name"]:
            arguments = _arguments(match["arguments"] or "")
            found.append(Segment(match["name"], match["converter"] or "default", arguments))
        else:
            found.append(Segment(match[0]))
    return tuple(found)


def choices(segment: Segment) -> list[str]:
    """The values that an `any(…)` converter takes."""
    return [value for key, value in segment.arguments if not key]


def _arguments(text: str) -> tuple[tuple[str, str], ...]:
    found = [(m[1] or "", m[2].strip().strip("\"'")) for m in _ARGUMENT.finditer(text)]
    return tuple(found)


def _allows(route: Route, method: str) -> bool:
    methods = set(route.methods)
    if "GET" in methods:
        methods.add("HEAD")
    return method in methods - ({"OPTIONS"} if route.own_methods != ("OPTIONS",) else set())


def _fits(rule: _Compiled, text: str) -> str | None:
    if rule.regex.fullmatch(text):
        return OWN
    strict = rule.route.strict_slashes
    if rule.branch and rule.regex.fullmatch(text + "/"):
        return SLASH if strict else OWN
    if not rule.branch and not strict and text.endswith("/") and rule.regex.fullmatch(text[:-1]):
        return OWN
    return None


def _lacks_slash(rule: _Compiled, text: str) -> bool:
    return rule.regex.fullmatch(text) is None and not text.endswith("/")


def _compile(route: Route) -> _Compiled:
    regex, parts, part = "", [], _Part()
    for segment in segments(route.rule):
        if segment.converter:
            pattern, isolating = _pattern(segment)
            regex += f"(?:{pattern})"
            part.dynamic(pattern, _WEIGHTS.get(segment.converter, 100), isolating=isolating)
        elif segment.text == "/" and not part.open_end:
            regex += "/"
            parts.append(part.key())
            part = _Part()
        else:
            regex += re.escape(segment.text)
            part.static(segment.text, weighs=segment.text != "/")
    parts.append(part.key())
    return _Compiled(route, re.compile(regex), route.rule.endswith("/"), tuple(parts))


class _Part:
    """What stands between two slashes of a rule; a `path` converter takes all that follows."""

    def __init__(self) -> None:
        self.content, self.open_end = "", False
        self._static: list[tuple[int, int]] = []
        self._weights: list[int] = []

    def static(self, text: str, *, weighs: bool) -> None:
        self.content += re.escape(text)
        if weighs:
            self._static.append((len(self._static), -len(text)))

    def dynamic(self, pattern: str, weight: int, *, isolating: bool) -> None:
        self.content += f"({pattern})"
        self._weights.append(weight)
        self.open_end = self.open_end or not isolating

    def key(self) -> tuple[bool, Any, str]:
        if not self._weights:
            return False, (), self.content
        counts = (-len(self._static), self._static, -len(self._weights), self._weights)
        return True, counts, self.content


def _ordered(rules: Sequence[_Compiled]) -> list[_Compiled]:
    # Parts of the same weight are tried in the order in which they first appear after the same
    # beginning; literal parts exclude each other, so their order does not matter.
    seen: dict[tuple[str, ...], list[str]] = {}
    keyed = []
    for rule in rules:
        key: list[tuple[Any, ...]] = []
        before: tuple[str, ...] = ()
        for dynamic, weight, content in rule.parts:
            siblings = seen.setdefault(before, [])
            if content not in siblings:
                siblings.append(content)
            key.append((dynamic, weight, siblings.index(content)))
            before = (*before, content)
        keyed.append((key, rule))
    return [rule for _, rule in sorted(keyed, key=lambda pair: pair[0])]


def _pattern(segment: Segment) -> tuple[str, bool]:
    named = dict(segment.arguments)
    match segment.converter:
        case "int":
            sign = "-?" if named.get("signed") == "True" else ""
            digits = f"{{{named['fixed_digits']}}}" if "fixed_digits" in named else "+"
            return rf"{sign}\d{digits}", True
        case "float":
            return ("-?" if named.get("signed") == "True" else "") + r"\d+\.\d+", True
        case "path":
            return "[^/].*?", False
        case "uuid":
            return _UUID, True
        case "any":
            return "|".join(re.escape(choice) for choice in choices(segment)), True
        case _:
            least, most = named.get("minlength", "1"), named.get("maxlength", "")
            if "length" in named:
                least = most = named["length"]
            return f"[^/]{{{least},{most}}}", True
