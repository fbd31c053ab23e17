"""Migrate a project that has been read; nothing is written."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, replace

from unflask.analysis.link import link
from unflask.analysis.live import Live
from unflask.analysis.probe import probe
from unflask.migrate.assemble import assemble, fallbacks, handler_of, why_def
from unflask.migrate.servers import Serving, copied_into_images, serving
from unflask.migrate.sharing import starts_of
from unflask.migrate.states import Fate, fates
from unflask.migrate.whole import target, whole
from unflask.model.app import App
from unflask.model.errors import NotImportedError
from unflask.model.inventory import Route
from unflask.model.project import Project
from unflask.model.result import Flag, Marker, Result, RouteResult, Tightening
from unflask.plan.plan import Plan, make_plan
from unflask.recipe import Recipe
from unflask.recipes import CORE


@dataclass(frozen=True)
class Options:
    """What a migration may be told; `live` is whether the app may be imported in a child process."""

    fidelity: str = "wire"
    routes: tuple[str, ...] = ()
    modernize: tuple[str, ...] = ()
    live: bool = True
    python: str | None = None
    recipes: tuple[Recipe, ...] = CORE


@dataclass(frozen=True)
class Migration:
    """A migration in memory: the files of the result by path, and what to say about it."""

    files: dict[str, bytes | str]
    result: Result
    plan: Plan
    before: dict[str, bytes] = field(repr=False, default_factory=dict)

    def diff(self) -> str:
        """Return a unified diff from the project to the result."""
        parts: list[str] = []
        for path in sorted({*self.before, *self.files}):
            old, new = _text(self.before.get(path)), _text(self.files.get(path))
            if old != new and old is not None and new is not None:
                lines = difflib.unified_diff(
                    old.splitlines(keepends=True), new.splitlines(keepends=True),
                    f"a/{path}" if path in self.before else "/dev/null",
                    f"b/{path}" if path in self.files else "/dev/null",
                )  # fmt: skip
                parts.extend(lines)
        return "".join(parts)


def _text(content: bytes | str | None) -> str | None:
    if content is None:
        return ""
    if isinstance(content, str):
        return content
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def migrate(
    project: Project, options: Options | None = None, *, left: str | None = None
) -> Migration:
    """Return the migrated project; `left` is a reason to leave all of it on Flask.

    Raises UserError where there is nothing to migrate, NotImportedError where the application does not
    import, RecipeError where a recipe fails.
    """
    chosen = options or Options()
    asked = chosen.live and project.root
    live = probe(project, chosen.python) if asked else Live()
    if live.error is not None:
        raise NotImportedError(live.error)
    app = link(project, live, frozenset(chosen.modernize), chosen.fidelity)
    if left is None:
        plan = make_plan(app, chosen.recipes, boundaries(app))
        fate = fates(app, plan, chosen.routes)
    else:
        plan = Plan()
        fate = {route: Fate("left", left) for route in app.routes}
    if is_convertible(app, fate):
        files, asgi = assemble(app, plan, fate), import_string(app)
        served = app.fact(serving)
    else:
        fate = {route: _on_flask(f) for route, f in fate.items()}
        files, asgi = whole(app), target(app)
        served = Serving()
    images, uncopied = copied_into_images(files, project.files)
    files.update(images)
    served = replace(served, markers=(*served.markers, *uncopied))
    changed = {p: c for p, c in files.items() if project.files.get(p) != _bytes(c)}
    result = _with_notes(_result(app, plan, fate, chosen, sorted(changed), asgi), served)
    return Migration(files, result, plan, project.files)


def is_convertible(app: App, fate: dict[Route, Fate]) -> bool:
    """Tell whether a view is converted, and the original can be mounted behind where it must be."""
    views = [f for r, f in fate.items() if starts_of(app, r)]
    if not any(f.state == "converted" for f in views):
        return False
    makers = [m for m in app.makers if m.kind == "app" and m.module.path not in app.tests]
    complete = all(f.state == "converted" for f in fate.values())
    return complete or len(fallbacks(app)) == len(makers)


def _on_flask(fate: Fate) -> Fate:
    alone = "it is not worth a FastAPI application of its own"
    return Fate("left", alone) if fate.state == "converted" else fate


def import_string(app: App) -> str:
    """Return what a server imports: `module:attr`, or `module:factory()`."""
    return f"{app.target}()" if app.factory and not app.target.endswith(")") else app.target


def _bytes(content: bytes | str) -> bytes:
    return content.encode() if isinstance(content, str) else content


def boundaries(app: App) -> frozenset[str]:
    """Return the functions that the framework calls and can give a request: views and hooks."""
    hooks = {
        h.view
        for h in app.hooks
        if h.view is not None
        and h.kind
        in (
            "before_request", "after_request", "before_app_request", "after_app_request",
            "errorhandler", "app_errorhandler",
            "url_value_preprocessor", "app_url_value_preprocessor",
        )
    }  # fmt: skip
    return frozenset(hooks | set(app.views))


def _result(
    app: App, plan: Plan, fate: dict[Route, Fate], options: Options, files: list[str], asgi: str
) -> Result:
    routes = tuple(
        RouteResult(
            r.rule,
            r.methods,
            r.endpoint,
            r.path,
            r.line,
            f.state,
            handler_of(app, r),
            f.reason or why_def(app, r),
        )
        for r, f in fate.items()
    )
    markers = tuple(
        Marker(m.code.id, m.anchor.path, m.anchor.line, _sentence(m.code.title, m.detail))
        for m in plan.refusals
    )
    flags = tuple(
        Flag(m.code.id, m.anchor.path, m.anchor.line, _sentence(m.code.title, m.detail))
        for m in plan.flags
    )
    tightenings = tuple(
        Tightening(_route_name(app, t.function), t.what, 0) for t in plan.tightenings
    )
    return Result(
        asgi,
        app.target,
        options.fidelity,
        routes,
        markers,
        tightenings,
        flags,
        tuple(files),
        app.project.root,
    )


def _with_notes(result: Result, served: Serving) -> Result:
    """Add what is to be said of the commands that start the application."""
    markers = [
        Marker(n.code.id, n.path, n.line, _sentence(n.code.title, n.detail)) for n in served.markers
    ]
    flags = [
        Flag(n.code.id, n.path, n.line, _sentence(n.code.title, n.detail)) for n in served.flags
    ]
    return replace(result, markers=(*result.markers, *markers), flags=(*result.flags, *flags))


def _sentence(title: str, detail: str) -> str:
    return f"{title}: {detail}" if detail else title


def _route_name(app: App, function: str) -> str:
    routes = app.views.get(function, [])
    return ", ".join(f"{'|'.join(r.methods)} {r.rule}" for r in routes) or function
