"""Werkzeug's rules as text: their parameters, and the same path in FastAPI's syntax."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(
    r"<(?:(?P<converter>[a-zA-Z_][a-zA-Z0-9_]*)(?:\((?P<args>.*?)\))?:)?(?P<name>[a-zA-Z_][a-zA-Z0-9_]*)>"
)
_TYPES = {"int": "int", "float": "float", "uuid": "uuid.UUID", "any": "str"}
_KNOWN = {"default", "string", "int", "float", "path", "uuid", "any"}


@dataclass(frozen=True)
class Parameter:
    """One variable part of a rule; `type` is a dotted Python type."""

    name: str
    converter: str
    arguments: str | None

    @property
    def type(self) -> str:
        """The type of the value that the view receives."""
        return _TYPES.get(self.converter, "str")


def parameters(rule: str) -> list[Parameter]:
    """Return the variable parts of a rule, in order."""
    return [
        Parameter(m["name"], m["converter"] or "default", m["args"]) for m in _PART.finditer(rule)
    ]


def unknown_converters(rule: str) -> list[str]:
    """Return the converters of a rule that are the application's own."""
    return [p.converter for p in parameters(rule) if p.converter not in _KNOWN]


def path(rule: str) -> str:
    """Return a rule in FastAPI's syntax: `/items/<int:id>` is `/items/{id:int}`."""

    def part(match: re.Match[str]) -> str:
        converter, args = match["converter"] or "default", match["args"]
        if converter == "default" or (converter == "string" and not args):
            return "{" + match["name"] + "}"
        suffix = f"({args})" if args else ""
        return "{" + f"{match['name']}:{converter}{suffix}" + "}"

    return _PART.sub(part, rule)
