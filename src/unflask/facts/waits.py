"""Whether a function is known not to block: every call in it, however deep, is of a known kind."""

from __future__ import annotations

import ast
import builtins
import sys

from unflask.facts.login import EXTENSION as LOGIN
from unflask.facts.whole_extensions import conversions
from unflask.model.app import App
from unflask.model.source import Scope, parent

_BLOCKING_BUILTINS = {"open", "input", "exec", "eval", "__import__", "breakpoint"}
_BLOCKING_MODULES = {
    "asyncore", "concurrent", "dbm", "fileinput", "ftplib", "getpass", "glob", "http", "imaplib",
    "importlib", "logging.handlers", "mmap", "multiprocessing", "nntplib", "pathlib", "poplib",
    "pty", "queue", "select", "selectors", "shelve", "shutil", "signal", "smtplib", "socket",
    "socketserver", "sqlite3", "ssl", "subprocess", "tarfile", "telnetlib", "tempfile",
    "threading", "time", "urllib.request", "webbrowser", "wsgiref", "xmlrpc", "zipfile", "os",
    "io", "gzip", "bz2", "lzma", "zipimport", "runpy", "pickle",
}  # fmt: skip
_QUICK = {"time.time", "time.monotonic", "time.perf_counter", "time.strftime", "time.gmtime",
          "os.environ.get", "os.getenv", "os.path.join", "os.path.basename", "os.path.splitext",
          "os.path.dirname", "os.getpid", "io.StringIO", "io.BytesIO"}  # fmt: skip
_FLASK = {
    "flask.jsonify", "flask.abort", "flask.redirect", "flask.url_for", "flask.make_response",
    "flask.Response", "flask.flash", "flask.current_app", "flask.g", "flask.session",
    "flask.request", "flask.get_flashed_messages", "flask.has_request_context", "flask.json.dumps",
    "flask.json.loads", "flask.render_template_string",
}  # fmt: skip
_LIBRARIES = {
    "markupsafe",
    "werkzeug",
    "itsdangerous",
    "dateutil",
    "pytz",
    "marshmallow",
    "pydantic",
}
_SLOW_LIBRARIES = {
    "werkzeug.security",
    "werkzeug.utils.send_file",
    "werkzeug.serving",
    "werkzeug.test",
}
_METHODS = {
    "append", "appendleft", "as_integer_ratio", "capitalize", "casefold", "clear", "copy", "count",
    "date", "decode", "difference", "discard", "encode", "endswith", "extend", "find", "format",
    "format_map", "fromisoformat", "get", "getlist", "get_json", "hex", "index", "insert",
    "intersection", "isalnum", "isalpha", "isdigit", "isidentifier", "isnumeric", "isoformat",
    "isspace", "items", "join", "json", "keys", "lower", "lstrip", "partition", "pop", "popitem",
    "quantize", "raise_for_status", "remove", "replace", "reverse", "rfind", "rpartition", "rsplit",
    "rstrip", "set_cookie", "delete_cookie", "setdefault", "sort", "split", "splitlines",
    "startswith", "strftime", "strip", "swapcase", "symmetric_difference", "time", "timestamp",
    "title", "to_dict", "total_seconds", "union", "update", "upper", "utctimetuple", "values",
    "weekday", "zfill", "add", "debug", "info", "warning", "error", "exception",
}  # fmt: skip


def why_it_may_block(
    app: App, name: str, waiting: frozenset[str], ours: frozenset[int]
) -> str | None:
    """Return the first call in a function that may block, as a reason; None if all are known.

    `waiting` are functions that are to be awaited instead, `ours` the ids of calls that are being
    replaced.
    """
    return _inside(app, name, waiting, ours, frozenset())


def asking_for_users(app: App) -> frozenset[str | None]:
    """Return the functions that name something of Flask-Login, which may load the user."""
    made = app.fact(conversions).get(LOGIN)
    uses = made.uses if made is not None else ()
    return frozenset(app.function_at(r.scope) for r in uses)


def _inside(
    app: App, name: str, waiting: frozenset[str], ours: frozenset[int], seen: frozenset[str]
) -> str | None:
    node, scope = app.project.functions[name]
    if name in app.fact(asking_for_users):
        return "who is signed in may have to be asked for"
    for call in (inner for statement in node.body for inner in ast.walk(statement)):
        if isinstance(call, ast.Call) and id(call) not in ours:
            why = _call(app, call, _scope_of(call, scope), waiting, ours, seen | {name})
            if why is not None:
                return why
    return None


def _call(
    app: App,
    call: ast.Call,
    scope: Scope,
    waiting: frozenset[str],
    ours: frozenset[int],
    seen: frozenset[str],
) -> str | None:
    symbol = app.project.resolve(call.func, scope)
    where = f"{scope.module.path}:{call.lineno}"
    if symbol is None:
        return _value_call(app, call, scope, where)
    if symbol in waiting or symbol in seen:
        return None
    if app.function(symbol) is not None:
        return _inside(app, symbol, waiting, ours, seen)
    bound = app.project.binding(symbol)
    if bound is not None:
        return _own_object(app, symbol, where)
    return None if _is_quick(symbol) else f"`{symbol}` may block ({where})"


def _own_object(app: App, symbol: str, where: str) -> str | None:
    """A class of the project is fine while making one runs no code of its own."""
    bound = app.project.binding(symbol)
    node = bound[0][0].node if bound is not None else None
    if isinstance(node, ast.ClassDef):
        init = f"{symbol}.__init__"
        if app.function(init) is None:
            return None
        if not any(
            isinstance(n, ast.Call) and not _is_super(n)
            for n in ast.walk(app.project.functions[init][0])
        ):
            return None
        return f"making a `{symbol.rpartition('.')[2]}` runs code ({where})"
    return f"`{symbol}` is not known ({where})"


def _is_super(call: ast.Call) -> bool:
    text = ast.unparse(call)
    return text.startswith("super(")


def _value_call(app: App, call: ast.Call, scope: Scope, where: str) -> str | None:
    """A builtin, or a method of a value that has the name of one of the built-in types' methods."""
    func = call.func
    if isinstance(func, ast.Name):
        known = hasattr(builtins, func.id) and func.id not in _BLOCKING_BUILTINS
        return (
            None
            if known and scope.lookup(func.id) is None
            else f"`{func.id}` is not known ({where})"
        )
    if isinstance(func, ast.Attribute):
        base = _base(app, func.value, scope)
        if base is not None and not _is_quick(base):
            return f"`{base}.{func.attr}` may block ({where})"
        if func.attr in _METHODS:
            return None
        return f"`.{func.attr}()` of an unknown object may block ({where})"
    return f"a computed call may block ({where})"


def _base(app: App, node: ast.expr, scope: Scope) -> str | None:
    """Return the symbol that a chain of attributes and subscripts starts from, if it is external."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        symbol = app.project.resolve(node, scope)
        if symbol is not None:
            break
        node = node.value
    symbol = app.project.resolve(node, scope)
    if symbol is None:
        return None
    return symbol if app.project.binding(symbol) is None else None


def _is_quick(symbol: str) -> bool:
    if symbol in _QUICK or symbol in _FLASK or _is_context(symbol):
        return True
    if any(symbol == s or symbol.startswith(f"{s}.") for s in _SLOW_LIBRARIES):
        return False
    if symbol.startswith("werkzeug.exceptions."):
        return True
    top = symbol.split(".", maxsplit=1)[0]
    if top in _LIBRARIES:
        return True
    if top not in sys.stdlib_module_names:
        return False
    return not any(symbol == m or symbol.startswith(f"{m}.") for m in _BLOCKING_MODULES)


def _is_context(symbol: str) -> bool:
    """What was read with the request, and the settings; what an app keeps in `g` is unknown."""
    kept, _, rest = symbol.removeprefix("flask.").partition(".")
    if not symbol.startswith("flask."):
        return False
    if kept in ("request", "session"):
        return rest.rpartition(".")[2] not in ("save", "read")
    if kept == "g":
        return rest in ("get", "pop", "setdefault")
    return kept == "current_app" and rest.partition(".")[0] in ("config", "logger")


def _scope_of(node: ast.AST, fallback: Scope) -> Scope:
    above = parent(node)
    while above is not None:
        found = fallback.module.scopes.get(above)
        if found is not None:
            return found
        above = parent(above)
    return fallback
