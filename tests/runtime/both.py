"""Declare an app once and have it on Flask and on the runtime."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import flask

from unflask.runtime.application import Application
from unflask.runtime.routing import Router

from .pairs import Ask, compare

_PARAMETER = re.compile(r"<(?:([^<>:(]+)(\([^)]*\))?:)?(\w+)>")


def in_braces(rule: str) -> str:
    """Return a Flask rule as a path in FastAPI's form."""

    def parameter(match: re.Match[str]) -> str:
        kind, arguments, name = match.groups()
        return f"{{{name}:{kind}{arguments or ''}}}" if kind else f"{{{name}}}"

    return _PARAMETER.sub(parameter, rule)


class Both:
    """The same app twice; `route` and the hook decorators register on both."""

    def __init__(self, name: str = __name__, **config: Any) -> None:
        self.flask = flask.Flask(name, static_folder=None)
        self.app = Application(name, static_folder=None, docs_url=None, openapi_url=None)
        self.flask.config.update(config)
        self.app.config.update(config)

    def route(self, rule: str, **options: Any) -> Callable[[Any], Any]:
        def register(view: Any) -> Any:
            if view.__name__ == "<lambda>":
                options.setdefault("endpoint", rule)
            self.flask.add_url_rule(rule, view_func=view, **options)
            self.app.add_url_rule(in_braces(rule), view_func=view, **options)
            return view

        return register

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def register(*args: Any, **kwargs: Any) -> Any:
            results = [getattr(app, name)(*args, **kwargs) for app in (self.flask, self.app)]
            if args and (isinstance(args[0], type) or not callable(args[0])) and results[0]:
                return lambda function: _first([result(function) for result in results])
            return results[0]

        return register

    def compare(self, *requests: str | Ask) -> None:
        compare(self.flask, self.app, requests)


class BothGroups:
    """The same blueprint and router."""

    def __init__(self, name: str, prefix: str = "") -> None:
        self.blueprint = flask.Blueprint(name, __name__, url_prefix=prefix or None)
        self.router = Router(name, prefix=in_braces(prefix))

    def route(self, rule: str, **options: Any) -> Callable[[Any], Any]:
        def register(view: Any) -> Any:
            self.blueprint.add_url_rule(rule, view_func=view, **options)
            self.router.add_url_rule(in_braces(rule), view_func=view, **options)
            return view

        return register

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def register(*args: Any, **kwargs: Any) -> Any:
            results = [
                getattr(side, name)(*args, **kwargs) for side in (self.blueprint, self.router)
            ]
            if args and (isinstance(args[0], type) or not callable(args[0])):
                return lambda function: _first([result(function) for result in results])
            return results[0]

        return register

    def into(self, outer: Both | BothGroups, prefix: str = "") -> None:
        if isinstance(outer, Both):
            outer.flask.register_blueprint(self.blueprint)
            outer.app.include_router(self.router)
        else:
            outer.blueprint.register_blueprint(self.blueprint)
            outer.router.include_router(self.router)


def _first(results: list[Any]) -> Any:
    return results[0]
