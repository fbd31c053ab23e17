"""
`flask.request` becomes the request that FastAPI hands to the route.

Views and hooks take it as a parameter; a helper deeper in the call stack gets it from its callers.
Where no parameter can carry it (a method, a function that is passed around, one that the tests
call), the same object is read from a context variable. What the application sets on the request
itself is kept in `request.state`.

Parity: `args`, `form_data` and `cookies` give the first value of a repeated key and answer 400 for
a missing one, as Flask's did; the body is read before the view runs, and parsed where it was. Its
readers share one stream, `body_file`, as they did: what one takes is gone for the next.
"""

import ast

from unflask.facts.bodies import claimed_bodies
from unflask.facts.environ import asks_for_server, unknown_part
from unflask.facts.header_reads import reads_one
from unflask.facts.query_flow import query_flow
from unflask.facts.receivers import itself, receiver, receivers
from unflask.facts.request_attributes import NAMED, own_attributes
from unflask.facts.request_classes import members, own_class, request_classes
from unflask.facts.request_names import KNOWN
from unflask.facts.session_classes import is_handed_on, session_requests
from unflask.facts.settings import settings_from_outside
from unflask.model.app import App, anchor
from unflask.model.project import Reference
from unflask.model.source import is_tested, parent
from unflask.model.spans import attribute_name
from unflask.model.steps import Code, Flag, Replace
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import is_deferred, needs_request, rebind, refuse

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

CLASS = Code(
    "UF124",
    "a subclass of Flask's `Request` has no counterpart",
    "Properties and methods of its own are kept. What changes how requests are read belongs to the "
    "views that need it.",
)

SERVER = Code(
    "UF125",
    "the application asks which server it runs on",
    "The answer is `uvicorn` now. Look what depends on it.",
    scope="none",
)

recipe = Recipe("request", "The request", (ATTRIBUTE, VALUE, IMPORTED, WRITTEN, CLASS, SERVER))

_LIMITS = {"max_content_length", "max_form_memory_size", "max_form_parts"}
_SAME = {
    "args", "values", "files", "data", "get_data", "get_json", "is_json", "method", "path",
    "full_path", "cookies", "remote_addr", "remote_user", "access_route", "script_root",
    "url_root", "host", "host_url", "query_string", "scheme", "is_secure", "user_agent",
    "referrer", "authorization", "content_type", "mimetype", "mimetype_params", "content_length",
    "endpoint", "blueprint", "blueprints", "view_args", "url_rule", "environ", "accept_mimetypes",
    "accept_languages", "accept_charsets", "accept_encodings", "if_match", "if_none_match",
    "if_modified_since", "if_unmodified_since", "range", "origin", "date", "root_path", "root_url",
    *_LIMITS,
}  # fmt: skip
_RENAMED = {
    "form": "form_data", "url": "href", "base_url": "base_href", "json": "get_json()",
    "stream": "body_file",
}  # fmt: skip
_OF_FILES = {
    "read", "readline", "readlines", "readinto", "readall", "readable", "tell", "close", "closed",
}  # fmt: skip
_AT_HAND = "${@request}"
_ITSELF = "${compat.context.current_request}()"


@recipe.on_use("flask.request")
def convert(app: App, reference: Reference) -> Steps:
    """Rewrite one use of `request`."""
    if reference in app.fact(query_flow).claimed or reference in app.fact(claimed_bodies):
        return
    if app.function_at(reference.scope) is None and not is_deferred(reference.scope):
        yield refuse(app, reference, IMPORTED)
        return
    inner = itself(reference)
    yield from _converted(app, inner, _AT_HAND if inner is reference else _ITSELF)


@recipe.on_app
def parameters(app: App) -> Steps:
    """Rewrite the uses of the parameters and variables that hold the request."""
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


@recipe.on_use("flask.Request")
def base(app: App, reference: Reference) -> Steps:
    """`class Own(flask.Request)` goes on adding to the request, on ours as its base."""
    made = next((c for c in app.fact(request_classes).values() if c.base is reference), None)
    if made is not None and made is app.fact(own_class):
        yield from rebind(app, reference, "compat.requests.Request")
    elif made is not None:
        yield refuse(app, reference, CLASS, made.why or "there is more than one")


def _converted(app: App, reference: Reference, shown: str) -> Steps:
    """Rewrite one use of the request, which is called `shown` there from now on."""
    attribute = reference.attribute
    if attribute is None:
        yield from _value(app, reference, shown)
    elif attribute.attr in app.fact(members) and isinstance(attribute.ctx, ast.Load):
        yield from _named(app, reference, shown)
    elif attribute.attr not in KNOWN:
        yield from _own(app, reference, attribute, shown)
    elif not isinstance(attribute.ctx, ast.Load) and not _is_limit(app, attribute):
        yield refuse(app, reference, WRITTEN, f"`request.{attribute.attr}`")
    elif attribute.attr == "stream" and (odd := _odd_in_stream(attribute)):
        yield refuse(app, reference, ATTRIBUTE, f"`request.stream.{odd}`")
    elif attribute.attr == "environ":
        yield from _environ(app, reference, shown)
    elif attribute.attr in _RENAMED:
        yield Replace(attribute_name(reference.module, attribute), _RENAMED[attribute.attr])
        yield from _named(app, reference, shown)
    elif attribute.attr == "headers" and not reads_one(app, attribute, reference.scope):
        yield from _headers(app, reference, attribute, shown)
    elif attribute.attr == "headers" or attribute.attr in _SAME:
        yield from _named(app, reference, shown)
    else:
        yield refuse(app, reference, ATTRIBUTE, f"`request.{attribute.attr}`")


def _environ(app: App, reference: Reference, shown: str) -> Steps:
    """What WSGI says of the request itself is there; of its server, the name."""
    part = unknown_part(app, reference)
    if part is not None:
        yield refuse(app, reference, ATTRIBUTE, part)
        return
    if asks_for_server(app, reference):
        yield Flag(anchor(reference), SERVER)
    yield from _named(app, reference, shown)


def _is_limit(app: App, attribute: ast.Attribute) -> bool:
    """Tell whether a limit is set that the body is held against only when a view reads it.

    One for all requests is held against it before, where a single request could not raise it.
    """
    if attribute.attr == "max_content_length":
        named = any(b"MAX_CONTENT_LENGTH" in content for content in app.project.files.values())
        return not named and not app.fact(settings_from_outside)
    return attribute.attr in _LIMITS


def _odd_in_stream(attribute: ast.Attribute) -> str | None:
    """Return what is asked of the stream that no other file has, or None."""
    outer = parent(attribute)
    return outer.attr if isinstance(outer, ast.Attribute) and outer.attr not in _OF_FILES else None


def _named(app: App, reference: Reference, shown: str) -> Steps:
    """Call the request by its name; a name that holds it stays."""
    if shown.startswith("$"):
        yield Replace(anchor(reference), shown, function=app.function_at(reference.scope))
    if shown == _AT_HAND:
        yield from needs_request(app, reference)


def _own(app: App, reference: Reference, attribute: ast.Attribute, shown: str) -> Steps:
    """`request.user`, which the application has set itself, becomes `request.state.user`."""
    own, name = app.fact(own_attributes), attribute.attr
    if name in own.kept:
        yield Replace(attribute_name(reference.module, attribute), f"state.{name}")
        yield from _named(app, reference, shown)
    elif name in own.refused:
        yield refuse(app, reference, WRITTEN, f"`request.{name}`")
    else:
        yield refuse(app, reference, ATTRIBUTE, f"`request.{name}`")


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
    if shown == _AT_HAND:
        yield from needs_request(app, reference)


def _value(app: App, reference: Reference, shown: str) -> Steps:
    """`request` as a whole: tested, asked for an attribute by name, or handed on in the project."""
    outer = reference.outer
    if isinstance(outer, ast.Call) and isinstance(outer.func, ast.Name) and outer.func.id in NAMED:
        yield from _by_name(app, reference, outer, shown)
    elif (
        # Outside of a request it is false, and it is never None: so in both frameworks.
        is_tested(reference.node)
        or _is_condition(reference)
        or receiver(app, reference) is not None
        or (reference in app.fact(session_requests) and is_handed_on(reference.node))
    ):
        yield from _named(app, reference, shown)
    else:
        yield refuse(app, reference, VALUE)


def _is_condition(reference: Reference) -> bool:
    """`response.make_conditional(request)`."""
    outer = reference.outer
    call = parent(outer) if isinstance(outer, ast.keyword) else outer
    match call:
        case ast.Call(func=ast.Attribute(attr="make_conditional")):
            named = isinstance(outer, ast.keyword)
            return not named and call.args[0] is reference.node
    return False


def _by_name(app: App, reference: Reference, call: ast.Call, shown: str) -> Steps:
    """`getattr(request, "method", …)` and its like, with the name of an attribute as a text."""
    match call:
        case ast.Call(func=ast.Name(id=asked), args=[given, ast.Constant(value=str(name)), *_]):
            if given is reference.node and name in app.fact(own_attributes).kept - app.fact(
                members
            ):
                yield from _named_state(app, reference, shown)
                return
            same = name in app.fact(members) or (asked == "getattr" and name in _SAME)
            if given is reference.node and same and asked in ("getattr", "hasattr"):
                yield from _named(app, reference, shown)
                return
            if (
                given is reference.node
                and asked == "getattr"
                and name in ("url", "base_url", "form")
            ):
                yield Replace(reference.module.anchor(call.args[1]), f'"{_RENAMED[name]}"')
                yield from _named(app, reference, shown)
                return
    yield refuse(app, reference, VALUE)


def _named_state(app: App, reference: Reference, shown: str) -> Steps:
    text = f"{shown}.state"
    yield Replace(anchor(reference), text, function=app.function_at(reference.scope))
    if shown == _AT_HAND:
        yield from needs_request(app, reference)
