"""
`render_template`, `url_for` and `flash` become their counterparts over Jinja and the routes.

A view that returns a rendered template returns a `TemplateResponse`; the templates themselves stay
as they are.

Parity: autoescaping, globals and context processors as in Flask; `url_for` gives paths, knows
blueprints and puts unknown values into the query string.
"""

import ast

from unflask.facts.returns import is_result
from unflask.model.app import App, anchor
from unflask.model.project import Reference
from unflask.model.source import Anchor, parent
from unflask.model.spans import call_closing, is_unpacked
from unflask.model.steps import AddArgument, Replace
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import needs_request, rebind
from unflask.recipes.keyword_rows import as_dict

recipe = Recipe("pages", "Templates, URLs and flashed messages")


@recipe.on_use("flask.render_template")
def templates(app: App, reference: Reference) -> Steps:
    """`return render_template(name, a=b)` becomes a `TemplateResponse`."""
    call = reference.call
    plain = call is not None and len(call.args) == 1 and not isinstance(call.args[0], ast.Starred)
    pair = _with_status(app, call, reference) if call is not None else None
    answers = call is not None and (pair is not None or is_result(app, call, reference.scope))
    if call is None or not plain or not answers:
        yield from rebind(app, reference, "compat.templating.render_template")
        return
    module, function = reference.module, app.function_at(reference.scope)
    span = anchor(reference)
    yield Replace(span, "${compat.templating.TemplateResponse}")
    yield AddArgument(module.anchor(call), "${@request}", "first", function)
    yield from needs_request(app, reference)
    status = ""
    if pair is not None:
        status = f"status_code={module.text(pair.elts[1])}"
        yield from _unpaired(reference, call, pair)
    if call.keywords:
        yield from as_dict(module, call, status)
    elif status:
        yield Replace(call_closing(module, call), f", {status})")


def _with_status(app: App, call: ast.Call, reference: Reference) -> ast.Tuple | None:
    """Return the tuple of a rendered template and a plain status that a view returns."""
    outer = parent(call)
    if not isinstance(outer, ast.Tuple) or len(outer.elts) != 2 or outer.elts[0] is not call:
        return None
    known = isinstance(app.constant(outer.elts[1], reference.scope), int)
    return outer if known and is_result(app, outer, reference.scope) else None


def _unpaired(reference: Reference, call: ast.Call, pair: ast.Tuple) -> Steps:
    """Take away what stands around the call in its tuple."""
    whole, inner = reference.module.anchor(pair), reference.module.anchor(call)
    if whole.start < inner.start:
        yield Replace(Anchor(whole.path, whole.start, inner.start, whole.line, "before"), "")
    yield Replace(Anchor(whole.path, inner.end, whole.end, whole.line, "after"), "")


@recipe.on_use("flask.get_template_attribute")
def attribute(app: App, reference: Reference) -> Steps:
    """A macro or variable of a template, asked for by name."""
    yield from rebind(app, reference, "compat.templating.get_template_attribute")


@recipe.on_use("flask.render_template_string")
def strings(app: App, reference: Reference) -> Steps:
    """Templates given as text keep the name of what renders them."""
    yield from rebind(app, reference, "compat.templating.render_template_string")


@recipe.on_use("flask.url_for")
def urls(app: App, reference: Reference) -> Steps:
    """`url_for` keeps its name and arguments."""
    yield from rebind(app, reference, "compat.urls.url_for")


@recipe.on_use("flask.flash")
def flash(app: App, reference: Reference) -> Steps:
    """`flash(message)` becomes `flash(request, message)`."""
    call = reference.call
    if call is None or is_unpacked(call) or not call.args:
        yield from rebind(app, reference, "compat.session.flash")
        return
    function = app.function_at(reference.scope)
    yield Replace(anchor(reference), "${compat.session.flash}")
    yield AddArgument(reference.module.anchor(call), "${@request}", "first", function)
    yield from needs_request(app, reference)


@recipe.on_use("flask.get_flashed_messages")
def messages(app: App, reference: Reference) -> Steps:
    """Flashed messages read outside of templates."""
    yield from rebind(app, reference, "compat.session.get_flashed_messages")
