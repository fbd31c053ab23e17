"""The way of a request through hooks, route and error handlers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NoReturn

from starlette.websockets import WebSocketClose

from .addresses import external_host, is_trusted
from .answers import answer_error, answer_server_error, first_answer, note_answer
from .calls import Hook, tell
from .context import AppContext, current_context
from .cors import PENDING
from .environ import EMPTY_PATH  # only with: EnvironFix
from .errors import BadRequest, MethodNotAllowed, NotFound
from .matching import MATCH, MATCHED_FOR, Failed, Found, Mismatched, Missed, Moved, Untrusted
from .pages import redirect_page
from .requests import Request
from .responses import Response, to_response
from .signals import got_request_exception, request_finished, request_started

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.responses import Response as StarletteResponse
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from .application import Application
    from .hooks import HookTable


class Hooks:
    """Middleware that calls the hooks and answers errors, as near to the routes as can be.

    The answer to an error passes the same hooks and middlewares as any other.
    """

    def __init__(self, app: ASGIApp, application: Application) -> None:
        self.app = app
        self.application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = matched(self.application, scope, receive)
        exchange = _Exchange(self.application, request, current_context(), send)
        match = scope[MATCH]
        if isinstance(match, Failed):
            await exchange.answer_unhandled(match.error)
        else:
            await self._answer(exchange, scope, receive)
        if exchange.failure is not None:  # only with: =after
            raise exchange.failure

    async def _answer(self, exchange: _Exchange, scope: Scope, receive: Receive) -> None:
        try:
            app = self.app
            await tell(request_started, self.application)  # only with: sent request_started
            app = await answer_before(exchange.app, exchange.request) or app  # only with: =early
            await app(scope, receive, exchange.collect)
        except Exception as error:  # noqa: BLE001 - this is where every error is answered
            await exchange.answer(error)


async def answer_before(app: Application, request: Request) -> StarletteResponse | None:
    """Call the functions before the view; what one of them returns is the answer."""
    tables = hook_tables(app, request)
    for table in tables:  # only with: =preprocessors
        for preprocess in table.value_preprocessors:
            await preprocess(request, request.endpoint, request.view_args)
    for table in tables:
        for hook in table.before:
            result = await hook(request)
            if result is not None:
                return to_response(result)
    return None


class _Exchange:
    """One request with its response; hooks see it when the first part of its body is there."""

    def __init__(self, app: Application, request: Request, context: AppContext, send: Send) -> None:
        self.app = app
        self.request = request
        self.context = context
        self.failure: BaseException | None = None  # only with: =after
        self._send = send
        self._start: Message | None = None
        self._sent = False
        self._replaced = False  # only with: =after
        self._handling = False  # only with: =after

    async def collect(self, message: Message) -> None:
        """Take a part of the response; nothing is sent before the first part of its body."""
        if message["type"] == "http.response.start":
            self._start = message
        elif self._start is None:
            if self._replaced:  # only with: =after
                return
            await self._send(message)
        else:
            start, self._start = self._start, None
            if any(_after_hooks(self.app, self.request, self.context)):  # only with: =after
                await self._finish(start, message)
                return
            if request_finished.receivers:  # only with: sent request_finished
                await self._finish(start, message)
                return
            await self._send(start)
            self._sent = True
            await self._send(message)

    async def answer(self, error: Exception) -> None:
        """Answer an error by its handler, or as one that nobody handles."""
        if self._sent:
            raise error
        self.request.scope.pop(PENDING, None)  # only with: cross_origin
        try:
            response = await self._handled(error)
        except Exception as unhandled:  # noqa: BLE001 - handlers may fail in any way
            await self.answer_unhandled(unhandled)
            return
        await response(self.request.scope, self.request.receive, self.collect)

    async def answer_unhandled(self, error: Exception) -> None:
        """Answer an error that no handler of its class is asked about."""
        response = await self._last_answer(error)
        await response(self.request.scope, self.request.receive, self.collect)

    async def _handled(self, error: Exception) -> StarletteResponse:
        if error is self.context.error:
            raise error  # Handlers have been asked already.
        response = await answer_error(self.app, self.request, error)
        note_answer(self.app, self.request, response)  # only with: CORS
        return response

    async def _last_answer(self, error: Exception) -> StarletteResponse:
        self._handling = True  # only with: =after
        self.context.error = error
        first = await first_answer(self.app, self.request, error)  # only with: =api
        if first is not None:  # only with: =api
            return first
        signal = got_request_exception  # only with: sent got_request_exception
        await tell(signal, self.app, exception=error)  # only with: sent got_request_exception
        if self.app.propagates_exceptions:
            raise error
        self.app.log_exception(self.request, error)
        return await answer_server_error(self.app, self.request, error)

    async def _finish(self, start: Message, first: Message) -> None:  # only with: =after
        """Call the functions after the view, and send the response that they leave."""
        try:
            captured = _captured(start, first)
            response = await self._after(captured)
            if response is captured and isinstance(captured.response, _StreamedElsewhere):
                await self._send_start(captured)
                await self._send(first)
            else:
                await response(self.request.scope, self.request.receive, self._send_noting)
                self._replaced = True
        except Exception as error:  # noqa: BLE001 - a failing hook is answered as a failing view
            await self._fail(error)

    async def _fail(self, error: Exception) -> None:  # only with: =after
        if self._sent or self._handling:
            self.failure = error
            return
        try:
            response = await self._last_answer(error)
        except Exception as unanswered:  # noqa: BLE001 - raised again where the stack is ours
            self.failure = unanswered
            return
        await response(self.request.scope, self.request.receive, self.collect)
        self._replaced = True

    async def _send_start(self, response: Response) -> None:  # only with: =after
        await self._send(
            {
                "type": "http.response.start",
                "status": response.status_code,
                "headers": response.raw_headers,
            }
        )
        self._sent = True

    async def _send_noting(self, message: Message) -> None:  # only with: =after
        await self._send(message)
        self._sent = True

    async def _after(self, response: StarletteResponse) -> StarletteResponse:  # only with: =after
        for hook in _after_hooks(self.app, self.request, self.context):  # only with: =after
            try:
                result = await hook(self.request, response)
            except Exception:
                if not self._handling:
                    raise
                self.app.logger.exception("A hook failed after an error")
                note_answer(self.app, self.request, response)  # only with: CORS
                return response
            if result is None:
                raise TypeError(f"{hook.function!r} returned None instead of the response.")
            response = result if result is response else to_response(result)
        try:  # only with: sent request_finished
            await tell(request_finished, self.app, response=response)
        except Exception:
            if not self._handling:
                raise
            self.app.logger.exception("A receiver failed after an error")
        return response


class Dispatch:
    """The innermost application: the route that was found, or FastAPI's own router."""

    def __init__(self, router: ASGIApp, application: Application) -> None:
        self.router = router
        self.application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        match = scope.get(MATCH)
        if scope["type"] != "http" or not isinstance(match, Found):
            await self.router(scope, receive, send)
            return
        rule = match.rule
        if rule.automatic_options and scope["method"] == "OPTIONS":
            response = options_response(self.application, Request.of_scope(scope))
            if rule.target is not None:  # only with: cross_origin
                getattr(rule.target.original_route.view, "cors", bool)()  # type: ignore[attr-defined]
            await response(scope, receive, send)
            return
        assert rule.target is not None
        scope["endpoint"] = rule.target.endpoint
        scope["route"] = rule.target.original_route
        await rule.target.app(scope, receive, send)


def options_response(app: Application, request: Request) -> Response:
    """Return the answer to OPTIONS, which names the methods that are taken at the path asked for."""
    allowed = app.url_map.allowed(_path_asked(request))
    return Response(headers={"Allow": ", ".join(sorted(allowed))} if allowed else None)


async def answer_unmatched(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request that no route takes: with a redirect, 405 or 404."""
    if scope["type"] == "websocket":  # only with: websocket, =socks
        response: ASGIApp = WebSocketClose()
        response = partial(deny, _no_websocket(scope))  # only with: =socks
        await response(scope, receive, send)
        return
    match = scope.get(MATCH)
    if isinstance(match, Untrusted):  # only with: =trust
        raise BadRequest(f"Host {Request.of_scope(scope).host!r} is not trusted.")
    if isinstance(match, Moved):
        request = Request.of_scope(scope)
        root = request.script_root.strip("/")
        server = current_context().app.setting("SERVER_NAME")
        host = external_host(server, request.host, request.scheme)
        url = f"{request.scheme}://{host}{f'/{root}' if root else ''}{match.path}"
        if request.query_string:
            url += f"?{request.query_string.decode(errors='replace')}"
        response = Response(redirect_page(url), 308, {"Location": url})
        note_answer(current_context().app, request, response)  # only with: CORS
        await response(scope, receive, send)
        return
    methods = match.methods if isinstance(match, Missed) else None
    if isinstance(match, Mismatched) and not methods:  # only with: =socks
        raise BadRequest
    raise MethodNotAllowed(sorted(methods)) if methods else NotFound()


async def deny(response: StarletteResponse, scope: Scope, receive: Receive, send: Send) -> None:
    """Send a response in the place of a WebSocket; one that the server cannot send is a 403."""

    async def renamed(message: Message) -> None:
        await send({**message, "type": f"websocket.{message['type']}"})

    if "websocket.http.response" in scope.get("extensions", {}):
        await response({**scope, "type": "http", "method": "GET"}, receive, renamed)
    else:
        await WebSocketClose()(scope, receive, send)


def _no_websocket(scope: Scope) -> StarletteResponse:
    """Return the answer to a WebSocket at an address that has none."""
    match = current_context().app.url_map.match(scope["path"], "GET", websocket=True)
    if not isinstance(match, Missed):
        return NotFound().get_response()
    other = BadRequest() if isinstance(match, Mismatched) else NotFound()
    error = MethodNotAllowed(sorted(match.methods)) if match.methods else other
    return error.get_response()


def matched(app: Application, scope: Scope, receive: Receive) -> Request:
    """Return our request of a scope, with what its path and method match now."""
    request = Request.of_scope(scope, receive)
    if not is_trusted(request.host, app.setting("TRUSTED_HOSTS")):  # only with: =trust
        scope[MATCH], scope[MATCHED_FOR] = Untrusted(), (app,)
        return request
    path = _path_asked(request)
    wanted = (app, request.script_root, path, request.method)
    if scope.get(MATCHED_FOR) != wanted:
        scope[MATCH] = match = app.url_map.match(path, request.method)
        scope[MATCHED_FOR] = wanted
        if isinstance(match, Found):
            # A copy: hooks may take values away from the view, and FastAPI would miss them.
            scope["path_params"] = dict(match.values)
    return request


def _path_asked(request: Request) -> str:
    """Return the path that the rules are asked for: empty where nothing follows after a prefix."""
    if EMPTY_PATH in request.scope:  # only with: EnvironFix
        return ""
    return request.path


def hook_tables(app: Application, request: Request | None) -> list[HookTable]:  # only with: =hooks
    """Return the hooks for a request: those of the application, then of routers inwards."""
    tables = [app.hooks]
    if request is not None and request.url_rule is not None:  # only with: Router
        tables.extend(router.hooks for router in request.url_rule.routers)
    return tables


def _after_hooks(app: Application, request: Request, context: AppContext) -> Iterator[Hook]:
    yield from (Hook(function, 1) for function in context.after)
    for table in reversed(hook_tables(app, request)):
        yield from reversed(table.after)


class _StreamedElsewhere:
    """Stands for a body that has begun to be sent."""

    def __aiter__(self) -> NoReturn:
        raise RuntimeError("The body of this response is sent as it comes.")


def _captured(start: Message, first: Message) -> Response:
    """Return the response of which these are the first messages."""
    complete = first["type"] == "http.response.body" and not first.get("more_body", False)
    response = Response(None if complete else _StreamedElsewhere(), start["status"])
    response.headers.raw[:] = start.get("headers", ())
    if complete:
        response.body = first.get("body", b"")
        response.counts_as_streamed = start.get("counts_as_streamed", False)
    return response
