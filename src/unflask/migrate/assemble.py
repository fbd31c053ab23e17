"""Put the result together: rewritten files, helpers, the original where it is still needed."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import partial
from typing import Literal

from unflask.facts.colour import colour
from unflask.facts.environment_scripts import is_migration
from unflask.facts.signals import FRAMEWORK
from unflask.facts.socks import EXTENSION as SOCK
from unflask.facts.whole_extensions import converts
from unflask.migrate.helpers import copied
from unflask.migrate.original import PACKAGE, copies
from unflask.migrate.requirements import needed, updated
from unflask.migrate.servers import THREADS, installed, serving
from unflask.migrate.shake import words_in, words_of
from unflask.migrate.states import Fate, static_makers
from unflask.model.app import App
from unflask.model.inventory import Declaration, Maker, Route
from unflask.model.source import Anchor, FunctionNode, Module, parent, statement
from unflask.model.steps import Edit, Insert, Refuse, Remove, Replace
from unflask.plan.plan import Plan, at_hand
from unflask.rewrite.apply import apply
from unflask.rewrite.home import Home, count_own

_ALWAYS = frozenset({"application", "routing"})
_TEXTS = ("html", "htm", "xml", "txt", "j2", "jinja", "jinja2")


def assemble(app: App, plan: Plan, fate: dict[Route, Fate]) -> dict[str, bytes | str]:
    """Return all files of the result by path."""
    files: dict[str, bytes | str] = dict(app.project.files)
    edits = {path: list(found) for path, found in plan.edits.items()}
    _withhold(app, plan, fate, edits)
    home = _home(app)
    symbols: set[str] = set()
    for path, wanted in edits.items():
        module = app.project.paths[path]
        text, used = apply(module, tuple(wanted), home, partial(at_hand, plan))
        files[path] = text
        symbols |= used
    names = {s.split(".")[1] for s in symbols if s.startswith("compat.")}
    if app.suite:
        names.add("testing")
    left = any(f.state != "converted" for f in fate.values())
    helpers = copied(_folder(app), names | _ALWAYS, _vocabulary(app, files))
    files.update(helpers)
    if left:
        files.update(copies(app.project, app.tests, _folders_of_files(app)))
    for file in plan.files:
        files[file.path] = file.content
    needs = _wanted(app, plan, files, helpers)
    dropped = frozenset(r.name for r in plan.requires if r.drop)
    served = app.fact(serving)
    retired = frozenset({"gunicorn"} if served.retired else ())
    files.update(updated(app.project.files, needs, keep_flask=left, drop=dropped, retired=retired))
    files.update(served.files)
    files.update(installed(files, needs, keep_flask=left, retired=retired))
    files.update(_pool(files, helpers, served.threads))
    return files


def _pool(files: dict[str, bytes | str], helpers: dict[str, str], threads: int) -> dict[str, str]:
    """Size the pool of threads by how many requests the old server worked on at the same time."""
    path = next((p for p in helpers if p.endswith("/threads.py")), None)
    text = files.get(path or "")
    if path is None or threads == THREADS or not isinstance(text, str):
        return {}
    old = f"MAX_THREADS = {THREADS}\n"
    assert old in text
    return {path: text.replace(old, f"MAX_THREADS = {threads}\n")}


def _wanted(
    app: App,
    plan: Plan,
    files: dict[str, bytes | str],
    helpers: dict[str, str],
) -> list[str]:
    """Return the distributions that the result needs."""
    production = [t for p, t in helpers.items() if "/testing" not in p]
    rewritten = [t for p in plan.edits if p not in app.suite and isinstance(t := files[p], str)]
    return sorted(
        {*needed([*production, *rewritten]), *(r.name for r in plan.requires if not r.drop)}
    )


def _vocabulary(app: App, files: dict[str, bytes | str]) -> set[str]:
    """Return the words that the application, its tests and its templates use."""
    found = {"install"} if app.suite else set()
    found |= {f"sent {s.rpartition('.')[2]}" for s in FRAMEWORK if app.uses(s)}
    for path, content in files.items():
        if path in app.project.paths:
            found |= words_of(
                content if isinstance(content, str) else app.project.paths[path].source
            )
        elif path.rpartition(".")[2] in _TEXTS or "templates/" in path:
            found |= words_in(content if isinstance(content, bytes) else content.encode())
        if "static" in path.split("/")[:-1]:
            found.add("static")
    return found


def _home(app: App) -> Home:
    package = f"{app.package}.compat" if app.package else "compat"
    top = app.package.split(".")[0]
    counts = [count_own(m, top) for m in app.modules if m.name.split(".")[0] == top]
    relative = sum(dotted for dotted, _ in counts) > sum(named for _, named in counts)
    own = frozenset(name.split(".")[0] for name in app.project.modules)
    files = app.project.files
    scripts = frozenset(p for p in app.project.paths if is_migration(files, p))
    return Home(package, app.package, relative, own, scripts)


def _folders_of_files(app: App) -> frozenset[str]:
    """Return the first part of each folder that an application is given by name, or has texts in."""
    options = ("static_folder", "template_folder", "root_path")
    given = [maker.option(name) for maker in app.makers for name in options]
    texts = [n for option in given if option is not None for n in ast.walk(option)]
    names = [n.value for n in texts if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    names += [p.removeprefix("src/") for p in app.project.files if "/LC_MESSAGES/" in p]
    return frozenset(name.removeprefix("./").split("/")[0] for name in names)


def _folder(app: App) -> str:
    if not app.package:
        return _top(app) + "compat"
    module = app.project.modules.get(app.package)
    if module is not None and module.is_package:
        return module.path.removesuffix("/__init__.py") + "/compat"
    return f"{app.package}/compat"


def _top(app: App) -> str:
    name = app.target.partition(":")[0]
    module = app.project.modules.get(name)
    return module.path.rpartition("/")[0] + "/" if module and "/" in module.path else ""


def _withhold(app: App, plan: Plan, fate: dict[Route, Fate], edits: dict[str, list[Edit]]) -> None:
    """Mark what was refused, and keep views that stay on Flask from being registered."""
    by_call: dict[ast.Call, list[tuple[Declaration, Route, Fate]]] = defaultdict(list)
    for route, outcome in fate.items():
        if route.declaration is not None:
            by_call[route.declaration.call].append((route.declaration, route, outcome))
    for outcomes in by_call.values():
        kept = [(r, f) for _, r, f in outcomes if f.state != "converted"]
        if kept and (outcomes[0][0].kind != "socket" or converts(app, SOCK)):
            _unregister(outcomes[0][0], kept, edits)
    for route, outcome in fate.items():
        for maker in static_makers(app, route) if outcome.state != "converted" else ():
            _without_files(maker, edits.setdefault(maker.module.path, []))
    if any(f.state != "converted" for f in fate.values()):
        for edit in fallbacks(app):
            edits.setdefault(edit.anchor.path, []).append(edit)
    for refusal in plan.refusals:
        _mark(app.project.paths[refusal.anchor.path], refusal, edits)


def _unregister(
    declaration: Declaration, kept: list[tuple[Route, Fate]], edits: dict[str, list[Edit]]
) -> None:
    """Take out what registers a view, and say who answers in its place."""
    module = declaration.module
    node: ast.AST = declaration.call
    if not isinstance(parent(node), ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        node = statement(node)
        if not isinstance(node, ast.Expr):
            return
    span = module.anchor(node)
    found = edits.setdefault(module.path, [])
    if any(isinstance(e, Replace) and e.anchor == span and e.template == "pass" for e in found):
        return
    found[:] = [e for e in found if not _within(e.anchor, span)]
    rules = ", ".join(f"{'|'.join(r.methods)} {r.rule}" for r, _ in kept)
    who = "Nothing" if declaration.kind == "socket" else "Flask still"
    text = f"# {who} answers {rules}: {kept[0][1].reason}."
    found.append(Remove(span))
    found.append(Insert(span, "before", text, line=True, order=-2))


def _without_files(maker: Maker, edits: list[Edit]) -> None:
    """Take the static folder of a blueprint away, which Flask goes on serving."""
    folder = maker.option("static_folder")
    assert folder is not None
    edits.append(Replace(maker.module.anchor(folder), "None"))


def fallbacks(app: App) -> list[Insert]:
    """Mount the original behind each application, made with the arguments that its twin got."""
    found = []
    for maker in app.makers:
        node = statement(maker.call)
        if maker.kind != "app" or maker.module.path in app.tests:
            continue
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        name = node.targets[0].id
        loaded = f'${{importlib}}.import_module("{PACKAGE}.{maker.module.name}")'
        function = app.function(app.function_at(maker.scope))
        made = f"{loaded}.{name}" if function is None else f"{loaded}.{_same_call(function[0])}"
        text = f"{name}.fallback = ${{compat.legacy.Fallback}}(lambda: {made})"
        found.append(Insert(maker.module.anchor(node), "after", text, line=True, order=9))
    return found


def _same_call(node: FunctionNode) -> str:
    args = node.args
    given = [a.arg for a in [*args.posonlyargs, *args.args]]
    given += [f"*{args.vararg.arg}"] if args.vararg else []
    given += [f"{a.arg}={a.arg}" for a in args.kwonlyargs]
    given += [f"**{args.kwarg.arg}"] if args.kwarg else []
    return f"{node.name}({', '.join(given)})"


def _within(inner: Anchor, outer: Anchor) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _mark(module: Module, refusal: Refuse, edits: dict[str, list[Edit]]) -> None:
    node = _node(module, refusal.anchor)
    if node is None:
        return
    line = module.anchor(statement(node))
    detail = f": {refusal.detail}" if refusal.detail else ""
    text = f"# unflask {refusal.code.id}: {refusal.code.title}{detail}"
    found = edits.setdefault(module.path, [])
    if not any(isinstance(e, Insert) and e.template == text and e.anchor == line for e in found):
        found.append(Insert(line, "before", text, line=True, order=-3))


def _node(module: Module, anchor: Anchor) -> ast.AST | None:
    for node in module.nodes:
        if hasattr(node, "lineno") and module.anchor(node) == anchor:
            return node
    return None


def handler_of(app: App, route: Route) -> Literal["def", "async def"]:
    """Return how a route's handler is defined in the result."""
    found = app.function(route.view)
    is_async = found is not None and isinstance(found[0], ast.AsyncFunctionDef)
    return "async def" if is_async or route.view in app.fact(colour).functions else "def"


def why_def(app: App, route: Route) -> str:
    """Return why the handler of a converted route is `def` or `async def`."""
    if route.view is None:
        return ""
    if handler_of(app, route) == "async def":
        return "async def: nothing in it blocks"
    reason = app.fact(colour).reasons.get(route.view)
    return f"def: {reason}" if reason else "def: nothing to await"
