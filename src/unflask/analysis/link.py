"""Link a project into an `App`: its target, its inventory, and what importing it told."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from unflask.analysis.live import Live
from unflask.analysis.routes import Inventory
from unflask.analysis.values import Values
from unflask.facts.loaded_modules import modules_named
from unflask.model.app import App
from unflask.model.errors import UserError
from unflask.model.inventory import Declaration, Maker, Route
from unflask.model.project import Project, is_test
from unflask.model.source import Module, absolute

_FACTORIES = ("create_app", "make_app")
_NAMES = ("app", "application")
_AUTOMATIC = {"HEAD", "OPTIONS"}


def link(
    project: Project,
    live: Live | None = None,
    options: frozenset[str] = frozenset(),
    fidelity: str = "wire",
) -> App:
    """Return the application of a project.

    Raises UserError where the project has none, or the one named by `--app` is not there.
    """
    values = Values(project)
    tests = frozenset(p for p in project.paths if is_test(p))
    makers = [m for m in values.makers.values() if m.kind == "app" and m.module.path not in tests]
    target, factory = _target(project, values, makers, live)
    module = project.modules.get(target.partition(":")[0])
    chosen = _chosen(project, values, target, makers)
    closure = _closure(
        project, {m.module for m in chosen} | ({module} if module else set()), makers
    )
    outside = frozenset(m.path for m in project.modules.values() if m not in closure)
    inventory = Inventory(project, values)
    kept = tuple(m for m in values.makers.values() if m.module in closure)
    routes = [r for r in inventory.routes() if _is_of(r, chosen)]
    merged = _merged(inventory, routes, live)
    return App(
        project,
        tuple(merged),
        tuple(d for d in inventory.declarations if d.module in closure),
        tuple(r for r in inventory.registrations if r.scope.module in closure),
        tuple(h for h in inventory.hooks if h.scope.module in closure),
        kept,
        target,
        factory,
        _package(chosen, module),
        tests | outside,
        tests - _apps_among(project, values, closure),
        options,
        fidelity,
        unconfirmed=_unconfirmed(routes, merged),
        live_hooks=live.hooks if live is not None else (),
        live_attributes=live.attributes if live is not None else None,
        makers_of=values.of,
        constant=values.constant,
    )


def _target(
    project: Project, values: Values, makers: list[Maker], live: Live | None
) -> tuple[str, bool]:
    if live is not None and live.target is not None:
        return live.target, live.factory
    if project.app:
        module, _, attribute = project.app.partition(":")
        if module.endswith(".py"):
            module = module.removesuffix(".py").replace("/", ".")
        if module not in project.modules:
            raise UserError(f"--app {project.app}: the project has no module {module}.")
        names = [attribute.partition("(")[0]] if attribute else [*_NAMES, *_FACTORIES]
        names += [] if attribute else sorted(project.modules[module].scope.bindings)
        found = _in_module(project.modules[module], values, names)
        if found is None:
            raise UserError(f"--app {project.app}: {module} holds no Flask application.")
        return found
    return _found(project, values) or _no_target(project, makers)


def _found(project: Project, values: Values) -> tuple[str, bool] | None:
    """Return the application that `flask` itself would find, or else the first one there is."""
    candidates = [m for m in sorted(project.modules.values(), key=_likely) if not is_test(m.path)]
    for usual in (True, False):
        for candidate in candidates:
            names = [*_NAMES, *_FACTORIES] if usual else sorted(candidate.scope.bindings)
            found = _in_module(candidate, values, names)
            if found is not None:
                return found
    return None


def _no_target(project: Project, makers: list[Maker]) -> NoReturn:
    if makers:
        where = makers[0]
        raise UserError(
            f"A Flask application is made at {where.module.path}:{where.call.lineno}, but no name "
            "or factory leads to it; name it with --app MODULE:NAME."
        )
    if project.root and Path(project.root, ".unflask", "migration.json").is_file():
        raise UserError(
            "This folder was migrated already and holds no Flask application any more; "
            "migrate the original again."
        )
    raise UserError("No Flask application was found; name it with --app MODULE[:NAME].")


def _likely(module: Module) -> tuple[int, int, str]:
    wanted = module.name.rpartition(".")[2] in ("app", "wsgi", "application", "main")
    return (0 if wanted or module.is_package else 1, module.name.count("."), module.name)


def _in_module(module: Module, values: Values, names: Iterable[str]) -> tuple[str, bool] | None:
    """Return the first name that holds an application, or is a factory, as seen from a module."""
    wanted = list(names)
    for name in wanted:
        symbol = values.project.canonical(f"{module.name}.{name}")
        if symbol.split(".")[0] == "flask":
            continue
        probe = ast.Name(id=name, ctx=ast.Load())
        if any(m.kind == "app" for m in values.of(probe, module.scope)):
            return f"{module.name}:{name}", False
        if (name in _FACTORIES or len(wanted) == 1) and _makes_app(symbol, values):
            return f"{module.name}:{name}", True
    return None


def _makes_app(symbol: str, values: Values) -> bool:
    """Tell whether a function, wherever it was imported from, returns an application."""
    found = values.project.functions.get(values.project.canonical(symbol))
    if found is None:
        return False
    node, scope = found
    return any(
        isinstance(inner, ast.Return)
        and inner.value is not None
        and any(m.kind == "app" for m in values.of(inner.value, scope))
        for inner in ast.walk(node)
    )


def _chosen(project: Project, values: Values, target: str, makers: list[Maker]) -> list[Maker]:
    """Return the application objects behind the target."""
    name, _, attribute = target.partition(":")
    module = project.modules.get(name)
    if module is None:
        return makers
    attribute = attribute.partition("(")[0]
    symbol = project.canonical(f"{name}.{attribute}")
    found: set[Maker] = set()
    function = project.functions.get(symbol)
    if function is not None:
        node, scope = function
        for inner in ast.walk(node):
            if isinstance(inner, ast.Return) and inner.value is not None:
                found |= values.of(inner.value, scope)
    elif attribute:
        found |= values.of(ast.Name(id=attribute, ctx=ast.Load()), module.scope)
    return [m for m in makers if m in found] or makers


def _closure(project: Project, start: Iterable[Module], makers: list[Maker]) -> set[Module]:
    """Return the modules that the application imports, and those that import it and are no app."""
    found: set[Module] = set()
    todo = list(start)
    while todo:
        module = todo.pop()
        if module in found:
            continue
        found.add(module)
        todo += [project.modules[n] for n in _imports(project, module)]
    others = {m.module for m in makers} - found
    for module in project.modules.values():
        if module not in found and module not in others and not is_test(module.path):
            used = set(_imports(project, module))
            if used & {m.name for m in found}:
                found.add(module)
    return {m for m in found if not is_test(m.path)}


def _apps_among(project: Project, values: Values, closure: set[Module]) -> set[str]:
    """Return the files that only look like tests by their name: each is an application of its own."""
    own = {m.name for m in closure}
    return {
        maker.module.path
        for maker in values.makers.values()
        if maker.kind == "app" and maker.scope.kind == "module" and maker.module not in closure
        if not set(_imports(project, maker.module)) & own
    }


def _imports(project: Project, module: Module) -> set[str]:
    names: set[str] = set()
    for node in module.nodes:
        if isinstance(node, ast.Import):
            names |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = absolute(module, node)
            names |= {base, *(f"{base}.{a.name}" for a in node.names)}
        elif isinstance(node, ast.Call):
            names |= modules_named(project, node, module)
    names |= {n.rpartition(".")[0] for n in names}
    return {n for n in names if n in project.modules and n != module.name}


def _is_of(route: Route, chosen: list[Maker]) -> bool:
    if route.declaration is None:
        return True
    owner = route.declaration.owner
    return owner in chosen or owner.kind == "blueprint"


def _merged(inventory: Inventory, routes: list[Route], live: Live | None) -> list[Route]:
    """Hold the static inventory against the live one: the imported application is right."""
    if live is None or not live.rules:
        return routes
    known: dict[tuple[str, str], list[Route]] = {}
    for route in routes:
        known.setdefault((route.rule, route.endpoint), []).append(route)
    computed = {d.view: d for d in inventory.declarations if d.rule is None and d.view}
    lines = {_place(d): d for d in computed.values()}
    there = {(rule.rule, rule.endpoint) for rule in live.rules}
    missing = [r for key, routes in known.items() if key not in there for r in routes]
    strange = sorted(there - known.keys())
    renamed = _renamed(missing, strange, live)
    shifted = _shifted(inventory, missing, strange)
    found: list[Route] = []
    for rule in live.rules:
        methods = tuple(m for m in rule.methods if m not in _AUTOMATIC)
        key = (rule.rule, rule.endpoint)
        twins = known.get(key) or renamed.get(key) or shifted.get(key)
        if twins:
            twin = min(twins, key=lambda r: (_methods(r) != set(methods), r.view != rule.view))
            same = _methods(twin) == set(methods)
            found.append(replace(twin, methods=twin.methods if same else methods, source="both"))
            continue
        declaration = computed.get(rule.view or "")
        path, line = rule.path or "", rule.line
        route = Route(rule.rule, methods, rule.endpoint, path, line, rule.view, "live", declaration)
        maker = next((lines[place] for place in rule.around if place in lines), None)
        if declaration is None and maker is not None:
            route = replace(route, view=maker.view, declaration=maker, wrapped=rule.view)
        found.append(replace(route, automatic=rule.automatic))
    return found


def _place(declaration: Declaration) -> tuple[str, int]:
    """Return the file and the first line of a view, as its code object tells them."""
    node = declaration.function
    if node is None:
        return "", 0
    return declaration.module.path, min(n.lineno for n in [node, *node.decorator_list])


def _renamed(
    missing: list[Route], strange: list[tuple[str, str]], live: Live
) -> dict[tuple[str, str], list[Route]]:
    """Return the routes whose endpoint is the name that a decorator gave their view."""
    found: dict[tuple[str, str], list[Route]] = {}
    for rule, endpoint in strange:
        methods = {m for r in live.rules if r.endpoint == endpoint for m in r.methods} - _AUTOMATIC
        twins = [r for r in missing if r.rule == rule and _is_renamed(r, endpoint, methods)]
        if len(twins) == 1:
            found[rule, endpoint] = [replace(twins[0], endpoint=endpoint)]
    return found


def _shifted(
    inventory: Inventory, missing: list[Route], strange: list[tuple[str, str]]
) -> dict[tuple[str, str], list[Route]]:
    """Return the routes that lie below a prefix which only the running application knows."""
    computed = [r.child for r in inventory.registrations if not r.static]
    below = [r for r in missing if r.declaration is None or r.declaration.owner in computed]
    found: dict[tuple[str, str], list[Route]] = {}
    for rule, endpoint in strange if computed else []:
        twins = [r for r in below if r.endpoint == endpoint and rule.endswith(r.rule)]
        if len(twins) == 1 and "<" not in rule.removesuffix(twins[0].rule):
            found[rule, endpoint] = [replace(twins[0], rule=rule)]
    return found


def _is_renamed(route: Route, endpoint: str, methods: set[str]) -> bool:
    declaration = route.declaration
    if declaration is None or declaration.function is None or declaration.kind != "decorator":
        return False
    group = route.endpoint.rpartition(".")[0] == endpoint.rpartition(".")[0]
    decorated = len(declaration.function.decorator_list) > 1
    named = "endpoint" in declaration.options
    return group and decorated and not named and _methods(route) == methods


def _methods(route: Route) -> set[str]:
    return set(route.methods) - _AUTOMATIC


def _unconfirmed(routes: list[Route], merged: list[Route]) -> tuple[Route, ...]:
    """Return what reading found and the imported application does not have."""
    confirmed = {(r.rule, r.endpoint) for r in merged}
    return tuple(r for r in routes if (r.rule, r.endpoint) not in confirmed)


def _package(chosen: list[Maker], module: Module | None) -> str:
    """Return the package that the helpers go into: the application's own, or none."""
    home = chosen[0].module if chosen else module
    if home is None:
        return ""
    top = home.name.split(".")[0]
    return "" if home.name == top and not home.is_package else top
