"""Which router a route came through, with its whole path and name."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from fastapi.routing import RouteContext, iter_route_contexts

from .matching import UrlRule, convertors_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from fastapi import APIRouter
    from starlette.routing import BaseRoute

    from .application import Application
    from .routing import Route, Router

Inclusions: TypeAlias = "dict[int, Inclusion]"
Chain: TypeAlias = "tuple[Inclusion, ...]"
Registration: TypeAlias = "Callable[[Application], Any]"

_changes = 0


@dataclass(frozen=True)
class Inclusion:
    """A router inside of another one, under its own name or another one."""

    router: APIRouter
    alias: str | None = None

    @property
    def name(self) -> str | None:
        """The name that stands before those of its routes; None if it is a plain router."""
        return self.alias or getattr(self.router, "name", None)


def note_change() -> None:
    """Have all applications look at their routes again."""
    global _changes
    _changes += 1


def changes() -> int:
    """Return a number that grows with each change of any router."""
    return _changes


def url_rules(app: Application) -> Iterator[UrlRule]:
    """Yield a rule for each of our routes that an application serves, in order of declaration."""
    chains: dict[int, deque[Chain]] = {}  # only with: Router
    for route, chain in _leaves(app.router.routes, app.inclusions, ()):  # only with: Router
        chains.setdefault(id(route), deque()).append(chain)
    for context in iter_route_contexts(app.router.routes):
        if hasattr(context.original_route, "view"):
            yield _rule(
                app,
                context,
                chains[id(context.original_route)].popleft(),  # only with: Router
            )


def routers_by_name(app: Application) -> dict[str, Router]:
    """Return the routers of an application by the names that stand before those of their routes."""
    return dict(_named_routers(app.inclusions, ""))


def _named_routers(inclusions: Mapping[int, Inclusion], outer: str) -> Iterator[tuple[str, Router]]:
    for inclusion in inclusions.values():
        name = outer
        if inclusion.name is not None:
            name = f"{outer}.{inclusion.name}".removeprefix(".")
            yield name, cast("Router", inclusion.router)
        yield from _named_routers(getattr(inclusion.router, "inclusions", {}), name)


def _leaves(
    routes: Sequence[BaseRoute], inclusions: Mapping[int, Inclusion], chain: Chain
) -> Iterator[tuple[BaseRoute, Chain]]:
    for route in routes:
        inclusion = inclusions.get(id(route))
        if inclusion is None:
            yield route, chain
        else:
            inner = inclusion.router
            yield from _leaves(inner.routes, getattr(inner, "inclusions", {}), (*chain, inclusion))


def _rule(
    app: Application,
    context: RouteContext,
    chain: Chain,  # only with: Router
) -> UrlRule:
    route = cast("Route", context.original_route)
    named = [inclusion for inclusion in chain if inclusion.name is not None]  # only with: Router
    names = [str(inclusion.name) for inclusion in named]  # only with: Router
    name = route.name
    routers = cast("Any", tuple(i.router for i in named))  # only with: Router
    blueprints = (".".join(names[:end]) for end in range(len(names), 0, -1))  # only with: Router
    if routers:  # only with: Router
        name = ".".join([*names, name.removeprefix(f"{routers[-1].name}.")])
    path = context.path or ""
    methods = {method.upper() for method in route.methods or ()}
    automatic = app.setting("PROVIDE_AUTOMATIC_OPTIONS") is not False
    automatic = automatic and "OPTIONS" not in methods
    if route.provide_automatic_options is not None:  # only with: =options
        # Asked for by name it answers in the place of a view, and adds no method.
        automatic = route.provide_automatic_options and "OPTIONS" in methods
    automatic = automatic or hasattr(route.view, "cors")  # only with: cross_origin
    methods |= {"HEAD"} if "GET" in methods else set()
    strict = route.strict_slashes  # only with: strict_slashes
    strict = app.strict_slashes if strict is None else strict  # only with: strict_slashes
    return UrlRule(
        path=path,
        endpoint=name,
        methods=frozenset(methods | ({"OPTIONS"} if automatic else set())),
        convertors=convertors_of(path),
        defaults=route.defaults or None,  # only with: defaults
        strict_slashes=bool(strict),  # only with: strict_slashes
        automatic_options=automatic,
        websocket=hasattr(route.view, "is_websocket"),  # only with: =socks
        routers=routers,  # only with: Router
        blueprints=tuple(blueprints),  # only with: Router
        target=context,
    )
