"""
`jsonify`, `redirect`, `make_response`, `Response` and tuples become FastAPI's responses.

A view that returns JSON returns the plain value where its type is in sight; a status other than
200 makes it a `JSONResponse`.

Parity: the copied `JSONResponse` writes dates, decimals and UUIDs as Flask's JSON provider does.
"""

import ast

from unflask.facts.providers import reads_its_own_way
from unflask.facts.redirect_pages import redirect_pages
from unflask.facts.returns import is_result, plain_json
from unflask.facts.shapes import handles_wrong_json
from unflask.model.app import App, anchor
from unflask.model.project import Reference
from unflask.model.source import Module, parent, parents, statement
from unflask.model.spans import call_closing, call_opening, is_unpacked, keyword_name, keyword_of
from unflask.model.steps import AddArgument, Code, Refuse, Remove, Replace
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind, refuse

COMPUTED = Code(
    "UF140",
    "the arguments of a response are computed",
    "Write the arguments out.",
)

CLASS = Code(
    "UF141",
    "an attribute of the class of all responses is set",
    "Give it to the responses that need it, or make a subclass.",
    scope="app",
)

ATTRIBUTE = Code(
    "UF144",
    "an attribute of a response has no counterpart",
    "Set the header that it stands for.",
)

recipe = Recipe("responses", "Responses", (COMPUTED, CLASS, ATTRIBUTE))

_UNKNOWN_ATTRIBUTES = {
    "automatically_set_content_length", "content_range", "cross_origin_embedder_policy",
    "cross_origin_opener_policy", "direct_passthrough", "force_type", "from_app", "get_app_iter",
    "get_wsgi_headers", "get_wsgi_response", "implicit_sequence_conversion", "max_cookie_size",
}  # fmt: skip
"""What only responses of Werkzeug are asked for, so that the name is enough to know it by."""


@recipe.on_app
def attributes(app: App) -> Steps:
    """What our responses lack would be set and have no effect."""
    named = [m for m in app.modules if any(name in m.source for name in _UNKNOWN_ATTRIBUTES)]
    for module in named:
        for node in module.nodes:
            if isinstance(node, ast.Attribute) and node.attr in _UNKNOWN_ATTRIBUTES:
                around = (module.scopes[n] for n in parents(node) if n in module.scopes)
                function = app.function_at(next(around, module.scope))
                yield Refuse(module.anchor(node), ATTRIBUTE, f"`{node.attr}`", function)


@recipe.on_use("flask.jsonify")
def jsonify(app: App, reference: Reference) -> Steps:
    """`jsonify(…)` becomes a plain value where a view returns it, else a `JSONResponse`."""
    call = reference.call
    if call is None or is_unpacked(call) or bool(call.args) == bool(call.keywords):
        # Nothing at all is `null`; both is an error when the view runs.
        yield from rebind(app, reference, "compat.responses.jsonify")
        return
    pair = _status_pair(app, call, reference)
    if pair is not None:
        yield from _json_with_status(reference, call, pair)
        return
    bare = is_result(app, call, reference.scope) and not app.fact(handles_wrong_json)
    if bare and len(call.args) == 1 and not plain_json(app, call.args[0], reference.scope):
        bare = False
    yield from _json_value(reference, call, wrap=not bare)


def _json_value(reference: Reference, call: ast.Call, *, wrap: bool) -> Steps:
    module = reference.module
    head, tail = ("${compat.responses.JSONResponse}(", ")") if wrap else ("", "")
    opening, closing = call_opening(module, call), call_closing(module, call)
    if call.keywords or not call.args:
        yield Replace(opening, head + "{")
        yield Replace(closing, "}" + tail)
        for keyword in call.keywords:
            yield Replace(keyword_name(module, keyword), f'"{keyword.arg}": ')
    elif len(call.args) > 1:
        yield Replace(opening, head + "[")
        yield Replace(closing, "]" + tail)
    elif wrap:
        yield Replace(module.anchor(call.func), "${compat.responses.JSONResponse}")
    else:
        yield Replace(module.anchor(call), "$value", (("value", module.anchor(call.args[0])),))


def _json_with_status(reference: Reference, call: ast.Call, pair: ast.Tuple) -> Steps:
    """`return jsonify(…), 400` becomes `return JSONResponse(…, 400)`."""
    module = reference.module
    span = module.anchor(pair)
    holes = [("status", module.anchor(pair.elts[1]))]
    text = "${compat.responses.JSONResponse}($body, $status"
    if len(pair.elts) == 3:
        holes.append(("headers", module.anchor(pair.elts[2])))
        text += ", $headers"
    if len(call.args) == 1:
        holes.append(("body", module.anchor(call.args[0])))
    else:
        holes.append(("body", module.anchor(call)))
        yield from _json_value(reference, call, wrap=False)
    yield Replace(span, text + ")", tuple(sorted(holes)))


def _status_pair(app: App, call: ast.Call, reference: Reference) -> ast.Tuple | None:
    """Return the tuple of body, status and perhaps headers that a call is the first of."""
    outer = parent(call)
    if not isinstance(outer, ast.Tuple) or outer.elts[0] is not call:
        return None
    if not is_result(app, outer, reference.scope) or len(outer.elts) not in (2, 3):
        return None
    status = outer.elts[1]
    known = isinstance(app.constant(status, reference.scope), int)
    headers = len(outer.elts) == 2 or isinstance(outer.elts[2], ast.Dict)
    return outer if known and headers and not _notes(reference.module, outer) else None


def _notes(module: Module, pair: ast.Tuple) -> bool:
    """Tell whether comments stand between the parts of a tuple; a template would lose them."""
    span, parts = module.anchor(pair), [module.anchor(part) for part in pair.elts]
    ends = [span.start, *(part.end for part in parts)]
    starts = [*(part.start for part in parts), span.end]
    return any("#" in module.source[a:b] for a, b in zip(ends, starts, strict=True))


@recipe.on_use("flask.redirect")
def redirect(app: App, reference: Reference) -> Steps:
    """`redirect(url)` becomes `RedirectResponse(url, status_code=302)`, without a page.

    It keeps its page at `bytes`, and where the project's tests look for it.
    """
    call = reference.call
    ours = call is not None and is_result(app, call, reference.scope) and not is_unpacked(call)
    if (
        call is None
        or not ours
        or not call.args
        or keyword_of(call, "Response")
        or len(call.args) > 2
        or app.fidelity == "bytes"
        or app.fact(redirect_pages)
    ):
        yield from rebind(app, reference, "compat.responses.redirect")
        return
    module = reference.module
    yield Replace(anchor(reference), "${fastapi.responses.RedirectResponse}")
    code = keyword_of(call, "code")
    if code is not None:
        yield Replace(keyword_name(module, code), "status_code=")
    elif len(call.args) == 1:
        yield AddArgument(module.anchor(call), "status_code=302")


@recipe.on_use("flask.make_response", "flask.Response")
def responses(app: App, reference: Reference) -> Steps:
    """`make_response` and `Response` keep their names and arguments."""
    if _sets_location(reference):
        yield Remove(reference.module.anchor(statement(reference.node)))
        return
    if reference.attribute is not None and not isinstance(reference.attribute.ctx, ast.Load):
        yield refuse(app, reference, CLASS, f"`{reference.attribute.attr}`")
        return
    yield from rebind(app, reference, f"compat.responses.{reference.symbol.removeprefix('flask.')}")


@recipe.on_use("werkzeug.wrappers.Response")
def plain(app: App, reference: Reference) -> Steps:
    """Werkzeug's own `Response` is plain text unless told otherwise; every response is one."""
    if _sets_location(reference):
        yield Remove(reference.module.anchor(statement(reference.node)))
    elif reference.call is not None or isinstance(reference.outer, ast.ClassDef):
        yield from rebind(app, reference, "compat.response.PlainResponse")
    elif reference.attribute is not None and not isinstance(reference.attribute.ctx, ast.Load):
        yield refuse(app, reference, CLASS, f"`{reference.attribute.attr}`")
    else:
        yield from rebind(app, reference, "compat.responses.Response")


def _sets_location(reference: Reference) -> bool:
    """`Response.autocorrect_location_header = False` says what is so in any case."""
    match statement(reference.node):
        case ast.Assign(
            targets=[ast.Attribute(attr="autocorrect_location_header")] as targets, value=value
        ):
            alone = targets[0] is reference.attribute
            return alone and isinstance(value, ast.Constant) and value.value is False
    return False


@recipe.on_use("flask.json.dumps", "flask.json.loads")
def json(app: App, reference: Reference) -> Steps:
    """Flask's JSON functions: reading is the standard library's, unless the app has its own way."""
    name = reference.symbol.rpartition(".")[2]
    plain = name == "loads" and not app.fact(reads_its_own_way)
    yield from rebind(app, reference, f"{'' if plain else 'compat.'}json.{name}")


@recipe.on_use("flask.send_file", "flask.send_from_directory")
def files(app: App, reference: Reference) -> Steps:
    """Files are sent with the headers that Flask gives them."""
    yield from rebind(app, reference, f"compat.static.{reference.symbol.removeprefix('flask.')}")
