"""Answers to errors: by the app's handlers, or the page of the error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse as PlainJSONResponse

from .context import current_context
from .errors import BadRequest, BadRequestKeyError, HTTPError, InternalServerError, as_http_error
from .handlers import find_handler
from .redirects import RoutingException  # only with: =redirects
from .requests import Request
from .responses import page_of, to_response

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request as StarletteRequest
    from starlette.responses import Response as StarletteResponse

    from .application import Application
    from .handlers import ErrorHandlers


async def answer_error(app: Application, request: Request, error: Exception) -> StarletteResponse:
    """Return the answer to an error; raises it again when nothing handles it."""
    first = await first_answer(app, request, error)  # only with: =api
    if first is not None:  # only with: =api
        return first
    raised = error
    trapped = False  # only with: =traps
    if isinstance(error, HTTPException):
        error = as_http_error(error)
        trapped = _is_trapped(app, error)  # only with: =traps
        if error.code is None:
            return page_of(error)
        if _answers_itself(app, error):  # only with: =redirects
            return page_of(error)
    handler = find_handler(error, _owners(app, request))  # only with: =handlers
    if handler is not None:  # only with: =handlers
        return to_response(await handler(request, error))
    if trapped:  # only with: =traps
        raise raised
    if not isinstance(error, HTTPError):
        raise raised
    if not (raised is error or isinstance(error.description, str)):
        return PlainJSONResponse({"detail": error.description}, error.status_code, error.headers)
    return page_of(error)


async def first_answer(
    app: Application, request: Request, error: Exception
) -> StarletteResponse | None:
    """Return the answer of an API to an error in it, None if the error is in none or has no answer."""
    for answer in reversed(app.hooks.first_answers):
        response: StarletteResponse | None = await answer(request, error)
        if response is not None:
            return response
    return None


async def answer_server_error(
    app: Application, request: Request, error: Exception
) -> StarletteResponse:
    """Return the answer to an error that nothing handled: status 500."""
    server_error = InternalServerError(original_exception=error)
    handler = find_handler(server_error, _owners(app, request))  # only with: =handlers
    if handler is not None:  # only with: =handlers
        return to_response(await handler(request, server_error))
    return page_of(server_error)


async def answer_http_exception(request: StarletteRequest, error: Exception) -> StarletteResponse:
    """Answer an HTTP error for FastAPI, which catches it near to the route."""
    context = current_context()
    if error is context.error:
        raise error  # A handler has raised it: that is an error of the server.
    try:
        response = await answer_error(context.app, Request.of(request), error)
        note_answer(context.app, Request.of(request), response)  # only with: CORS
        return response  # noqa: TRY300 - what follows is about errors of the handlers
    except Exception as unhandled:
        # Handlers are not asked again on the way out.
        context.error = unhandled
        raise


def note_answer(app: Application, request: Request, response: StarletteResponse) -> None:
    """Hand the answer to an error to those who look at it before the functions after the request."""
    for look in app.hooks.answered:
        look(request, response)


def _owners(app: Application, request: Request) -> Iterator[ErrorHandlers]:
    if request.url_rule is not None:  # only with: Router
        for router in reversed(request.url_rule.routers):
            yield router.hooks.errors
    yield app.hooks.errors


def _answers_itself(app: Application, error: HTTPError) -> bool:
    return isinstance(error, RoutingException) and not app.setting("TRAP_HTTP_EXCEPTIONS")


def _is_trapped(app: Application, error: HTTPError) -> bool:
    trap_bad_requests = app.setting("TRAP_BAD_REQUEST_ERRORS")
    if isinstance(error, BadRequestKeyError) and (app.debug or trap_bad_requests):
        error.show()
    if app.setting("TRAP_HTTP_EXCEPTIONS"):
        return True
    if trap_bad_requests is None and app.debug:
        return isinstance(error, BadRequestKeyError)
    return bool(trap_bad_requests) and isinstance(error, BadRequest)
