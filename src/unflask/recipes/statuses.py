"""
`return body, 404` becomes a response with that status.

A dict or list makes a `JSONResponse`, text an `HTMLResponse`; headers go along where they are
written out.

Parity: the same status, headers and body. A tuple whose body or status is computed stays a tuple, and so
does text with a header that may be none; the copied `Route` answers both as Flask did.
"""

import ast
from collections.abc import Iterator

from unflask.facts.returns import is_result, plain_json
from unflask.model.app import App
from unflask.model.source import Anchor, Scope
from unflask.model.steps import Replace
from unflask.recipe import Recipe, Steps

_HTML = "fastapi.responses.HTMLResponse"

recipe = Recipe("statuses", "Results with a status")


@recipe.on_app
def convert(app: App) -> Steps:
    """Rewrite every tuple that a view or handler returns."""
    for name in sorted(app.project.functions):
        node, scope = app.project.functions[name]
        if scope.module.path in app.tests:
            continue
        for inner in ast.walk(node):
            if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Tuple):
                if scope.module.scopes.get(node) is scope and _is_own(inner, node):
                    yield from _tuple(app, inner.value, scope)


def _is_own(statement: ast.AST, function: ast.AST) -> bool:
    """Tell whether a statement is a function's own, not that of one defined inside it."""
    here = statement.holder  # type: ignore[attr-defined]
    while not isinstance(here, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        here = here.holder
    return here is function


def _tuple(app: App, node: ast.Tuple, scope: Scope) -> Steps:
    if len(node.elts) not in (2, 3) or not is_result(app, node, scope):
        return
    body, status = node.elts[0], node.elts[1]
    if not isinstance(app.constant(status, scope), int):
        return
    if len(node.elts) == 3 and not isinstance(node.elts[2], ast.Dict):
        return
    symbol = _response(app, body, scope)
    if symbol is None or (symbol == _HTML and not all(_texts(app, node.elts[2:], scope))):
        return
    module = scope.module
    span = module.anchor(node)
    if module.anchor(body).start > span.start:
        opening = Anchor(span.path, span.start, span.start + 1, span.line, "opening")
        yield Replace(opening, "${" + symbol + "}(")
        return
    holes = [("body", module.anchor(body)), ("status", module.anchor(status))]
    text = "${" + symbol + "}($body, $status"
    if len(node.elts) == 3:
        holes.append(("headers", module.anchor(node.elts[2])))
        text += ", $headers"
    yield Replace(span, f"{text})", tuple(sorted(holes)))


def _response(app: App, body: ast.expr, scope: Scope) -> str | None:
    if isinstance(body, ast.Call):
        symbol = app.project.resolve(body.func, scope)
        if symbol is not None and symbol.startswith("flask."):
            return None
    if plain_json(app, body, scope):
        return "compat.responses.JSONResponse"
    if _is_text(body):
        return _HTML
    return None


def _texts(app: App, headers: list[ast.expr], scope: Scope) -> Iterator[bool]:
    """Tell of each value of the headers whether it is text; FastAPI takes nothing else."""
    for value in (value for node in headers if isinstance(node, ast.Dict) for value in node.values):
        match value:
            case ast.JoinedStr() | ast.Call(func=ast.Name(id="str")):
                yield True
            case ast.Call(func=ast.Attribute(value=ast.Constant(value=str()), attr=method)):
                yield method in ("join", "format")
            case ast.Call():
                yield app.project.resolve(value.func, scope) == "flask.url_for"
            case _:
                yield isinstance(app.constant(value, scope), str)


def _is_text(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr():
            return True
        case ast.BinOp(left=ast.Constant(value=str()), op=ast.Mod()):
            return True
    return False
