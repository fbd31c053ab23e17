"""Read the resources of Flask-RESTful: classes that `api.add_resource(Items, "/items")` makes views."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from unflask.analysis.class_views import ClassViews
from unflask.analysis.values import Values
from unflask.model.inventory import Declaration, Maker
from unflask.model.project import Project, Reference
from unflask.model.source import Scope, parent

API = "flask_restful.Api"
DECLARING = ("add_resource", "resource")
"""The methods of an `Api` that give resources their rules; the second decorates a class."""

_OWN_OPTIONS = ("endpoint", "resource_class_args", "resource_class_kwargs")


class Resources:
    """The resources of a project, as the calls that declare them tell."""

    def __init__(self, project: Project, values: Values, classes: ClassViews) -> None:
        self.project, self.values, self.classes = project, values, classes

    def declared(self, call: ast.Call, scope: Scope) -> Iterator[Declaration]:
        """Yield a declaration for each rule of a call; none where reading cannot tell all of them."""
        assert isinstance(call.func, ast.Attribute)
        made = made_by(self.project, call.func.value, scope, self.is_api)
        found = self._resource(call, scope) if made is not None else None
        if made is None or found is None or any(k.arg is None for k in call.keywords):
            return
        view, urls = found
        owners, prefix = self._owners(*made), self._prefix(*made)
        endpoint = self._endpoint(call, scope, view.rpartition(".")[2].lower())
        rules = [self.values.constant(url, scope) for url in urls]
        if len(owners) != 1 or prefix is None or not all(isinstance(r, str) for r in rules):
            return
        for url, rule in zip(urls, rules, strict=True):
            yield Declaration(
                owners[0],
                call,
                scope,
                f"{prefix}{rule}",
                self.classes.methods_of(view),
                endpoint,
                view,
                None,
                "resource",
                {"view_func": call, "rule": url, **_passed_on(call)},
                api=made,
            )

    def is_api(self, node: ast.expr, scope: Scope) -> bool:
        """Tell whether an expression is the class `Api`, or one of the project's that extends it."""
        symbol = self.project.resolve(node, scope)
        lineage = self.classes.lineages.of(symbol) if symbol is not None else None
        return symbol == API or (lineage is not None and API in lineage.outside)

    def _resource(self, call: ast.Call, scope: Scope) -> tuple[str, list[ast.expr]] | None:
        """Return the class that a call makes a view, with its rules."""
        assert isinstance(call.func, ast.Attribute)
        above = parent(call)
        if call.func.attr == "resource":
            if not isinstance(above, ast.ClassDef) or call not in above.decorator_list:
                return None
            inner = scope.module.scopes[above]
            return f"{scope.module.name}.{inner.qualname}", call.args
        if not call.args or not isinstance(above, ast.Expr):
            return None
        symbol = self.project.resolve(call.args[0], scope)
        return (symbol, call.args[1:]) if symbol is not None else None

    def _owners(self, made: ast.Call, scope: Scope) -> list[Maker]:
        """Return the applications and blueprints that an `Api` is given, when made or by `init_app`."""
        given = made.args[0] if made.args else keyword(made, "app")
        if given is not None:
            return list(self.values.of(given, scope))
        begun = [r for r in self._uses_of(made, scope) if _called(r, "init_app") is not None]
        calls = [(c, r.scope) for r in begun if (c := _called(r, "init_app")) is not None]
        return [m for call, where in calls for a in call.args for m in self.values.of(a, where)]

    def _uses_of(self, made: ast.Call, scope: Scope) -> list[Reference]:
        above = parent(made)
        if not isinstance(above, ast.Assign) or not isinstance(above.targets[0], ast.Name):
            return []
        symbol = self.project.resolve(above.targets[0], scope)
        return self.project.references.get(symbol or "", [])

    def _prefix(self, made: ast.Call, scope: Scope) -> str | None:
        given = made.args[1] if len(made.args) > 1 else keyword(made, "prefix")
        found = self.values.constant(given, scope) if given is not None else ""
        return found if isinstance(found, str) else None

    def _endpoint(self, call: ast.Call, scope: Scope, usual: str) -> str | None:
        given = keyword(call, "endpoint")
        found = self.values.constant(given, scope) if given is not None else usual
        return found if isinstance(found, str) else None


def made_by(
    project: Project,
    node: ast.expr,
    scope: Scope,
    is_class: Callable[[ast.expr, Scope], bool],
) -> tuple[ast.Call, Scope] | None:
    """Return the call of a class that made what an expression holds, with the scope of that."""
    if isinstance(node, ast.Call):
        return (node, scope) if is_class(node.func, scope) else None
    symbol = project.resolve(node, scope)
    bound = project.binding(symbol) if symbol is not None else None
    owner = scope.lookup(node.id) if isinstance(node, ast.Name) else None
    if bound is None and isinstance(node, ast.Name) and owner is not None:
        bound = owner.bindings[node.id], owner
    if bound is None or len(bound[0]) != 1 or not isinstance(bound[0][0].value, ast.Call):
        return None
    return made_by(project, bound[0][0].value, bound[1], is_class)


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """Return what a call gives by a keyword."""
    return next((k.value for k in call.keywords if k.arg == name), None)


def _passed_on(call: ast.Call) -> dict[str, ast.expr]:
    """Return the options of a call that are those of Flask's rules."""
    return {k.arg: k.value for k in call.keywords if k.arg and k.arg not in _OWN_OPTIONS}


def _called(reference: Reference, name: str) -> ast.Call | None:
    attribute = reference.attribute
    call = parent(attribute) if attribute is not None and attribute.attr == name else None
    return call if isinstance(call, ast.Call) and call.func is attribute else None
