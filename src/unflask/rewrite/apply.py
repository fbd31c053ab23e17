"""Rewrite one file: edits, then imports, then a gate that the result is Python."""

from __future__ import annotations

import ast
from collections.abc import Callable

from unflask.model.source import Module
from unflask.model.steps import Edit
from unflask.rewrite.edits import Editor
from unflask.rewrite.home import Home
from unflask.rewrite.imports import settle
from unflask.rewrite.template import Marks, fill
from unflask.rewrite.wrap import wrap


class BrokenOutput(Exception):
    """The edits of a file do not make valid Python: a fault of a recipe, never of the user."""

    def __init__(self, path: str, error: SyntaxError) -> None:
        super().__init__(f"{path}: {error.msg} at line {error.lineno}")
        self.path = path


def apply(
    module: Module, edits: tuple[Edit, ...], home: Home, at_hand: Callable[[str, str | None], str]
) -> tuple[str, frozenset[str]]:
    """Return the rewritten source of a module and the symbols that it now imports.

    `at_hand` returns the template of what a mark such as `@request` stands for in a function.
    Raises BrokenOutput.
    """
    marks = Marks()

    def carried(mark: str, function: str | None) -> str:
        return fill(at_hand(mark, function), marks.mark, {})

    edited = Editor(module, edits, marks, carried).apply()
    try:
        ast.parse(edited)
        settled, names = settle(module, edited, marks.symbols, home, marks.aliases)
        text = wrap(Marks.replace(settled, names), module.source)
        ast.parse(text)
    except SyntaxError as error:
        raise BrokenOutput(module.path, error) from error
    used = Marks.used(edited)
    return text, frozenset(s for m, s in marks.symbols.items() if m in used)
