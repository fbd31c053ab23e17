"""Serves one application on a free port of 127.0.0.1; run as a script, in a process of its own.

It imports nothing of unflask, so that the applications can live in another environment.
Arguments: kind (`wsgi` or `asgi`), application, and the file that gets `{"port": …}` once the
server listens, or `{"error": …, "traceback": …}`. It ends when its standard input is closed,
so that no server outlives the process that started it.
"""

import ast
import importlib
import inspect
import json
import os
import socket
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

_NAMES = ("app", "application")
_FACTORIES = ("create_app", "make_app")


def main(kind: str, name: str, report: str) -> None:
    """Load and serve until told to stop."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sys.path.insert(0, str(Path.cwd()))
    try:
        application = load_wsgi(name) if kind == "wsgi" else load_asgi(name)
    except BaseException as error:  # noqa: BLE001 - whatever it was, the parent has to know
        tell(report, {"error": _one_line(error), "traceback": _own_traceback(error)})
        return
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        serve = serve_wsgi if kind == "wsgi" else serve_asgi
        serve(application, listener, report)


def serve_wsgi(application: Any, listener: socket.socket, report: str) -> None:
    """Serve with Werkzeug's threaded server."""
    from werkzeug.serving import make_server

    port = listener.getsockname()[1]
    server = make_server("127.0.0.1", port, application, threaded=True, fd=listener.fileno())
    tell(report, {"port": port})
    server.serve_forever()


def serve_asgi(application: Any, listener: socket.socket, report: str) -> None:
    """Serve with uvicorn, start-up and shutdown events included."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            if self.started:
                tell(report, {"port": listener.getsockname()[1]})

    # As WSGI servers do, it gives the application the address that the connection comes from.
    config = uvicorn.Config(
        application, log_level="info", timeout_graceful_shutdown=1, proxy_headers=False
    )
    server = Server(config)
    try:
        server.run(sockets=[listener])
    finally:
        if not server.started:
            tell(report, {"error": "its start-up (lifespan) failed", "traceback": ""})


def load_wsgi(name: str) -> Any:
    """The application, by Flask's own rules where it is a Flask object."""
    from flask.cli import NoAppException, ScriptInfo

    try:
        return ScriptInfo(name or None, set_debug_flag=False).load_app()
    except NoAppException:
        module, _, attribute = name.partition(":")
        if not attribute.isidentifier() or module not in sys.modules:
            raise
        application = getattr(sys.modules[module], attribute)
        if not callable(application):
            raise
        return application  # A Flask object inside a WSGI middleware.


def load_asgi(name: str) -> Any:
    """The application named `module`, `module:attribute` or `module:factory(literal, …)`."""
    path, _, attribute = name.partition(":")
    module = importlib.import_module(path)
    if attribute:
        return _evaluate(module, attribute)
    for candidate in _NAMES:
        if callable(getattr(module, candidate, None)):
            return getattr(module, candidate)
    for candidate in _FACTORIES:
        if callable(getattr(module, candidate, None)):
            return getattr(module, candidate)()
    raise LookupError(f"no app, application, create_app or make_app in module {path!r}")


def _evaluate(module: Any, text: str) -> Any:
    node = ast.parse(text, mode="eval").body
    if isinstance(node, ast.Call):
        arguments = [ast.literal_eval(argument) for argument in node.args]
        named = {keyword.arg or "": ast.literal_eval(keyword.value) for keyword in node.keywords}
        return _attribute(module, node.func)(*arguments, **named)
    found = _attribute(module, node)
    # As with Flask, naming a factory without parentheses calls it.
    return found() if inspect.isfunction(found) and not _takes_scope(found) else found


def _attribute(module: Any, node: ast.expr) -> Any:
    if isinstance(node, ast.Attribute):
        return getattr(_attribute(module, node.value), node.attr)
    if isinstance(node, ast.Name):
        return getattr(module, node.id)
    raise LookupError(f"cannot read {ast.unparse(node)!r} as the name of an application")


def _takes_scope(function: Any) -> bool:
    needed = [p for p in inspect.signature(function).parameters.values() if p.default is p.empty]
    return len(needed) >= 3


def tell(report: str, data: dict[str, Any]) -> None:
    """Write the report in one move, so that the parent never reads half of it."""
    part = Path(report + ".part")
    part.write_text(json.dumps(data), encoding="utf-8")
    part.replace(report)


def _own_traceback(error: BaseException) -> str:
    # The frames of the application alone: not ours, and not those of the import machinery.
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename != __file__ and not frame.filename.startswith("<frozen")
    ]
    lines = traceback.format_list(frames) + traceback.format_exception_only(error)
    return "".join(lines)


def _one_line(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _end_with_parent() -> None:
    while os.read(0, 1):
        """Nothing is ever sent."""
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:4])
