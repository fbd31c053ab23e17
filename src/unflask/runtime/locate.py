"""Finding an application by an import path, as `flask --app` does."""

from __future__ import annotations

import ast
import inspect
import re
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .application import Application

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

_NAMES = ("app", "application")
_FACTORIES = ("create_app", "make_app")


class NoAppException(click.UsageError):
    """There is no application where one was looked for."""


def load_app(import_path: str | None) -> Application:
    """The application that `module:name` or `module:factory(arguments)` stands for.

    The module is a dotted name or a file. Without a name the usual ones are tried, and without a
    path the files `wsgi.py` and `app.py`. Raises NoAppException.
    """
    if import_path:
        path, _, name = re.sub(r":(?![\\/])", "\0", import_path, count=1).partition("\0")
        return _load(path, name or None)
    for path in ("wsgi.py", "app.py"):
        if Path(path).exists():
            return _load(path, None)
    raise NoAppException(
        "Could not locate an application. Use the '--app' option, 'FLASK_APP' environment"
        " variable, or a 'wsgi.py' or 'app.py' file in the current directory."
    )


def _load(path: str, name: str | None) -> Application:
    module = _import(_prepare_import(path))
    return _best_app(module) if name is None else _named_app(module, name)


def _prepare_import(path: str) -> str:
    """Make the module of a path importable and give its dotted name."""
    file = Path(path.removesuffix(".py")).resolve()
    if file.name == "__init__":
        file = file.parent
    parts = [file.name]
    folder = file.parent
    while (folder / "__init__.py").exists():
        parts.insert(0, folder.name)
        folder = folder.parent
    if sys.path[0] != str(folder):
        sys.path.insert(0, str(folder))
    return ".".join(parts)


def _import(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and (name == error.name or name.startswith(f"{error.name}.")):
            raise NoAppException(f"Could not import {name!r}.") from None
        raise NoAppException(_import_failed(name)) from None
    except ImportError:
        raise NoAppException(_import_failed(name)) from None


def _import_failed(name: str) -> str:
    return f"While importing {name!r}, an ImportError was raised:\n\n{traceback.format_exc()}"


def _best_app(module: ModuleType) -> Application:
    for name in _NAMES:
        app: Any = getattr(module, name, None)
        if isinstance(app, Application):
            return app
    # A proxy without an application has no class to ask for.
    apps: list[Application] = [
        value for value in vars(module).values() if issubclass(type(value), Application)
    ]
    if len(apps) == 1:
        return apps[0]
    if apps:
        raise NoAppException(
            f"Detected multiple applications in module {module.__name__!r}. Use"
            f" '{module.__name__}:name' to specify the correct one."
        )
    for name in _FACTORIES:
        factory = getattr(module, name, None)
        if inspect.isfunction(factory):
            app = _called(
                factory,
                f"Detected factory {name!r} in module {module.__name__!r}, but could not call it"
                f" without arguments. Use '{module.__name__}:{name}(args)' to specify arguments.",
            )
            if isinstance(app, Application):
                return app
    raise NoAppException(
        f"Failed to find an application or factory in module {module.__name__!r}. Use"
        f" '{module.__name__}:name' to specify one."
    )


def _named_app(module: ModuleType, expression: str) -> Application:
    name, args, kwargs = _parsed(expression)
    try:
        found = getattr(module, name)
    except AttributeError:
        raise NoAppException(f"Failed to find attribute {name!r} in {module.__name__!r}.") from None
    if inspect.isfunction(found):
        found = _called(
            found,
            f"The factory {expression!r} in module {module.__name__!r} could not be called with"
            " the specified arguments.",
            *args,
            **kwargs,
        )
    if isinstance(found, Application):
        return found
    raise NoAppException(
        f"A valid application was not obtained from '{module.__name__}:{expression}'."
    )


def _parsed(expression: str) -> tuple[str, list[Any], dict[str, Any]]:
    not_parsed = f"Failed to parse {expression!r} as an attribute name or function call."
    try:
        node = ast.parse(expression.strip(), mode="eval").body
    except SyntaxError:
        raise NoAppException(not_parsed) from None
    match node:
        case ast.Name(id=name):
            return name, [], {}
        case ast.Call(func=ast.Name(id=name)):
            return name, *_literal_arguments(node, expression)
        case ast.Call():
            raise NoAppException(f"Function reference must be a simple name: {expression!r}.")
    raise NoAppException(not_parsed)


def _literal_arguments(node: ast.Call, expression: str) -> tuple[list[Any], dict[str, Any]]:
    try:
        args = [ast.literal_eval(arg) for arg in node.args]
        return args, {word.arg: ast.literal_eval(word.value) for word in node.keywords if word.arg}
    except ValueError:
        raise NoAppException(
            f"Failed to parse arguments as literal values: {expression!r}."
        ) from None


def _called(factory: Callable[..., Any], refusal: str, *args: Any, **kwargs: Any) -> Any:
    try:
        inspect.signature(factory).bind(*args, **kwargs)
    except TypeError as error:
        raise NoAppException(refusal) from error
    return factory(*args, **kwargs)
