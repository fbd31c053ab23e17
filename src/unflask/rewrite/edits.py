"""Apply the edits of one file to its source, in one pass over spans."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from unflask.model.source import Anchor, Module, parents
from unflask.model.steps import AddArgument, AddParameter, Edit, Insert, MakeAsync, Remove, Replace
from unflask.rewrite.signature import (
    Slots,
    argument_slots,
    async_point,
    insertion,
    is_bare_generator,
    needs_star,
    parameter_slots,
)
from unflask.rewrite.template import Marks, bare, fill, is_loose

_TIGHT = (
    ast.Attribute, ast.Subscript, ast.Call, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare,
    ast.Await, ast.Starred,
)  # fmt: skip


_Given = TypeVar("_Given", AddParameter, AddArgument)

_BESIDE = (ast.IfExp, ast.comprehension, ast.FormattedValue)
_LISTS = (*_BESIDE, ast.keyword, ast.Call, ast.List, ast.Set, ast.Tuple, ast.Dict, ast.Lambda)
_UNLISTED = (ast.Tuple, ast.NamedExpr, ast.Yield, ast.YieldFrom)


class Overlap(Exception):
    """Two edits cross each other without one lying inside a hole of the other."""


@dataclass(frozen=True)
class _Change:
    """Replace `start:end` by `text`, or by what `render` makes of the spans inside."""

    start: int
    end: int
    rank: int
    text: str = ""
    edit: Replace | None = None

    @property
    def deletes(self) -> bool:
        """Whether nothing comes in the place of the span."""
        return self.end > self.start and not (self.edit.template if self.edit else self.text)

    @property
    def order(self) -> tuple[int, bool, int, int]:
        """Points come before the spans that start there, and outer spans before inner ones."""
        return self.start, self.end > self.start, -self.end, self.rank


class Editor:
    """The edits of one file; `apply` returns the new source with stand-ins for symbols."""

    def __init__(
        self,
        module: Module,
        edits: tuple[Edit, ...],
        marks: Marks,
        carried: Callable[[str, str | None], str],
    ) -> None:
        self.module, self.marks, self.carried = module, marks, carried
        self.source = module.source
        self.nodes: dict[tuple[int, int], list[ast.AST]] = {}
        self._strings: list[tuple[int, int, str]] = []
        self._index(edits)
        self.changes = self._merged(sorted(self._changes(edits), key=lambda c: c.order))

    def _index(self, edits: tuple[Edit, ...]) -> None:
        wanted = {(e.anchor.start, e.anchor.end) for e in edits}
        for node in self.module.nodes:
            if hasattr(node, "lineno"):
                span = self.module.anchor(node)
                if (span.start, span.end) in wanted:
                    self.nodes.setdefault((span.start, span.end), []).append(node)
                if isinstance(node, ast.JoinedStr):
                    opening = self.source[span.start : span.start + 5].lstrip("fFrRbB")[:1]
                    self._strings.append((span.start, span.end, opening))

    def _merged(self, changes: list[_Change]) -> list[_Change]:
        """Let neighbouring arguments that go take the comma between them along together."""
        found: list[_Change] = []
        for change in changes:
            last = found[-1] if found else None
            both = last is not None and last.deletes and change.deletes
            if last is None or not both or not last.start <= change.start < last.end < change.end:
                found.append(change)
                continue
            start, before = last.start, self.source[: last.start].rstrip()
            if before.endswith(",") and self.source[change.end :].lstrip().startswith(")"):
                start = len(before) - 1
            found[-1] = _Change(start, change.end, last.rank)
        return found

    def apply(self) -> str:
        """Return the edited source."""
        return self._render(0, len(self.source), self.changes)

    def _render(self, start: int, end: int, changes: list[_Change]) -> str:
        out: list[str] = []
        at = start
        index = 0
        while index < len(changes):
            change = changes[index]
            inner = index + 1
            while inner < len(changes) and changes[inner].start < change.end:
                if changes[inner].end > change.end:
                    raise Overlap(f"{self.module.path}: two edits cross at {change.start}")
                inner += 1
            out.append(self.source[at : change.start])
            out.append(self._one(change, changes[index + 1 : inner]))
            at = change.end
            index = inner
        out.append(self.source[at:end])
        return "".join(out)

    def _one(self, change: _Change, inside: list[_Change]) -> str:
        if change.edit is None:
            return change.text
        edit = change.edit
        holes = {}
        for name, anchor in edit.holes:
            nested = [c for c in inside if anchor.start <= c.start and c.end <= anchor.end]
            holes[name] = self._render(anchor.start, anchor.end, nested)
        text = fill(edit.template, self._symbol(edit.function), holes, self._quote(change))
        return self._parenthesised(change, text)

    def _parenthesised(self, change: _Change, text: str) -> str:
        nodes = self.nodes.get((change.start, change.end), [])
        node = next((n for n in nodes if isinstance(n, ast.expr)), None)
        as_statement = change.edit is not None and change.edit.anchor.kind == ast.Expr.__name__
        if node is None or as_statement:
            return text
        outer = next(parents(node), None)
        operand = isinstance(outer, _TIGHT) and not (
            (isinstance(outer, ast.Call) and outer.func is not node)
            or (isinstance(outer, ast.Subscript) and outer.value is not node)
        )
        alone = isinstance(outer, ast.Return | ast.Assign | ast.Expr) and "\n" in text
        if (operand and is_loose(text)) or (alone and not _complete(text)):
            return f"({text})"
        found = bare(text)
        beside = isinstance(outer, _BESIDE) and isinstance(found, ast.Lambda | ast.IfExp)
        listed = isinstance(outer, _LISTS) and isinstance(found, _UNLISTED)
        return f"({text})" if beside or listed else text

    def _quote(self, change: _Change) -> str:
        """Return the quote to use: Python before 3.12 has no nested quotes in f-strings."""
        for start, end, opening in self._strings:
            if start <= change.start and change.end <= end and opening == '"':
                return "'"
        return '"'

    def _symbol(self, function: str | None) -> Callable[[str], str]:
        def named(symbol: str) -> str:
            return self.carried(symbol, function) if symbol[0] == "@" else self.marks.mark(symbol)

        return named

    def _text(self, template: str, function: str | None = None) -> str:
        return fill(template, self._symbol(function), {})

    def _changes(self, edits: tuple[Edit, ...]) -> list[_Change]:
        found: list[_Change] = []
        parameters: dict[Anchor, list[AddParameter]] = {}
        arguments: dict[Anchor, list[AddArgument]] = {}
        removed = [e.anchor for e in edits if isinstance(e, Remove)]
        for edit in edits:
            match edit:
                case Replace(anchor):
                    found.append(_Change(anchor.start, anchor.end, 1, edit=edit))
                case Insert():
                    found.append(self._inserted(edit))
                case Remove(anchor):
                    start, end, text = self._emptied(anchor, removed)
                    found.append(_Change(start, end, 1, text))
                case AddParameter(anchor):
                    parameters.setdefault(anchor, []).append(edit)
                case AddArgument(anchor):
                    arguments.setdefault(anchor, []).append(edit)
                case MakeAsync(anchor):
                    at = async_point(self.source, anchor)
                    found.append(_Change(at, at, 0, "async "))
        for anchor, wanted in parameters.items():
            found += self._signature(anchor, wanted)
        for anchor, given in arguments.items():
            found += self._arguments(anchor, given)
        return found

    def _inserted(self, edit: Insert) -> _Change:
        at = edit.anchor.start if edit.where == "before" else edit.anchor.end
        text = self._text(edit.template, edit.function)
        if not edit.line:
            return _Change(at, at, edit.order, text)
        line_start = self.source.rfind("\n", 0, edit.anchor.start) + 1
        indent = self.source[line_start : edit.anchor.start]
        if indent.strip():
            indent = indent[: len(indent) - len(indent.lstrip())]
        lines = "\n".join(indent + x if x else x for x in text.split("\n"))
        if edit.where == "before":
            return _Change(line_start, line_start, edit.order, lines + "\n")
        line_end = self.source.find("\n", at) + 1
        if not line_end:  # The file ends without the end of its last line.
            return _Change(len(self.source), len(self.source), edit.order, "\n" + lines)
        return _Change(line_end, line_end, edit.order, lines + "\n")

    def _emptied(self, anchor: Anchor, removed: list[Anchor]) -> tuple[int, int, str]:
        """Take out the lines of a statement or decorator, or leave `pass` in an emptied block."""
        start = self.source.rfind("\n", 0, anchor.start) + 1
        end = self.source.find("\n", anchor.end)
        end = len(self.source) if end < 0 else end + 1
        head = self.source[start : anchor.start]
        if head.strip(" \t@"):
            return anchor.start, anchor.end, "pass"
        nodes = self.nodes.get((anchor.start, anchor.end), [])
        node = next((n for n in nodes if isinstance(n, ast.stmt)), None)
        if node is not None and self._alone(node, anchor, removed):
            return anchor.start, anchor.end, "pass"
        tail = self.source[anchor.end : end]
        if tail.lstrip().startswith(";"):
            return (
                anchor.start,
                anchor.end + tail.index(";") + 1 + _blanks(tail.partition(";")[2]),
                "",
            )
        kept = comments(self.source[start:end]) if nodes else []
        indent = head[: len(head) - len(head.lstrip())]
        return start, end, "".join(f"{indent}{comment}\n" for comment in kept)

    def _alone(self, node: ast.stmt, anchor: Anchor, removed: list[Anchor]) -> bool:
        outer = next(parents(node), None)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(outer, name, None)
            if isinstance(block, list) and node in block and not isinstance(outer, ast.Module):
                spans = [self.module.anchor(n) for n in block]
                return all(s in removed for s in spans) and spans[0] == anchor
        return False

    def _signature(self, anchor: Anchor, wanted: list[AddParameter]) -> list[_Change]:
        node = next(
            n
            for n in self.nodes[anchor.start, anchor.end]
            if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
        )
        place, index = parameter_slots(self.module, node)
        texts: dict[int, list[str]] = {}
        for where in ("first", "last", "keyword"):
            given = [self._text(p.template) for p in in_order(wanted) if p.place == where]
            star = ["*"] if given and where == "keyword" and needs_star(node) else []
            if given:
                texts.setdefault(index[where], []).extend([*star, *given])
        return [c for at, new in texts.items() for c in self._points(place, at, new)]

    def _points(self, place: Slots, index: int, texts: list[str]) -> list[_Change]:
        rank = 0 if index == 0 and place.items else 5
        return [
            _Change(at, at, rank, text) for at, text in insertion(self.source, place, index, texts)
        ]

    def _arguments(self, anchor: Anchor, given: list[AddArgument]) -> list[_Change]:
        call = next(n for n in self.nodes[anchor.start, anchor.end] if isinstance(n, ast.Call))
        place = argument_slots(self.module, call)
        texts: dict[int, list[str]] = {}
        for where, index in (("first", 0), ("last", len(place.items))):
            new = [self._text(a.template, a.function) for a in in_order(given) if a.place == where]
            if new:
                texts.setdefault(index, []).extend(new)
        found = [c for at, new in texts.items() for c in self._points(place, at, new)]
        if is_bare_generator(self.module, call, place):
            start, end = place.items[0]
            found += [_Change(start, start, 3, "("), _Change(end, end, 3, ")")]
        return found


def in_order(steps: list[_Given]) -> list[_Given]:
    """Return parameters or arguments in the order that their recipe asks for."""
    return sorted(steps, key=lambda s: s.order)


def _blanks(text: str) -> int:
    """Return how many blanks a text starts with."""
    return len(text) - len(text.lstrip(" \t"))


def _complete(text: str) -> bool:
    """Tell whether an expression over several lines stands without parentheses."""
    try:
        ast.parse(f"x = {text}")
    except SyntaxError:
        return False
    return True


def comments(source: str) -> list[str]:
    """Return the comments of a source, in order."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [t.string for t in tokens if t.type == tokenize.COMMENT]
