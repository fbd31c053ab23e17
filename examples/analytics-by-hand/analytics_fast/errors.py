"""Errors, and the answers to them: one envelope by the platform, plain words by the v1 API."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError, IntegrityError
from starlette.exceptions import HTTPException

from .database import DatabaseDown, is_unavailable
from .settings import MAX_BODY

log = logging.getLogger(__name__)


class Refused(Exception):
    """What the v1 API says: a status, and an object with `error`."""

    def __init__(self, status: int, error: str, **more: object) -> None:
        super().__init__(error)
        self.status = status
        self.content = {"error": error, **more}


class PlatformError(Exception):
    """An error in the envelope: an HTTP status, a code for programs, a message for people."""

    def __init__(
        self, status: int, code: str, message: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers


def unauthorized(message: str) -> PlatformError:
    """No token, or none that is valid."""
    headers = {"WWW-Authenticate": 'Bearer realm="analytics"'}
    return PlatformError(401, "unauthorized", message, headers)


def quota_exceeded(message: str) -> PlatformError:
    """Too many requests."""
    return PlatformError(429, "quota_exceeded", message, {"Retry-After": "60"})


def envelope(
    status: int, code: str, message: str, headers: dict[str, str] | None = None
) -> JSONResponse:
    """The answer to an error."""
    return JSONResponse({"error": {"code": code, "message": message}}, status, headers)


def crashed() -> JSONResponse:
    """The answer to what nobody expected."""
    return envelope(500, "internal", "Something broke. We have been told.")


async def _refused(_request: Request, error: Refused) -> JSONResponse:
    return JSONResponse(error.content, error.status)


async def _platform_error(_request: Request, error: PlatformError) -> JSONResponse:
    return envelope(error.status, error.code, error.message, error.headers)


async def _http(request: Request, error: HTTPException) -> JSONResponse:
    match error.status_code:
        case 404:
            message = f"There is nothing at {request.url.path}."
        case 405:
            message = "The method is not allowed for the requested URL."
        case 413:
            message = f"At most {MAX_BODY // 1024} kB can be sent at once."
            return envelope(413, "too_large", message)
        case _:
            message = error.detail
    code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "_")
    return envelope(error.status_code, code, message)


async def _integrity(request: Request, error: IntegrityError) -> JSONResponse:
    log.info("integrity error at %s: %s", request.url.path, error.orig)
    return envelope(409, "conflict", "This is in conflict with what is stored.")


async def _database(request: Request, error: DBAPIError) -> JSONResponse:
    if not is_unavailable(error):
        raise error
    return await _database_down(request, error)


async def _database_down(_request: Request, error: Exception) -> JSONResponse:
    log.error("database: %s", error)
    return envelope(503, "unavailable", "The database does not answer.")


def add_handlers(app: FastAPI) -> None:
    """Let the application answer errors."""
    app.exception_handler(Refused)(_refused)
    app.exception_handler(PlatformError)(_platform_error)
    app.exception_handler(HTTPException)(_http)
    app.exception_handler(IntegrityError)(_integrity)
    app.exception_handler(DBAPIError)(_database)
    app.exception_handler(DatabaseDown)(_database_down)
