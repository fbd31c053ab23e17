"""Addresses of routes by the name of their endpoint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

from .addresses import external_host
from .context import current_context
from .inclusion import routers_by_name
from .matching import building_rule
from .rules import BuildError, Location, RuleSet

if TYPE_CHECKING:
    from .application import Application
    from .matching import RouteTable
    from .requests import Request
    from .routing import Router

__all__ = ["BuildError", "rules_of", "url_for"]

_ANCHOR_SAFE = "%!#$&'()*+,/:;=?@"
_tables: WeakKeyDictionary[Application, _Table] = WeakKeyDictionary()


def url_for(
    endpoint: str,
    *,
    _anchor: str | None = None,
    _method: str | None = None,
    _scheme: str | None = None,
    _external: bool | None = None,
    **values: Any,
) -> str:
    """The address of an endpoint: a path, or a whole URL with `_external` or outside a request.

    A name that starts with a dot is looked up in the current router. Values that are no part of
    the path become the query string; None is left out. What no route takes is asked of the
    application's fallback. Raises BuildError when there is no such address, and RuntimeError outside
    a request when SERVER_NAME is not set.
    """
    context = current_context()
    app, request = context.app, context.request
    location = _location_of(request) if request is not None else _configured_location(app)
    if request is not None:
        endpoint = _absolute_name(endpoint, request.blueprint)
    if _external is None:
        _external = request is None or _scheme is not None
    if _scheme is not None and not _external:
        raise ValueError("When specifying '_scheme', '_external' must be True.")
    _add_defaults(app, endpoint, values)  # only with: =defaults
    is_websocket = endpoint in _table_of(app).websockets  # only with: =socks
    _external |= is_websocket  # only with: =socks
    try:
        path = rules_of(app).build(endpoint, values, _method, location.method)
    except BuildError:
        build = getattr(getattr(app, "fallback", None), "url_for", None)
        if build is None:
            raise
        url = build(endpoint, values, location, method=_method, scheme=_scheme, external=_external)
    else:
        url = location.absolute(path, _scheme) if _external else location.relative(path)
        url = f"ws{url.removeprefix('http')}" if is_websocket else url  # only with: =socks
    return url if _anchor is None else f"{url}#{quote(_anchor, safe=_ANCHOR_SAFE)}"


def rules_of(app: Application) -> RuleSet:
    """The rules of all routes of an application, those of its routers among them."""
    return _table_of(app).rules


@dataclass(frozen=True)
class _Table:
    """The rules that were made from an application's URL map, and its routers by their names."""

    url_map: RouteTable
    rules: RuleSet
    named_routers: dict[str, Router]  # only with: =defaults
    websockets: frozenset[str]  # only with: =socks


def _table_of(app: Application) -> _Table:
    url_map = app.url_map
    table = _tables.get(app)
    if table is None or table.url_map is not url_map:
        rules = RuleSet(map(building_rule, url_map.rules))
        table = _Table(
            url_map,
            rules,
            routers_by_name(app),  # only with: =defaults
            frozenset(r.endpoint for r in url_map.rules if r.websocket),  # only with: =socks
        )
        _tables[app] = table
    return table


def _add_defaults(app: Application, endpoint: str, values: dict[str, Any]) -> None:
    """Call the hooks of the application, then of the routers in the endpoint's name inwards.

    A route of a router that is left to the fallback gets them too.
    """
    routers = _table_of(app).named_routers
    names = endpoint.split(".")[:-1]
    found = (routers.get(".".join(names[:end])) for end in range(1, len(names) + 1))
    for hooks in (app.hooks, *(router.hooks for router in found if router is not None)):
        for add in hooks.url_defaults:
            add(endpoint, values)


def _absolute_name(endpoint: str, router_name: str | None) -> str:
    if not endpoint.startswith("."):
        return endpoint
    return endpoint[1:] if router_name is None else f"{router_name}{endpoint}"


def _location_of(request: Request) -> Location:
    configured = request.app.config["SERVER_NAME"]
    return Location(
        host=external_host(configured, request.host, request.scheme),
        scheme=request.scheme,
        root=request.scope.get("root_path", ""),
        method=request.method,
    )


def _configured_location(app: Application) -> Location:
    host = app.config["SERVER_NAME"]
    if host is None:
        raise RuntimeError(
            "Unable to build URLs outside an active request without 'SERVER_NAME' configured. Also"
            " configure 'APPLICATION_ROOT' and 'PREFERRED_URL_SCHEME' as needed."
        )
    return Location(
        host=host.lower(),
        scheme=app.config["PREFERRED_URL_SCHEME"],
        root=app.config["APPLICATION_ROOT"],
    )
