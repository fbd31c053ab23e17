"""Values of the query string: which reads of `request.args` have one name, type and default."""

from __future__ import annotations

import ast
import keyword
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unflask.model.source import parent

if TYPE_CHECKING:
    from unflask.model.app import App
    from unflask.model.project import Reference
    from unflask.model.source import FunctionNode, Scope

_TYPES = {"int", "float", "str"}
_DEFAULTS = {type(None): "None", str: "str", int: "int", float: "float", bool: "bool"}
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*\Z")


@dataclass(frozen=True)
class Query:
    """One value of the query string, as a parameter: its key, name, type and default.

    `type` is the conversion that is asked for, `str` where none is; `default` is Python source.
    """

    key: str
    name: str
    type: str
    default: str
    default_type: str

    @property
    def annotation(self) -> str:
        """The type of the value, its default included."""
        fits = self.default_type == self.type or (self.type, self.default_type) == ("float", "int")
        return self.type if fits else f"{self.type} | {self.default_type}"


@dataclass(frozen=True, eq=False)
class Read:
    """One `request.args.get(…)` that a parameter could replace."""

    reference: Reference
    call: ast.Call
    function: str
    query: Query


def reads(app: App) -> dict[str, list[Read]]:
    """Return the reads of single values by the function that they lie in."""
    found: dict[str, list[Read]] = {}
    for reference in app.uses("flask.request"):
        function = app.function_at(reference.scope)
        read = _read(reference, function) if function is not None else None
        if read is not None:
            found.setdefault(read.function, []).append(read)
    return found


def taken_whole(app: App) -> set[str]:
    """Return the functions that use `request.args`, or `request`, other than for single values."""
    found = set()
    for reference in app.uses("flask.request"):
        attribute = reference.attribute
        whole = attribute is None or (attribute.attr == "args" and not _picks_one(attribute))
        function = app.function_at(reference.scope)
        if whole and function is not None:
            found.add(function)
    return found


def _picks_one(attribute: ast.Attribute) -> bool:
    outer = parent(attribute)
    if isinstance(outer, ast.Attribute):
        return outer.attr in {"get", "getlist"}
    if isinstance(outer, ast.Subscript):
        return outer.value is attribute
    return isinstance(outer, ast.Compare) and attribute in outer.comparators


def _read(reference: Reference, function: str) -> Read | None:
    attribute = reference.attribute
    method = parent(attribute) if attribute is not None and attribute.attr == "args" else None
    call = parent(method) if isinstance(method, ast.Attribute) and method.attr == "get" else None
    if not isinstance(call, ast.Call) or call.func is not method:
        return None
    if call.end_lineno != call.lineno and "#" in reference.module.text(call):
        return None  # A comment in it would be lost.
    query = _query(call, reference.scope)
    return Read(reference, call, function, query) if query is not None else None


def _query(call: ast.Call, scope: Scope) -> Query | None:
    """Read the arguments of `get(key, default, type=…)`; None where one is no plain literal."""
    names = ("key", "default", "type")
    if len(call.args) > len(names) or any(isinstance(a, ast.Starred) for a in call.args):
        return None
    given = dict(zip(names, call.args, strict=False))
    for word in call.keywords:
        if word.arg not in names or word.arg in given:
            return None
        given[word.arg] = word.value
    key, type_ = given.get("key"), _type(given.get("type"), scope)
    default = literal(given.get("default"))
    if not isinstance(key, ast.Constant) or not isinstance(key.value, str) or type_ is None:
        return None
    if default is None or not _KEY.match(key.value):
        return None
    return Query(key.value, name_of(key.value), type_, *default)


def _type(node: ast.expr | None, scope: Scope) -> str | None:
    if node is None or (isinstance(node, ast.Constant) and node.value is None):
        return "str"
    if isinstance(node, ast.Name) and node.id in _TYPES and scope.lookup(node.id) is None:
        return node.id
    return None


def literal(node: ast.expr | None) -> tuple[str, str] | None:
    """Return a plain constant as source and the name of its type; no node is None."""
    if node is None:
        return "None", "None"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = literal(node.operand)
        return (f"-{inner[0]}", inner[1]) if inner and inner[1] in {"int", "float"} else None
    if not isinstance(node, ast.Constant) or type(node.value) not in _DEFAULTS:
        return None
    text = repr(node.value)
    if isinstance(node.value, str) and '"' not in text and "\\'" not in text:
        text = f'"{text[1:-1]}"'
    return text, _DEFAULTS[type(node.value)]


def name_of(key: str) -> str:
    """Return the Python name for a key of the client's."""
    name = re.sub(r"\W", "_", key)
    return f"{name}_" if keyword.iskeyword(name) or name in {"self", "request"} else name


def removable(node: FunctionNode, scope: Scope, read: Read) -> ast.Assign | None:
    """Return the statement `name = request.args.get("name")` that a parameter makes superfluous.

    It is one that always runs, before anything else of the function sees or sets the name.
    """
    outer = parent(read.call)
    if not isinstance(outer, ast.Assign) or outer not in node.body or len(outer.targets) != 1:
        return None
    target = outer.targets[0]
    if not isinstance(target, ast.Name) or target.id != read.query.name:
        return None
    if target.id in scope.outer:
        return None
    others = (n for n in names_in(node, target.id) if n is not target)
    return outer if all(_position(n) > _position(outer) for n in others) else None


def names_in(node: ast.AST, name: str) -> list[ast.Name]:
    """Return every use of a name below a node."""
    return [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == name]


def _position(node: ast.expr | ast.stmt) -> tuple[int, int]:
    return node.lineno, node.col_offset
