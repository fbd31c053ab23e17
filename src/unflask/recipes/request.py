"""
`flask.request` becomes the request that FastAPI hands to the route.

Views and hooks take it as a parameter; a helper deeper in the call stack gets it from its callers.
Where no parameter can carry it (a method, a function that is passed around, one that the tests
call), the same object is read from a context variable.

Parity: `args`, `form_data` and `cookies` give the first value of a repeated key and answer 400 for
a missing one, as Flask's did; the body is read before the view runs, and parsed where it was.
"""

import ast

from unflask.facts.bodies import claimed_bodies
from unflask.facts.query_flow import query_flow
from unflask.facts.receivers import receiver, receivers
from unflask.model.app import App, anchor
from unflask.model.project import Reference
from unflask.model.source import parent
from unflask.model.spans import attribute_name
from unflask.model.steps import Code, Replace
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import needs_request, refuse

ATTRIBUTE = Code(
    "UF120",
    "an attribute of `request` has no counterpart",
    "Read what it gives from the ASGI scope, or do without it.",
)
VALUE = Code(
    "UF121",
    "`request` is used as a value",
    "Pass on what the callee needs of it: a parameter, a header, the parsed body.",
)
IMPORTED = Code(
    "UF122",
    "`request` is used while the module is imported",
    "Move the use into a view.",
    scope="app",
)
WRITTEN = Code(
    "UF123",
    "an attribute of `request` is set",
    "Keep what belongs to one request in `request.state`.",
)

recipe = Recipe("request", "The request", (ATTRIBUTE, VALUE, IMPORTED, WRITTEN))

_SAME = {
    "args", "values", "files", "data", "get_data", "get_json", "is_json", "method", "path",
    "full_path", "cookies", "remote_addr", "remote_user", "access_route", "script_root",
    "url_root", "host", "host_url", "query_string", "scheme", "is_secure", "user_agent",
    "referrer", "authorization", "content_type", "mimetype", "content_length", "endpoint",
    "blueprint", "view_args", "url_rule", "environ", "accept_mimetypes", "accept_languages",
    "if_none_match", "if_modified_since", "range",
}  # fmt: skip
_RENAMED = {"form": "form_data", "url": "href", "base_url": "base_href", "json": "get_json()"}
_HEADER_READS = {"get", "getlist"}


@recipe.on_use("flask.request")
def convert(app: App, reference: Reference) -> Steps:
    """Rewrite one use of `request`."""
    if reference in app.fact(query_flow).claimed or reference in app.fact(claimed_bodies):
        return
    if app.function_at(reference.scope) is None:
        yield refuse(app, reference, IMPORTED)
        return
    yield from _converted(app, reference, "${@request}")


@recipe.on_app
def parameters(app: App) -> Steps:
    """Rewrite the uses of the parameters that are handed the request."""
    found = app.fact(receivers)
    for reference in found.uses:
        assert isinstance(reference.node, ast.Name)
        if isinstance(reference.node.ctx, ast.Load):
            yield from _converted(app, reference, reference.node.id)
        else:
            yield refuse(app, reference, VALUE)
    for reference in found.mixed:
        if reference.module.path not in app.tests:
            yield refuse(app, reference, VALUE)


def _converted(app: App, reference: Reference, shown: str) -> Steps:
    """Rewrite one use of the request, which is called `shown` there from now on."""
    attribute = reference.attribute
    if attribute is None:
        yield from _value(app, reference, shown)
    elif not isinstance(attribute.ctx, ast.Load):
        yield refuse(app, reference, WRITTEN, f"`request.{attribute.attr}`")
    elif attribute.attr in _RENAMED:
        yield Replace(attribute_name(reference.module, attribute), _RENAMED[attribute.attr])
        yield from _named(app, reference, shown)
    elif attribute.attr == "headers" and not _reads_one(attribute):
        yield from _headers(app, reference, attribute, shown)
    elif attribute.attr == "headers" or attribute.attr in _SAME:
        yield from _named(app, reference, shown)
    else:
        yield refuse(app, reference, ATTRIBUTE, f"`request.{attribute.attr}`")


def _named(app: App, reference: Reference, shown: str) -> Steps:
    """Call the request by its name; a parameter that holds it has one already."""
    if shown == "${@request}":
        yield Replace(anchor(reference), shown, function=app.function_at(reference.scope))
        yield from needs_request(app, reference)


def _reads_one(attribute: ast.Attribute) -> bool:
    """`headers.get(…)`, `headers[…]` and `… in headers` read the same from both frameworks."""
    outer = parent(attribute)
    if isinstance(outer, ast.Attribute):
        return outer.attr in _HEADER_READS
    if isinstance(outer, ast.Subscript):
        return outer.value is attribute and isinstance(outer.ctx, ast.Load)
    return isinstance(outer, ast.Compare) and attribute in outer.comparators


def _headers(app: App, reference: Reference, attribute: ast.Attribute, shown: str) -> Steps:
    """All headers at once: their names are spelled as Werkzeug spells them."""
    outer = parent(attribute)
    function = app.function_at(reference.scope)
    call = parent(outer) if outer is not None else None
    text = f"{shown}.header_items()"
    if isinstance(outer, ast.Attribute) and outer.attr == "items" and isinstance(call, ast.Call):
        yield Replace(reference.module.anchor(call), text, function=function)
    elif (
        isinstance(outer, ast.Call) and isinstance(outer.func, ast.Name) and outer.func.id == "dict"
    ):
        yield Replace(reference.module.anchor(attribute), text, function=function)
    else:
        yield refuse(app, reference, ATTRIBUTE, "`request.headers` as a whole")
        return
    if shown == "${@request}":
        yield from needs_request(app, reference)


def _value(app: App, reference: Reference, shown: str) -> Steps:
    """`request` handed to a function of the project stays the request there."""
    if _is_named_read(reference) or receiver(app, reference) is not None:
        yield from _named(app, reference, shown)
    else:
        yield refuse(app, reference, VALUE)


def _is_named_read(reference: Reference) -> bool:
    """`getattr(request, "method", …)` with the name of an attribute that reads the same."""
    match reference.outer:
        case ast.Call(func=ast.Name(id="getattr"), args=[given, ast.Constant(value=name), *_]):
            return given is reference.node and name in _SAME
    return False
