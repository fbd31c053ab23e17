"""Spans that are no whole nodes: the name of an attribute, the brackets of a call."""

from __future__ import annotations

import ast
import re

from unflask.model.source import Anchor, Module

_COMMA = re.compile(r"(?:\s|#[^\n]*)*,?(?:[ \t]*(?=\S))?")


def attribute_name(module: Module, node: ast.Attribute) -> Anchor:
    """Return the span of the name after the dot."""
    span = module.anchor(node)
    return Anchor(span.path, span.end - len(node.attr), span.end, span.line, "name")


def call_opening(module: Module, call: ast.Call) -> Anchor:
    """Return the span of a call's function with the parenthesis after it."""
    span, func = module.anchor(call), module.anchor(call.func)
    end = module.source.index("(", func.end) + 1
    return Anchor(span.path, span.start, end, span.line, "opening")


def call_closing(module: Module, call: ast.Call) -> Anchor:
    """Return the span of a call's closing parenthesis."""
    span = module.anchor(call)
    return Anchor(span.path, span.end - 1, span.end, span.line, "closing")


def keyword_name(module: Module, keyword: ast.keyword) -> Anchor:
    """Return the span of a keyword's name with its equals sign."""
    span, value = module.anchor(keyword), module.anchor(keyword.value)
    return Anchor(span.path, span.start, value.start, span.line, "keyword")


def keyword_of(call: ast.Call, name: str) -> ast.keyword | None:
    """Return a keyword argument of a call by name."""
    return next((k for k in call.keywords if k.arg == name), None)


def with_comma(module: Module, node: ast.AST) -> Anchor:
    """Return the span of an argument with the comma and blanks after it, or before the last one."""
    span = module.anchor(node)
    after = _COMMA.match(module.source, span.end)
    end = after.end() if after is not None else span.end
    start = span.start
    if "," not in module.source[span.end : end]:
        end = span.end
        start = len(module.source[:start].rstrip())
        start = start - 1 if module.source[start - 1 : start] == "," else span.start
    return Anchor(span.path, start, end, span.line, "argument")


def with_line(module: Module, node: ast.AST) -> Anchor:
    """Return the span of an argument with its comma, and with its line if it has one of its own."""
    span = with_comma(module, node)
    start = span.start
    if module.source[span.end : span.end + 1] == "\n":
        start = len(module.source[:start].rstrip())
    return Anchor(span.path, start, span.end, span.line, "argument")


def is_unpacked(call: ast.Call) -> bool:
    """Tell whether a call has `*` or `**` arguments."""
    return any(isinstance(a, ast.Starred) for a in call.args) or any(
        k.arg is None for k in call.keywords
    )
