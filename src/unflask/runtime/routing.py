"""Routes and routers that answer as the app always did, in FastAPI's form."""

from __future__ import annotations

import inspect
import os
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.datastructures import DefaultPlaceholder
from fastapi.routing import APIRoute
from starlette.routing import Match

from .convertors import registered
from .errors import NotFound
from .hooks import Function, Hooked, HookTable
from .inclusion import Inclusion, Inclusions, Registration, note_change
from .matching import MATCHED_FOR, convertors_of
from .paths import folder_of, static_folder_of, static_path_of
from .requests import Request
from .routed import Routed
from .values import answering_any_number  # only with: Json
from .views import endpoint_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from starlette.requests import Request as StarletteRequest
    from starlette.responses import Response as StarletteResponse
    from starlette.types import Scope

    from .application import Application
    from .cli import AppGroup

_OWN_OPTIONS = {"defaults", "strict_slashes", "provide_automatic_options"}


class Route(APIRoute):
    """A route whose view may return text, a dict, a list, a tuple or a response.

    A declared ``response_model`` or ``response_class`` leaves the result of the view to FastAPI.
    """

    def __init__(
        self,
        path: str,
        endpoint: Callable[..., Any],
        *,  # only with: =options
        defaults: Mapping[str, Any] | None = None,  # only with: defaults
        strict_slashes: bool | None = None,  # only with: strict_slashes
        provide_automatic_options: bool | None = None,  # only with: =options
        **options: Any,
    ) -> None:
        path = registered(path)
        self.view = endpoint
        self.defaults = dict(defaults or {})  # only with: defaults
        self.strict_slashes = strict_slashes  # only with: strict_slashes
        self.provide_automatic_options = provide_automatic_options  # only with: =options
        converts = _is_default(options, "response_model") and _is_default(options, "response_class")
        if converts or not _is_generator(endpoint):
            endpoint = endpoint_of(
                endpoint,
                convertors_of(path),
                options.get("status_code"),
                converts,
                self.defaults,  # only with: defaults
            )
        super().__init__(path, endpoint, **options)

    def get_route_handler(self) -> Callable[[StarletteRequest], Coroutine[Any, Any, Any]]:
        """Return FastAPI's handler, called with our request."""
        handler = super().get_route_handler()
        handler = answering_any_number(handler)  # only with: Json

        async def handle(request: StarletteRequest) -> StarletteResponse:
            return await handler(Request.of(request))

        return handle

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match nothing where the application has chosen the route by its own rules."""
        if MATCHED_FOR in scope and scope[MATCHED_FOR][0] is scope.get("app"):
            return Match.NONE, {}
        return super().matches(scope)


class Router(Routed, Hooked, APIRouter):
    """A group of routes with a name, hooks and error handlers of their own.

    A route ``login`` of a router ``auth`` has the name ``auth.login``, and ``site.auth.login``
    when that router is included in another one named ``site``.
    """

    def __init__(
        self,
        name: str,
        import_name: str | None = None,
        *,
        prefix: str = "",
        static_folder: str | None = None,
        static_url_path: str | None = None,
        template_folder: str | None = None,
        root_path: str | None = None,
        **options: Any,
    ) -> None:
        options.setdefault("tags", [name])
        super().__init__(prefix=normal_prefix(prefix), route_class=Route, **options)
        self.name = name
        self.import_name = import_name
        self.root_path = root_path or folder_of(import_name)
        self.static_folder = static_folder_of(self.root_path, static_folder)
        self.static_url_path = static_path_of(static_url_path, static_folder)  # only with: =static
        self.template_folder = template_folder
        self.hooks = HookTable()
        self.inclusions: Inclusions = {}
        self._apps: list[Application] = []
        self._registrations: list[Registration] = []
        if static_folder is not None:
            add_static_route(self, static_folder, static_url_path)

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        """Add a route."""
        super().add_api_route(path, endpoint, **route_options(f"{self.name}.", endpoint, options))
        note_change()

    def include_router(
        self, router: APIRouter, *, prefix: str | None = "", name: str | None = None, **options: Any
    ) -> None:
        """Serve the routes of another router below the path and the name of this one."""
        super().include_router(router, prefix=normal_prefix(prefix), **options)
        self.inclusions[id(self.routes[-1])] = Inclusion(router, name)
        note_change()
        for app in self._apps:
            attach(router, app)

    def attach(self, app: Application) -> None:
        """Hand over to ``app`` what was registered here for the whole application."""
        if any(known is app for known in self._apps):
            return
        self._apps.append(app)
        app.routers.append(self)
        for register in self._registrations:
            register(app)
        for inclusion in self.inclusions.values():
            attach(inclusion.router, app)

    def on_app(self, register: Registration) -> None:
        """Call ``register`` with each application that this router is included in."""
        self._registrations.append(register)
        for app in self._apps:
            register(app)

    @cached_property
    def cli(self) -> AppGroup:
        """The commands of this router, in a group of its name."""
        from .cli import router_group

        return router_group(self)

    def before_app_request(self, function: Function) -> Function:
        """Call ``function`` before the views of the whole application."""
        self.on_app(lambda app: app.before_request(function))
        return function

    def after_app_request(self, function: Function) -> Function:
        """Call ``function`` with each response of the whole application."""
        self.on_app(lambda app: app.after_request(function))
        return function

    def teardown_app_request(self, function: Function) -> Function:
        """Call ``function`` at the end of each request of the whole application."""
        self.on_app(lambda app: app.teardown_request(function))
        return function

    def app_context_processor(self, function: Function) -> Function:
        """Have all templates know the names that ``function`` returns."""
        self.on_app(lambda app: app.context_processor(function))
        return function

    def app_url_value_preprocessor(self, function: Function) -> Function:
        """Call ``function`` with endpoint and values of each request of the whole application."""
        self.on_app(lambda app: app.url_value_preprocessor(function))
        return function

    def app_url_defaults(self, function: Function) -> Function:
        """Call ``function`` with endpoint and values when any URL is built."""
        self.on_app(lambda app: app.url_defaults(function))
        return function

    def app_errorhandler(self, error: int | type[Exception]) -> Callable[[Function], Function]:
        """Have the function answer errors of the whole application."""

        def register(function: Function) -> Function:
            self.on_app(lambda app: app.register_error_handler(error, function))
            return function

        return register

    def app_template_filter(self, name: str | None = None) -> Callable[[Function], Function]:
        """Have all templates know the function as a filter."""
        return self._template_function(lambda app: app.add_template_filter, name)

    def app_template_test(self, name: str | None = None) -> Callable[[Function], Function]:
        """Have all templates know the function as a test."""
        return self._template_function(lambda app: app.add_template_test, name)

    def app_template_global(self, name: str | None = None) -> Callable[[Function], Function]:
        """Have all templates know the function as a global name."""
        return self._template_function(lambda app: app.add_template_global, name)

    def _template_function(
        self, adder: Callable[[Application], Callable[..., None]], name: str | None
    ) -> Callable[[Function], Function]:
        def register(function: Function) -> Function:
            self.on_app(lambda app: adder(app)(function, name))
            return function

        return register


def attach(router: APIRouter, app: Application) -> None:
    """Hand over what a router registered for the whole application, if it is one of ours."""
    if isinstance(router, Router):
        router.attach(app)


def route_options(prefix: str, view: Callable[..., Any], options: dict[str, Any]) -> dict[str, Any]:
    """Return FastAPI's options for a route whose class knows ours, with the route's whole name."""
    name = options.get("name") or getattr(view, "__name__", type(view).__name__)
    ours = {key: options.pop(key) for key in _OWN_OPTIONS & options.keys()}  # only with: =options
    if prefix and options.get("summary") is None:  # only with: Router
        options["summary"] = str(name).replace("_", " ").title()
    route_class: Any = Route
    route_class = partial(Route, **ours)  # only with: =options
    return {**options, "name": f"{prefix}{name}", "route_class_override": route_class}


def normal_prefix(prefix: str | None) -> str:
    """Return a prefix as FastAPI takes it: with a slash at its start and none at its end."""
    prefix = registered((prefix or "").rstrip("/"))
    return f"/{prefix.lstrip('/')}" if prefix else ""


def add_static_route(owner: Any, folder: str, url_path: str | None) -> None:
    """Serve the files of a folder as the endpoint ``static``."""
    base = static_path_of(url_path, folder) or ""

    def static(filename: str) -> StarletteResponse:
        files = os.path.join(owner.root_path, folder)  # only with: =static
        if os.path.isdir(files):  # only with: =static
            from .static import send_from_directory

            return send_from_directory(files, filename)
        raise NotFound

    path = f"/{base.strip('/')}/{{filename:path}}".replace("//", "/")
    owner.add_api_route(path, static, methods=["GET"], name="static", include_in_schema=False)


def _is_default(options: Mapping[str, Any], name: str) -> bool:
    value = options.get(name)
    return value is None or isinstance(value, DefaultPlaceholder)


def _is_generator(function: Callable[..., Any]) -> bool:
    return inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function)
