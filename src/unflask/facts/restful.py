"""Uses of Flask-RESTful: all of them have a counterpart, or none is converted."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.analysis.class_views import RESOURCE
from unflask.analysis.lineage import Class, Lineages
from unflask.analysis.resources import API, DECLARING
from unflask.facts.conversion import Conversion
from unflask.facts.extensions import decorates, extension_uses, objects_of
from unflask.model.app import App
from unflask.model.inventory import Declaration
from unflask.model.project import Reference
from unflask.model.source import Module, Scope, call_of, parent
from unflask.model.spans import is_unpacked

EXTENSION = "flask_restful"
_PLAIN = {"Api", "Resource", "abort"}
_MARSHAL = {"marshal", "marshal_with", "marshal_with_field"}
_FIELDS = {
    "Arbitrary", "Boolean", "DateTime", "Fixed", "Float", "FormattedString", "Integer", "List",
    "MarshallingException", "Nested", "Price", "Raw", "String", "Url", "get_value",
}  # fmt: skip
_INPUTS = {
    "boolean", "date", "datetime_from_iso8601", "datetime_from_rfc822", "int_range",
    "iso8601interval", "natural", "positive", "regex", "url",
}  # fmt: skip
_PARSING = {"Argument", "Namespace", "RequestParser"}
COUNTERPARTS = {
    **{f"{EXTENSION}.{name}": f"compat.restful.{name}" for name in _PLAIN},
    **{f"{EXTENSION}.{name}": f"compat.restful_fields.{name}" for name in _MARSHAL},
    **{f"{EXTENSION}.fields.{name}": f"compat.restful_fields.{name}" for name in _FIELDS},
    **{f"{EXTENSION}.inputs.{name}": f"compat.restful_inputs.{name}" for name in _INPUTS},
    **{f"{EXTENSION}.reqparse.{name}": f"compat.restful_parsing.{name}" for name in _PARSING},
}
"""What takes the place of each name of Flask-RESTful."""

ARGUMENT = f"{EXTENSION}.reqparse.Argument"
ISO = {f"{EXTENSION}.inputs.{name}" for name in ("datetime_from_iso8601", "iso8601interval")}
"""What reads times in the form of ISO 8601, with a library of its own."""

_LOCATIONS = {"args", "cookies", "files", "form", "headers", "json", "values", "view_args"}
_OPTIONS = {
    "app", "catch_all_404s", "decorators", "default_mediatype", "errors", "prefix",
    "serve_challenge_on_401",
}  # fmt: skip
_POSITIONS = 6
_OF_OBJECTS = {
    *DECLARING, "errors", "handle_error", "init_app", "make_response", "mediatypes", "output",
    "owns_endpoint", "representation", "unauthorized", "url_for",
}  # fmt: skip
_TYPES = (ast.arg, ast.AnnAssign)
_TOLD_FLASK = ("init_every_request", "methods", "provide_automatic_options")
_OWN = ("as_view", "dispatch_request", "mediatypes", "view_class")
_GIVEN = ("resource_class_args", "resource_class_kwargs")


def resources(app: App) -> Conversion:
    """Return what is done with Flask-RESTful."""
    uses = [u for u in app.fact(extension_uses) if u.extension.module == EXTENSION]
    if not uses:
        return Conversion()
    every = _references(app)
    odd = next((why for r in every if (why := _oddity(app, r)) is not None), None)
    if odd is None and any(u.reference.symbol != u.symbol for u in uses):
        odd = "something else may stand for it"
    odd = odd or next((w for n, s in objects_of(app, API) if (w := _oddity_of(app, n, s))), None)
    odd = odd or next(
        (w for d in declared(app) if (w := _oddity_of_rule(app, d)) is not None), None
    )
    odd = odd or next((w for c in _classes(app) if (w := _oddity_of_class(c)) is not None), None)
    odd = odd or next((w for m in app.modules if (w := _oddity_of_parsing(m)) is not None), None)
    if odd is not None:
        return Conversion(odd=odd)
    return Conversion(tuple(every), callbacks=frozenset(_representing(app)))


def declared(app: App) -> list[Declaration]:
    """Return the declarations of resources, outside of tests."""
    return [d for d in app.declarations if d.kind == "resource" and d.module.path not in app.tests]


def _references(app: App) -> list[Reference]:
    """Return every use of a symbol of Flask-RESTful, those of tests among them."""
    found = app.project.references.items()
    return [r for s, uses in found if s.split(".")[0] == EXTENSION for r in uses]


def _oddity(app: App, reference: Reference) -> str | None:
    if reference.symbol not in COUNTERPARTS:
        return f"`{reference.symbol}` is used"
    if reference.symbol == RESOURCE:
        plain = isinstance(reference.outer, ast.ClassDef | ast.arg | ast.AnnAssign)
        return None if plain else "`Resource` is used as a value"
    if isinstance(reference.outer, ast.ClassDef) and reference.symbol == ARGUMENT:
        named = {n.name for n in reference.outer.body if isinstance(n, ast.FunctionDef)}
        return "a class of arguments reads the request itself" if "source" in named else None
    if reference.symbol != API or isinstance(reference.outer, (ast.ClassDef, *_TYPES)):
        return None
    call = reference.call
    if call is None:
        return "`Api` is used as a value"
    return _oddity_of_call(app, call, reference.scope)


def _oddity_of_parsing(module: Module) -> str | None:
    """Return an argument that is looked for where the request has no such thing any more."""
    for node in module.nodes:
        if isinstance(node, ast.Call):
            given = next((k.value for k in node.keywords if k.arg == "location"), None)
            named = getattr(node.func, "attr", None) in ("add_argument", "replace_argument")
            if named and given is not None and not _is_known_location(given):
                return f"`{ast.unparse(given)}` is a location of an argument"
    return None


def _is_known_location(node: ast.expr) -> bool:
    if isinstance(node, ast.List | ast.Tuple):
        return all(map(_is_known_location, node.elts))
    return isinstance(node, ast.Constant) and node.value in _LOCATIONS


def _oddity_of_call(app: App, call: ast.Call, scope: Scope) -> str | None:
    """Return what an `Api` is given that it cannot take."""
    names = {k.arg for k in call.keywords}
    if is_unpacked(call) or len(call.args) > _POSITIONS or not names <= _OPTIONS:
        return "`Api` is given something unknown"
    given = [*call.args[1:2], *(k.value for k in call.keywords if k.arg == "prefix")]
    prefixes = [app.constant(node, scope) for node in given]
    if not all(isinstance(p, str) and "<" not in p for p in prefixes):
        return "the prefix of an `Api` is computed, or has parameters"
    return None


def _oddity_of(app: App, node: ast.Name, scope: Scope) -> str | None:
    """Return what is odd about a use of an `Api`, or of a class that extends it."""
    used, symbol = parent(node), app.project.resolve(node, scope)
    if isinstance(used, ast.ClassDef | ast.arg | ast.AnnAssign) or symbol == API:
        return None
    if isinstance(used, ast.Call) and used.func is node:
        return _oddity_of_call(app, used, scope)
    if not isinstance(used, ast.Attribute):
        return "the object of an `Api` is handed on"
    call = call_of(used)
    if used.attr not in _OF_OBJECTS or (used.attr in (*DECLARING, "init_app") and call is None):
        return f"`{used.attr}` of an `Api` is used"
    if used.attr in DECLARING and not any(d.call is call for d in app.declarations):
        return f"a resource is declared at {scope.module.path}:{node.lineno} in a way that hides it"
    if used.attr == "representation" and not decorates(used):
        return "`representation` is no decorator"
    return None


def _oddity_of_rule(app: App, declaration: Declaration) -> str | None:
    """Return what is odd about the rule of a resource."""
    place = f"{declaration.module.path}:{declaration.call.lineno}"
    routes = [r for r in app.routes if r.declaration is declaration]
    if app.imported and not routes:
        return f"the application has no such rule as {place} declares"
    if declaration.endpoint is None:
        return f"the endpoint of {place} is computed"
    for keyword in declaration.call.keywords:
        if keyword.arg in _GIVEN and _is_local(app, keyword.value, declaration.scope):
            return f"what the resource of {place} is made with is known to a function alone"
    return None


def _is_local(app: App, node: ast.expr, scope: Scope) -> bool:
    """Tell whether an expression reads variables of a function."""
    return any(
        isinstance(inner, ast.Name) and app.project.resolve(inner, scope) is None
        for inner in ast.walk(node)
    )


def _classes(app: App) -> Iterator[Class | str]:
    """Yield the classes of all resources with their bases, or the name of one that is not known."""
    lineages = Lineages(app.project)
    for symbol in sorted({d.view or "" for d in declared(app)}):
        lineage = lineages.of(symbol)
        if lineage is None or RESOURCE not in lineage.outside:
            yield symbol
        else:
            yield from lineage.classes


def _oddity_of_class(own: Class | str) -> str | None:
    if isinstance(own, str):
        return f"`{own}` is no class whose bases are known"
    name = own.node.name
    if own.node.keywords or any(d for d in own.node.decorator_list if not _is_declaring(d)):
        return f"`{name}` is decorated, or has a metaclass"
    bound = next((n for n in (*_TOLD_FLASK, *_OWN) if n in own.scope.bindings), None)
    if bound is not None:
        return f"`{name}` has a `{bound}` of its own"
    if any(isinstance(item, ast.AsyncFunctionDef) for item in own.node.body):
        return f"`{name}` has methods that are coroutines"
    return None


def _is_declaring(node: ast.expr) -> bool:
    func = node.func if isinstance(node, ast.Call) else node
    return isinstance(func, ast.Attribute) and func.attr == "resource"


def _representing(app: App) -> Iterator[str]:
    """Yield the functions that make responses of a media type, for whatever resource."""
    for node, scope in objects_of(app, API):
        function = parent(call_of(parent(node)) or node)
        if isinstance(function, ast.FunctionDef) and decorates(node):
            inner = scope.module.scopes[function]
            yield f"{scope.module.name}.{inner.qualname}"
