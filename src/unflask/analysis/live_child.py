"""Runs in a child process: import a Flask application, print its rules as one line of JSON."""

from __future__ import annotations

import inspect
import json
import os
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def _where(view: Any, root: Path) -> tuple[str | None, int, str | None]:
    target = getattr(view, "view_class", None) or inspect.unwrap(view)
    try:
        path = Path(inspect.getsourcefile(target) or "").resolve()
        line = inspect.getsourcelines(target)[1]
    except (TypeError, OSError):
        return None, 0, None
    name = f"{getattr(target, '__module__', '?')}.{getattr(target, '__qualname__', '?')}"
    inside = path.is_relative_to(root)
    return (
        (path.relative_to(root).as_posix() if inside else None),
        line,
        name.replace(".<locals>", ""),
    )


def _around(view: Any, root: Path) -> Iterator[tuple[str, int]]:
    """Yield file and line of each function of the project that wraps a view by `functools.wraps`."""
    while hasattr(view, "__wrapped__"):
        code = getattr(view, "__code__", None)
        if code is not None:
            path = Path(code.co_filename).resolve()
            if path.is_relative_to(root):
                yield path.relative_to(root).as_posix(), code.co_firstlineno
        view = view.__wrapped__


def _describe(app: Any, target: str, factory: bool) -> dict[str, Any]:
    root = Path.cwd().resolve()
    rules = []
    for rule in app.url_map.iter_rules():
        path, line, view = None, 0, None
        around: list[tuple[str, int]] = []
        function = app.view_functions.get(rule.endpoint)
        if function is not None:
            path, line, view = _where(function, root)
            around = list(_around(function, root))
        rules.append(
            {
                "rule": rule.rule,
                "methods": sorted(rule.methods or ()),
                "endpoint": rule.endpoint,
                "path": path,
                "line": line,
                "view": view,
                "defaults": [[k, repr(v)] for k, v in sorted((rule.defaults or {}).items())],
                "around": around,
                "automatic": rule.provide_automatic_options is not False,
                "host": rule.host or rule.subdomain or "",
            }
        )
    config = {k: v for k, v in app.config.items() if isinstance(v, str | int | bool | None)}
    secret = {
        k
        for k in config
        if any(w in k.upper() for w in ("SECRET", "PASSWORD", "KEY", "TOKEN", "URI", "URL"))
    }
    return {
        "rules": rules,
        "target": target,
        "factory": factory,
        "extensions": sorted(app.extensions),
        "config": {k: v for k, v in config.items() if k not in secret},
        "hooks": sorted(_foreign_hooks(app, root)),
        "attributes": sorted(dir(app)),
    }


_HOOKS = {
    "before_request_funcs": "before_request",
    "after_request_funcs": "after_request",
    "teardown_request_funcs": "teardown_request",
    "template_context_processors": "context_processor",
    "url_value_preprocessors": "url_value_preprocessor",
    "url_default_functions": "url_defaults",
}


def _foreign_hooks(app: Any, root: Path) -> Iterator[tuple[str, str, str]]:
    """Yield kind, module and name of every hook whose function is not written in the project."""
    found = [
        (kind, function)
        for attribute, kind in _HOOKS.items()
        for functions in getattr(app, attribute, {}).values()
        for function in functions
    ]
    found += [("teardown_appcontext", function) for function in app.teardown_appcontext_funcs]
    for by_code in app.error_handler_spec.values():
        for by_class in by_code.values():
            found += [("errorhandler", function) for function in by_class.values()]
    for kind, function in set(found):
        target = getattr(function, "func", None) or inspect.unwrap(function)
        module = getattr(target, "__module__", None) or type(target).__module__
        if module.split(".")[0] == "flask" or _inside(module, root):
            continue
        yield kind, module, getattr(target, "__qualname__", type(target).__qualname__)


def _inside(module: str, root: Path) -> bool:
    """Tell whether a module's file is one of the project's, its virtual environment aside."""
    file = getattr(sys.modules.get(module), "__file__", None)
    if file is None or "site-packages" in Path(file).parts:
        return False
    return Path(file).resolve().is_relative_to(root)


def _load(spec: str) -> tuple[Any, str, bool]:
    from flask import Flask
    from flask.cli import ScriptInfo, locate_app, prepare_import

    sys.path.insert(0, str(Path.cwd()))
    if (Path.cwd() / "src").is_dir():
        sys.path.insert(0, str(Path.cwd() / "src"))
    info = ScriptInfo(app_import_path=spec or None)
    if spec:
        module, _, attribute = spec.partition(":")
        name = module if not module.endswith(".py") else prepare_import(module)
        app = locate_app(name, attribute or None)
    else:
        app = info.load_app()
        name = app.import_name
    loaded = sys.modules.get(name)
    for attribute, value in vars(loaded).items() if loaded else ():
        if value is app:
            return app, f"{name}:{attribute}", False
    if ":" in spec:
        return app, f"{name}:{spec.partition(':')[2]}", True
    for attribute in ("create_app", "make_app"):
        if loaded is not None and hasattr(loaded, attribute):
            return app, f"{name}:{attribute}", True
    assert isinstance(app, Flask)
    return app, spec or name, "(" in spec


def _sentence(error: BaseException) -> str:
    """Shorten an error to one line; Flask puts the traceback of a failed import into its own."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if len(lines) > 1 and any(line.startswith("Traceback") for line in lines):
        places = re.findall(r'File "([^"]+)", line (\d+)', str(error))
        own = [f"{os.path.relpath(p)}:{n}" for p, n in places if p.startswith(str(Path.cwd()))]
        return f"{lines[-1]} ({own[-1]})" if own else lines[-1]
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def main() -> None:
    """Print one line: `UNFLASK {json}`."""
    out = os.dup(1)
    os.dup2(2, 1)
    try:
        answer = _describe(*_load(sys.argv[1]))
    except BaseException as error:  # noqa: BLE001 - whatever the app raises is the answer
        frames = [
            f for f in traceback.extract_tb(error.__traceback__) if str(Path.cwd()) in f.filename
        ]
        at = f" ({os.path.relpath(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
        answer = {"error": f"{_sentence(error)}{at}"[:300]}
    os.write(out, b"UNFLASK " + json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    main()
