"""Werkzeug's rules as text: their parameters, and the same path in FastAPI's syntax."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(
    r"<(?:(?P<converter>[a-zA-Z_][a-zA-Z0-9_]*)(?:\((?P<args>.*?)\))?:)?(?P<name>[a-zA-Z_][a-zA-Z0-9_]*)>"
)
_TYPES = {"int": "int", "float": "float", "uuid": "uuid.UUID", "any": "str"}
_BRACED = re.compile(r"{([a-zA-Z_]\w*)(?::([a-zA-Z_]\w*)(?:\((.*?)\))?)?}", re.ASCII)

KNOWN = frozenset({"default", "string", "int", "float", "path", "uuid", "any"})
"""The names of Werkzeug's own converters."""


@dataclass(frozen=True)
class Parameter:
    """One variable part of a rule; `type` is a dotted Python type."""

    name: str
    converter: str
    arguments: str | None

    @property
    def type(self) -> str:
        """The type of the value that the view receives; empty for a converter that is not known."""
        return _TYPES.get(self.converter, "str" if self.converter in KNOWN else "")


def parameters(rule: str) -> list[Parameter]:
    """Return the variable parts of a rule, in order."""
    return [
        Parameter(m["name"], m["converter"] or "default", m["args"]) for m in _PART.finditer(rule)
    ]


def is_readable(rule: str) -> bool:
    """Tell whether a rule's parameters can be told from its text in FastAPI's syntax too."""
    written = [(p.name, p.converter, p.arguments or "") for p in parameters(rule)]
    braced = [
        (name, kind or "default", arguments)
        for name, kind, arguments in _BRACED.findall(path(rule))
    ]
    plain = [(n, "default" if (k, a) == ("string", "") else k, a) for n, k, a in written]
    return plain == braced and not re.search("[{}]", _PART.sub("", rule))


def literal(text: str) -> str:
    """Return a path as a text in Python, as it is best read."""
    if "\\" in text and '"' in text and "'" in text:
        return repr(text)
    quote = "'" if '"' in text else '"'
    return f"{'r' if chr(92) in text else ''}{quote}{text}{quote}"


def path(rule: str) -> str:
    """Return a rule in FastAPI's syntax: `/items/<int:id>` is `/items/{id:int}`."""

    def part(match: re.Match[str]) -> str:
        converter, args = match["converter"] or "default", match["args"]
        if converter == "default" or (converter == "string" and not args):
            return "{" + match["name"] + "}"
        suffix = f"({args})" if args else ""
        return "{" + f"{match['name']}:{converter}{suffix}" + "}"

    return _PART.sub(part, rule)
