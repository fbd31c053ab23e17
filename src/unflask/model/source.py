"""What was read: modules, scopes, bindings and the names that are used in them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def lines_of(source: str) -> list[str]:
    """Return the lines of a source with their ends, as Python counts them.

    `str.splitlines` also splits at form feeds and other characters that end no line of Python.
    """
    return _LINE.findall(source)


@dataclass(frozen=True, order=True)
class Anchor:
    """One span of an original source file, in characters, with the kind of its node."""

    path: str
    start: int
    end: int
    line: int
    kind: str

    def __contains__(self, other: Anchor) -> bool:
        """Tell whether `other` lies within this span."""
        return self.path == other.path and self.start <= other.start and other.end <= self.end


BindingKind = Literal["import", "function", "class", "assign", "parameter", "other"]


@dataclass(frozen=True, eq=False)
class Binding:
    """One place where a scope gives a name a value."""

    kind: BindingKind
    node: ast.AST
    value: ast.expr | None = None
    target: str = ""


@dataclass(eq=False)
class Scope:
    """A module, class or function body with the names it binds."""

    kind: Literal["module", "class", "function"]
    node: ast.AST
    parent: Scope | None
    module: Module
    name: str
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    outer: set[str] = field(default_factory=set)

    @cached_property
    def qualname(self) -> str:
        """The dotted path from the module to this scope, empty for the module itself."""
        above = self.parent.qualname if self.parent else ""
        return f"{above}.{self.name}".lstrip(".") if self.parent else ""

    def lookup(self, name: str) -> Scope | None:
        """Return the scope that binds `name` as seen from here, as Python resolves it."""
        scope: Scope | None = self
        first = True
        while scope is not None:
            visible = first or scope.kind != "class"
            if visible and name in scope.bindings and name not in scope.outer:
                return scope
            first = False
            scope = scope.parent
        return None


@dataclass(eq=False)
class Module:
    """One parsed file of the project."""

    name: str
    path: str
    source: str
    tree: ast.Module
    is_package: bool
    scope: Scope = field(init=False)
    names: list[tuple[ast.Name, Scope]] = field(default_factory=list)
    scopes: dict[ast.AST, Scope] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the file, as `ast.walk` gives them: many facts look at all of them."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def starts(self) -> list[int]:
        """The character offset at which each line begins."""
        found = [0]
        for line in self._lines:
            found.append(found[-1] + len(line))
        return found

    @cached_property
    def _lines(self) -> list[str]:
        return lines_of(self.source)

    def offset(self, line: int, column: int) -> int:
        """Return the character offset of an `ast` position, whose columns count UTF-8 bytes."""
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        if not text.isascii():
            column = len(text.encode()[:column].decode())
        return self.starts[line - 1] + column

    def anchor(self, node: ast.AST) -> Anchor:
        """Return the span of a node that has a position."""
        line, column = node.lineno, node.col_offset  # type: ignore[attr-defined]
        end_line, end_column = node.end_lineno, node.end_col_offset  # type: ignore[attr-defined]
        start, end = self.offset(line, column), self.offset(end_line, end_column)
        return Anchor(self.path, start, end, line, type(node).__name__)

    def text(self, node: ast.AST) -> str:
        """Return the source of a node."""
        span = self.anchor(node)
        return self.source[span.start : span.end]

    @property
    def package(self) -> str:
        """The package that relative imports start from."""
        return self.name if self.is_package else self.name.rpartition(".")[0]


def parent(node: ast.AST) -> ast.AST | None:
    """Return the node that holds `node`; known for every node that was read."""
    return getattr(node, "holder", None)


def parents(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes around `node`, from the inside out."""
    above = parent(node)
    while above is not None:
        yield above
        above = parent(above)


def own_nodes(function: FunctionNode) -> Iterator[ast.AST]:
    """Yield the nodes of a function's body, without those of functions and classes inside it."""
    todo: list[ast.AST] = list(function.body)
    while todo:
        here = todo.pop()
        if not isinstance(here, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield here
            todo.extend(ast.iter_child_nodes(here))


def call_of(node: ast.AST | None) -> ast.Call | None:
    """Return the call that an expression is the function of, if any."""
    above = parent(node) if node is not None else None
    return above if isinstance(above, ast.Call) and above.func is node else None


def is_tested(node: ast.AST) -> bool:
    """Tell whether an expression is no more than asked whether it is true, or None."""
    match parent(node):
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            return test is node
        case ast.UnaryOp(op=ast.Not()):
            return True
        case ast.BoolOp(op=ast.And(), values=[*_, last]):
            return last is not node
        case ast.Compare(ops=[ast.Is() | ast.IsNot()], comparators=[ast.Constant(value=None)]):
            return True
    return False


def class_around(scope: Scope) -> Scope | None:
    """Return the class that a scope lies in, or is."""
    here: Scope | None = scope
    while here is not None and here.kind != "class":
        here = here.parent
    return here


def statement(node: ast.AST) -> ast.stmt:
    """Return the statement that `node` is part of, or is."""
    while not isinstance(node, ast.stmt):
        above = parent(node)
        if above is None:
            raise ValueError("the node was never read as part of a module")
        node = above
    return node


def enclosing_function(node: ast.AST) -> FunctionNode | None:
    """Return the innermost function whose body holds `node`; decorators and defaults are outside."""
    child = node
    for above in parents(node):
        if isinstance(above, ast.FunctionDef | ast.AsyncFunctionDef):
            if child in above.body:
                return above
        child = above
    return None


def absolute(module: Module, node: ast.ImportFrom) -> str:
    """Return the dotted name of the module that a `from` import reads."""
    if not node.level:
        return node.module or ""
    parts = module.package.split(".") if module.package else []
    kept = parts[: len(parts) - node.level + 1]
    return ".".join([*kept, node.module] if node.module else kept)


def annotations_of(node: ast.AST) -> list[ast.expr]:
    """Return the annotations that stand directly at a node."""
    if isinstance(node, ast.arg) and node.annotation is not None:
        return [node.annotation]
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is not None:
        return [node.returns]
    return [node.annotation] if isinstance(node, ast.AnnAssign) else []
