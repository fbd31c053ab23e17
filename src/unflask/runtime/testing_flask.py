"""The client, the contexts and the command runner that tests get from their application."""

from __future__ import annotations

from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Self

from click.testing import CliRunner, Result
from starlette.datastructures import Headers, MutableHeaders

from . import cycle, dispatch
from .application import Application
from .body import BODY
from .context import current_request, state_of
from .environ import ENVIRON
from .response import Response
from .testing_client import Answer, Client, Exchange
from .testing_contexts import (
    AppBlock,
    Kept,
    RequestContext,
    kept_body,
    request_from,
    shared_context,
)
from .testing_environ import Environ, EnvironBuilder, scope_of
from .testing_portal import portal
from .testing_server import run
from .testing_watch import Watch, WatchedEnding, watch

if TYPE_CHECKING:
    from collections.abc import Iterator


def _agent() -> str:
    """Return what Werkzeug's client calls itself: tests may read it in an answer."""
    try:
        return f"Werkzeug/{version('werkzeug')}"
    except PackageNotFoundError:
        return "Werkzeug/3.1"


class FlaskClient(Client):
    """A client that knows the application: its settings, its session, its contexts.

    As a context manager it keeps `request`, `session` and `g` of the last request readable.
    """

    application: Application

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.preserve_context = False
        self.environ_base = {"REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": _agent()}
        self._kept = Kept()

    def _builder(
        self,
        path: str = "/",
        base_url: str | None = None,
        subdomain: str | None = None,
        url_scheme: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> EnvironBuilder:
        return builder_for(self.application, path, base_url, subdomain, url_scheme, *args, **kwargs)

    def _request(self, environ: Environ) -> Any:
        return request_from(self.application, environ)

    def _exchange(self, scope: dict[str, Any], body: bytes) -> Answer:
        self._kept.pop()
        outer = shared_context(self.application)
        watched = Watch(None if outer is None else outer.outer or outer)
        token = watch.set(watched)
        try:
            state = None if outer is None else state_of(outer.g)
            answer = Exchange(self.application, scope, body, state).answer()
        finally:
            watch.reset(token)
        context = watched.context
        if self.preserve_context and context is not None and context.request is not None:
            context.request.scope[BODY] = kept_body(body)
            self._kept.push(context, shared=watched.shared)
        return answer

    @contextmanager
    def session_transaction(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """Open the session of the client's cookie, and store it in the cookie afterwards.

        Takes the arguments of a request. Raises RuntimeError without a SECRET_KEY.
        """
        from .session import NullSession, open_session, save_session

        self._jar.cookies  # noqa: B018 (raises where cookies are disabled)
        environ = self._environ(args, kwargs)
        self._add_cookies(environ)
        if hasattr(self.application, "session_interface"):  # only with: session_interface
            yield from self._own_session(environ)
            return
        config = self.application.config
        session = open_session(config, Headers(scope=scope_of(environ)))
        if isinstance(session, NullSession):
            raise RuntimeError("Session backend did not open a session.")  # noqa: TRY004 (Flask's)
        yield session
        headers = MutableHeaders(raw=[])
        save_session(config, session, headers)
        self._jar.read(*self._place(environ), headers.getlist("set-cookie"))

    def _own_session(self, environ: Any) -> Iterator[Any]:  # only with: session_interface
        from .session_interface import opened, saved

        app, response = self.application, Response()
        with app_context(app):
            session = opened(app, request_from(app, environ))
        yield session
        with app_context(app):
            saved(app, session, response)
        self._jar.read(*self._place(environ), response.headers.getlist("set-cookie"))

    def __enter__(self) -> Self:
        if self.preserve_context:
            raise RuntimeError("Cannot nest client invocations")
        self.preserve_context = True
        return self

    def __exit__(self, *error: object) -> None:
        self.preserve_context = False
        self._kept.pop()


class FlaskCliRunner(CliRunner):
    """Runs the commands of an application; see `click.testing.CliRunner`."""

    def __init__(self, app: Application, **kwargs: Any) -> None:
        self.app = app
        super().__init__(**kwargs)

    def invoke(self, cli: Any = None, args: Any = None, **kwargs: Any) -> Result:  # type: ignore[override]
        """Run a command, or without one the commands of the application with these arguments."""
        from .cli import ScriptInfo

        kwargs.setdefault("obj", ScriptInfo(create_app=lambda: self.app))
        return super().invoke(self.app.cli if cli is None else cli, args, **kwargs)


def builder_for(
    app: Application,
    path: str = "/",
    base_url: str | None = None,
    subdomain: str | None = None,
    url_scheme: str | None = None,
    *args: Any,
    **kwargs: Any,
) -> EnvironBuilder:
    """Return a request under construction; arguments in the order of Flask's `EnvironBuilder`."""
    return EnvironBuilder(
        path,
        base_url,
        *args,
        app=app,
        subdomain=subdomain,
        url_scheme=url_scheme,
        json_dumps=app.json.dumps,
        **kwargs,
    )


def app_context(app: Application) -> AppBlock:
    """Return the context of an application, to enter and leave."""
    return AppBlock(app)


def client(app: Application, use_cookies: bool = True, **kwargs: Any) -> Client:
    """Return a client of `app.test_client_class`, with these arguments.

    Its answers are of `app.response_class` too, which plugins of tests extend.
    """
    kind = getattr(app, "test_client_class", None) or FlaskClient
    made: Client = kind(
        app,
        app.response_class,  # type: ignore[attr-defined] # `install` has set it
        use_cookies=use_cookies,
        **kwargs,
    )
    return made


def cli_runner(app: Application, **kwargs: Any) -> FlaskCliRunner:
    """Return a runner of `app.test_cli_runner_class`, with these arguments."""
    made: FlaskCliRunner = (getattr(app, "test_cli_runner_class", None) or FlaskCliRunner)(
        app, **kwargs
    )
    return made


def unanswered(app: Application, *args: Any, **kwargs: Any) -> RequestContext:
    """Return the context of a request that is not answered, from the arguments of a request."""
    return RequestContext(app, builder_for(app, *args, **kwargs).get_environ())


def request_context(app: Application, environ: Environ) -> RequestContext:
    """Return the context of a request that is not answered, from its environ."""
    return RequestContext(app, environ)


def preprocess_request(app: Application) -> Any:
    """Run the functions before requests in the active context; return the answer of one, or None."""
    return portal.run(dispatch.answer_before, app, current_request())


def full_dispatch_request(app: Application) -> Any:
    """Have the request of the active context answered; return the answer."""
    return FlaskClient(app, use_cookies=False).open(current_request().scope[ENVIRON])


def install(application: type[Application] = Application) -> None:
    """Give a class of applications the methods and attributes that tests ask for."""
    cycle._Ending = WatchedEnding  # type: ignore[misc]
    attributes: dict[str, Any] = {
        "app_context": app_context,
        "response_class": Response,
        "run": run,
        "test_client": client,
        "test_cli_runner": cli_runner,
        "test_request_context": unanswered,
        "request_context": request_context,
        "preprocess_request": preprocess_request,
        "full_dispatch_request": full_dispatch_request,
    }
    for name, value in attributes.items():
        setattr(application, name, value)


install()
