"""The result where nothing could be converted: the original, unchanged, behind FastAPI."""

from __future__ import annotations

from unflask.model.app import App

MODULE = "asgi"

_SOURCE = '''"""The application over ASGI: Flask answers every route until the first one is converted."""

from a2wsgi import WSGIMiddleware
from fastapi import FastAPI

from {module} import {name}

app = FastAPI(openapi_url=None)
app.mount("/", WSGIMiddleware({made}))  # type: ignore[arg-type]
'''


def whole(app: App) -> dict[str, bytes | str]:
    """Return all files of the project with one more module that serves it over ASGI."""
    name, source = _module(app)
    return {**app.project.files, f"{name}.py": source}


def target(app: App) -> str:
    """Return the import string of the ASGI application in such a result."""
    return f"{_module(app)[0]}:app"


def _module(app: App) -> tuple[str, str]:
    """Return the name and the source of the module; its own, where an earlier run has written it."""
    module, _, attribute = app.target.partition(":")
    name = attribute.partition("(")[0] or "app"
    made = attribute if attribute.endswith(")") else f"{name}()" if app.factory else name
    shown = f"{name} as flask_app" if name == made == "app" else name
    made = "flask_app" if shown != name else made
    source = _SOURCE.format(module=module, name=shown, made=made)
    free = MODULE
    while f"{free}.py" in app.project.files or free in app.project.modules:
        if app.project.files.get(f"{free}.py") == source.encode():
            break
        free += "_"
    return free, source
