"""The application: FastAPI, with the settings, hooks and answers that the app was written for."""

from __future__ import annotations

import logging
import os
import sys
from datetime import timedelta  # only with: =lifetime
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any

from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from .answers import answer_http_exception
from .calls import Hook
from .context import AppContext, Globals, app_context
from .cycle import RequestContext
from .dispatch import Dispatch, Hooks, answer_unmatched
from .hooks import Function, Hooked, HookTable
from .inclusion import Inclusion, Inclusions, changes, note_change, url_rules
from .json import JSONProvider
from .matching import RouteTable
from .paths import (
    app_name_of,
    encoding_for,
    folder_of,
    instance_folder_of,
    static_folder_of,
    static_path_of,
)
from .requests import Request
from .routed import Routed
from .routing import add_static_route, attach, normal_prefix, route_options

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    import click
    from jinja2 import BaseLoader, Environment
    from starlette.types import ASGIApp, Receive, Scope, Send

    from .config import Config
    from .login import LoginManager  # only with: LoginManager
    from .responses import Response
    from .routing import Router
    from .session_interface import SessionInterface  # only with: session_interface


_MOUNTED_AT = "migrated.mounted_at"


class Application(
    Routed,
    Hooked,  # only with: =hooks
    FastAPI,
):
    """A FastAPI application named by the package or module that its files are found by.

    Further keywords are FastAPI's.
    """

    json_provider_class = JSONProvider
    request_class = Request

    jinja_options: dict[str, Any] = {}  # noqa: RUF012 (apps change it) # only with: jinja_options
    """What the environment of the templates is made with."""

    strict_slashes = True  # only with: strict_slashes
    """Whether a path with a slash too few is redirected, and one with a slash too many refused."""

    app_ctx_globals_class: type[Any] = Globals  # only with: app_ctx_globals_class
    """What ``g`` is an object of."""

    login_manager: LoginManager  # only with: LoginManager
    """What finds the user of a request."""

    session_interface: SessionInterface  # only with: session_interface
    """What opens and saves sessions, where that is a class of the application's own."""

    merge_slashes = True  # only with: merge_slashes
    """Whether a path with several slashes in a row is redirected to one without."""

    def __init__(
        self,
        import_name: str,
        static_url_path: str | None = None,
        static_folder: str | None = "static",
        template_folder: str | None = "templates",  # only with: =templates
        instance_path: str | None = None,  # only with: =instance
        instance_relative_config: bool = False,  # only with: =instance
        root_path: str | None = None,  # only with: root_path
        **options: Any,
    ) -> None:
        self.import_name = import_name
        self.name = app_name_of(import_name)
        self.hooks = HookTable()  # only with: =hooks
        self.appcontext_teardown: list[Hook] = []  # only with: =appcontext
        self.inclusions: Inclusions = {}  # only with: include_router
        self.routers: list[Router] = []  # only with: =routers
        self.fallback: ASGIApp | None = None  # only with: =fallback
        self.extensions: dict[str, Any] = {}  # only with: extensions
        self.json = self.json_provider_class()
        self._url_map: tuple[int, RouteTable] | None = None
        options.setdefault("title", self.name)
        debug = options.pop("debug", False)  # only with: debug
        super().__init__(redirect_slashes=False, **options)
        self.root_path = folder_of(import_name)
        self.root_path = root_path or self.root_path  # only with: root_path
        self.instance_path = instance_folder_of(import_name)  # only with: =instance
        self.instance_path = instance_path or self.instance_path  # only with: =instance
        self.instance_relative_config = instance_relative_config  # only with: =instance
        if debug:  # only with: debug
            self.debug = True
        self.static_folder = static_folder_of(self.root_path, static_folder)  # only with: =static
        self.static_url_path = static_path_of(static_url_path, static_folder)  # only with: =static
        self.template_folder = template_folder  # only with: =templates
        self.exception_handlers[HTTPException] = answer_http_exception
        self.router.default = answer_unmatched
        self.router.middleware_stack = Dispatch(self.router.middleware_stack, self)
        if static_folder is not None:
            add_static_route(self, static_folder, static_url_path)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request or the lifespan."""
        scope[_MOUNTED_AT] = scope.get("root_path", "")
        await super().__call__(scope, receive, send)

    # Settings.

    @cached_property
    def config(self) -> Config:
        """The settings; files are looked up in the app's folder or in that of its instance."""
        from .config import Config, default_config

        root = self.root_path
        root = self.instance_path if self.instance_relative_config else root  # only with: =instance
        return Config(root, default_config())

    def setting(self, name: str) -> Any:
        """Return a setting; None when it is not set or the app has no settings at all."""
        return self.config.get(name) if "config" in self.__dict__ else None

    @property
    def debug(self) -> bool:
        """The setting DEBUG."""
        return bool(self.setting("DEBUG"))

    @debug.setter
    def debug(self, value: bool) -> None:
        if value or "config" in self.__dict__:
            self.config["DEBUG"] = value

    @property
    def testing(self) -> bool:
        """The setting TESTING: errors that nothing handles are raised to the client."""
        return bool(self.setting("TESTING"))

    @testing.setter
    def testing(self, value: bool) -> None:
        self.config["TESTING"] = value

    @property
    def secret_key(self) -> Any:
        """The setting SECRET_KEY."""
        return self.setting("SECRET_KEY")

    @secret_key.setter
    def secret_key(self, value: str | bytes | None) -> None:
        self.config["SECRET_KEY"] = value

    @property
    def permanent_session_lifetime(self) -> timedelta:  # only with: =lifetime
        """The setting PERMANENT_SESSION_LIFETIME as a duration."""
        value = self.config["PERMANENT_SESSION_LIFETIME"]
        return value if isinstance(value, timedelta) else timedelta(seconds=value)

    @permanent_session_lifetime.setter
    def permanent_session_lifetime(self, value: Any) -> None:  # only with: =lifetime
        self.config["PERMANENT_SESSION_LIFETIME"] = value

    @property
    def propagates_exceptions(self) -> bool:
        """Whether errors that nothing handles are raised instead of being answered."""
        setting = self.setting("PROPAGATE_EXCEPTIONS")
        return self.testing or self.debug if setting is None else bool(setting)

    # Files.

    def open_instance_resource(
        self, resource: str, mode: str = "rb", encoding: str | None = "utf-8"
    ) -> IO[Any]:
        """Open a file in the folder of this installation."""
        path = os.path.join(self.instance_path, resource)
        return open(path, mode, encoding=encoding_for(mode, encoding))

    # What messages are written to.

    @cached_property
    def logger(self) -> logging.Logger:
        """The logger with the app's name; it writes to stderr unless logging is set up."""
        logger = logging.getLogger(self.name)
        if self.debug and not logger.level:
            logger.setLevel(logging.DEBUG)
        if not logger.hasHandlers():
            handler = logging.StreamHandler(sys.stderr)
            handler.setFormatter(
                logging.Formatter("[%(asctime)s] %(levelname)s in %(module)s: %(message)s")
            )
            logger.addHandler(handler)
        return logger

    def log_exception(self, request: Request, error: BaseException) -> None:
        """Write an error that nothing handled to the log."""
        self.logger.error("Exception on %s [%s]", request.path, request.method, exc_info=error)

    # Templates and commands.

    @cached_property
    def jinja_loader(self) -> BaseLoader | None:  # only with: jinja_loader
        """What finds the app's own templates, before those of its routers; it may be replaced."""
        from .templating import folder_loader

        return folder_loader(self)

    @cached_property
    def jinja_env(self) -> Environment:
        """The environment of the app's templates."""
        from .templating import create_environment

        return create_environment(self)

    def template_filter(self, name: str | None = None) -> Callable[[Function], Function]:
        """Have templates know the function as a filter."""
        return _named(self.add_template_filter, name)

    def add_template_filter(self, function: Callable[..., Any], name: str | None = None) -> None:
        """Have templates know ``function`` as a filter."""
        self.jinja_env.filters[name or function.__name__] = function

    def template_test(self, name: str | None = None) -> Callable[[Function], Function]:
        """Have templates know the function as a test."""
        return _named(self.add_template_test, name)

    def add_template_test(self, function: Callable[..., Any], name: str | None = None) -> None:
        """Have templates know ``function`` as a test."""
        self.jinja_env.tests[name or function.__name__] = function

    def template_global(self, name: str | None = None) -> Callable[[Function], Function]:
        """Have templates know the function as a global name."""
        return _named(self.add_template_global, name)

    def add_template_global(self, function: Callable[..., Any], name: str | None = None) -> None:
        """Have templates know ``function`` as a global name."""
        self.jinja_env.globals[name or function.__name__] = function

    @cached_property
    def cli(self) -> click.Group:
        """The commands of the app."""
        from .cli import AppGroup

        return AppGroup(self.name)

    def app_context(self) -> AbstractContextManager[AppContext]:
        """Make this the current application inside of a ``with`` block."""
        return app_context(self)

    # Routes and hooks.

    @property
    def url_map(self) -> RouteTable:
        """All rules, by which each request is matched."""
        if self._url_map is None or self._url_map[0] != changes():
            table = RouteTable(
                url_rules(self),
                self.fallback,  # only with: =fallback
                merges=self.merge_slashes,  # only with: merge_slashes
            )
            self._url_map = changes(), table
        return self._url_map[1]

    @property
    def view_functions(self) -> dict[str, Callable[..., Any]]:
        """The view of each endpoint."""
        found = {
            rule.endpoint: rule.target.original_route.view  # type: ignore[attr-defined]
            for rule in self.url_map.rules
            if rule.target is not None
        }
        left = getattr(self.fallback, "app", None)  # only with: =fallback
        if left is not None:  # only with: =fallback
            return {name: found.get(name, view) for name, view in left.view_functions.items()}
        return found

    def make_default_options_response(self) -> Response:  # only with: make_default_options_response
        """Return the answer to OPTIONS for the path of the request, whatever its method."""
        from .context import current_request
        from .dispatch import options_response

        return options_response(self, current_request())

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        """Add a route."""
        self.router.add_api_route(path, endpoint, **route_options("", endpoint, options))
        note_change()

    def include_router(
        self, router: APIRouter, *, prefix: str | None = "", name: str | None = None, **options: Any
    ) -> None:
        """Serve the routes of a router below ``prefix``, under its own name or ``name``."""
        super().include_router(router, prefix=normal_prefix(prefix), **options)
        self.inclusions[id(self.router.routes[-1])] = Inclusion(router, name)
        note_change()
        attach(router, self)

    def teardown_appcontext(self, function: Function) -> Function:
        """Call ``function`` when a request or an ``app_context`` ends, with the error or None."""
        self.appcontext_teardown.append(Hook(function, 1))
        return function

    def run_appcontext_teardown(self, error: BaseException | None) -> None:
        """Call the functions for the end of an ``app_context``; they must not be coroutines."""
        for hook in reversed(self.appcontext_teardown):
            hook.bound(None, error)()

    def build_middleware_stack(self) -> ASGIApp:
        """Return FastAPI's stack with the context around the app's middlewares, hooks within."""
        declared = self.user_middleware
        self.user_middleware = [
            Middleware(RequestContext, application=self),
            *declared,
            Middleware(Hooks, application=self),
        ]
        try:
            return _keep_mount_path(super().build_middleware_stack())
        finally:
            self.user_middleware = declared


def _keep_mount_path(stack: ASGIApp) -> ASGIApp:
    """Undo that FastAPI takes ``root_path``, the folder of the app, for the path it is mounted at."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        scope["root_path"] = scope[_MOUNTED_AT]
        await stack(scope, receive, send)

    return serve


def _named(
    add: Callable[[Callable[..., Any], str | None], None], name: str | None
) -> Callable[[Function], Function]:
    def register(function: Function) -> Function:
        add(function, name)
        return function

    return register
