"""What is read of the environment of WSGI, which servers of ASGI do not have as a whole."""

from __future__ import annotations

import ast

from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import parent

SERVER = "SERVER_SOFTWARE"
_KNOWN = {"wsgi.url_scheme", "wsgi.input", "wsgi.input_terminated"}
_OF_SERVERS = ("wsgi.", "werkzeug.", "gunicorn.", "uwsgi.", "mod_wsgi.")
_READS = {"get", "setdefault", "pop"}


def asks_for_server(app: App, reference: Reference) -> bool:
    """Tell whether a use of `request.environ` asks which server it runs on."""
    key, _ = _asked(app, reference)
    return key is not None and app.constant(key, reference.scope) == SERVER


def unknown_part(app: App, reference: Reference) -> str | None:
    """Return what `request.environ` is used for that needs more than the request itself, or None."""
    key, plain = _asked(app, reference)
    if key is None:
        return None if plain else "`request.environ` as a whole"
    name = app.constant(key, reference.scope)
    if isinstance(name, str):
        unknown = name.startswith(_OF_SERVERS) and name not in _KNOWN
        return f'`request.environ["{name}"]`' if unknown else None
    named = any(part in m.source for m in app.modules for part in (*_OF_SERVERS, SERVER))
    return "a key of `request.environ` is computed" if named else None


def _asked(app: App, reference: Reference) -> tuple[ast.expr | None, bool]:
    """Return the key that is asked for, if one is, and else whether that is somebody else's matter."""
    used = reference.attribute
    outer = parent(used) if used is not None else None
    key: ast.expr | None = None
    match outer:
        case ast.Subscript(value=value, slice=key) if value is used:
            pass
        case ast.Attribute(attr=attr) if attr in _READS:
            call = parent(outer)
            key = call.args[0] if isinstance(call, ast.Call) and call.args else None
        case ast.Compare(left=key, ops=[ast.In() | ast.NotIn()]) if key is not used:
            pass
        case ast.Call(func=ast.Attribute(attr="make_conditional")):
            return None, True
        case ast.Call(func=called) if _is_werkzeug(app.project.resolve(called, reference.scope)):
            return None, True  # A matter of what is called.
    return key, False


def _is_werkzeug(symbol: str | None) -> bool:
    return symbol is not None and symbol.startswith("werkzeug.")
