"""The Flask application as data: its objects, routes, hooks and error handlers."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Literal

from unflask.model.source import FunctionNode, Module, Scope

MakerKind = Literal["app", "blueprint"]


@dataclass(frozen=True, eq=False)
class Maker:
    """One call that makes an application or a blueprint."""

    kind: MakerKind
    call: ast.Call
    scope: Scope
    name: str = ""

    @property
    def module(self) -> Module:
        """The module in which the object is made."""
        return self.scope.module

    def option(self, name: str) -> ast.expr | None:
        """Return the value of a keyword of the call."""
        return next((k.value for k in self.call.keywords if k.arg == name), None)


@dataclass(frozen=True)
class Handler:
    """A method of a class that answers requests: of one HTTP method, or of all where it is empty.

    `alone` is whether nothing but the framework calls it.
    """

    method: str
    name: str
    function: str
    alone: bool


@dataclass(frozen=True, eq=False)
class ClassView:
    """A class whose methods are views, and the call of its `as_view`.

    `classes` are the project's own classes among it and its bases, in the order in which attributes
    are looked up. `reason` is why reading alone cannot tell what it does, if so.
    """

    symbol: str
    call: ast.Call
    scope: Scope
    classes: tuple[str, ...] = ()
    methods: tuple[str, ...] | None = None
    handlers: tuple[Handler, ...] = ()
    decorators: tuple[tuple[ast.expr, Scope], ...] = ()
    kept: bool = False
    automatic_options: bool | None = None
    reason: str | None = None

    @property
    def name(self) -> ast.expr | None:
        """What `as_view` was given as the endpoint's name."""
        named = next((k.value for k in self.call.keywords if k.arg == "name"), None)
        return self.call.args[0] if self.call.args else named


@dataclass(frozen=True, eq=False)
class Declaration:
    """One place that declares a rule: a decorator, or a call of `add_url_rule`.

    A WebSocket has no view, as its function answers no request. A resource of Flask-RESTful has a declaration for each of its rules, all by one call; `api` is the
    call that made its `Api`, with the scope of that.
    """

    owner: Maker
    call: ast.Call
    scope: Scope
    rule: str | None
    methods: tuple[str, ...] | None
    endpoint: str | None
    view: str | None
    function: FunctionNode | None
    kind: Literal["decorator", "call", "class", "resource", "socket"]
    options: dict[str, ast.expr] = field(default_factory=dict)
    class_view: ClassView | None = None
    api: tuple[ast.Call, Scope] | None = None

    @property
    def module(self) -> Module:
        """The module that holds the declaration."""
        return self.scope.module


@dataclass(frozen=True, eq=False)
class Registration:
    """One call of `register_blueprint`."""

    parent: Maker
    child: Maker
    call: ast.Call
    scope: Scope
    prefix: str | None
    name: str | None
    static: bool = True


@dataclass(frozen=True)
class Route:
    """One rule of the application, as Werkzeug's map would list it.

    `wrapped` is the function that its view was made of, where a function of the project registers what
    it makes of others. `automatic` is whether Flask itself answers OPTIONS.
    """

    rule: str
    methods: tuple[str, ...]
    endpoint: str
    path: str
    line: int
    view: str | None = None
    source: Literal["static", "live", "both"] = "static"
    declaration: Declaration | None = field(default=None, compare=False, repr=False)
    wrapped: str | None = None
    automatic: bool = True


HookKind = Literal[
    "before_request", "after_request", "teardown_request", "teardown_appcontext",
    "before_app_request", "after_app_request", "teardown_app_request",
    "errorhandler", "app_errorhandler", "context_processor", "app_context_processor",
    "template_filter", "app_template_filter", "template_global", "app_template_global",
    "template_test", "app_template_test", "url_defaults", "url_value_preprocessor",
    "app_url_defaults", "app_url_value_preprocessor", "shell_context_processor",
    "before_first_request", "before_app_first_request", "cli",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Hook:
    """One registration of a function with an application or a blueprint, routes apart."""

    kind: HookKind
    owner: Maker
    call: ast.expr
    scope: Scope
    view: str | None
    function: FunctionNode | None
    on: ast.expr | None = None
    decorator: bool = True


@dataclass(frozen=True, slots=True)
class LiveHook:
    """A function from outside the project that the imported application runs around requests.

    `kind` is the hook's name as in `HookKind`, `module` where the function is written.
    """

    kind: str
    module: str
    function: str
