"""A server for tests that ask the application over the network, in a process of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .application import Application


def run(
    app: Application,
    host: str | None = None,
    port: int | None = None,
    debug: bool | None = None,
    load_dotenv: bool = True,  # noqa: ARG001 (Flask's signature)
    **_werkzeug: Any,
) -> None:
    """Serve the application until the process is told to end, with the arguments of `Flask.run`.

    Without host and port they are those of SERVER_NAME, or 127.0.0.1:5000.
    """
    import uvicorn

    if debug is not None:
        app.debug = bool(debug)
    name, _, number = (app.setting("SERVER_NAME") or "").partition(":")
    uvicorn.run(
        app,
        host=host or name or "127.0.0.1",
        port=int(number or 5000) if port is None else int(port),
        log_level="warning",
        proxy_headers=False,
    )
