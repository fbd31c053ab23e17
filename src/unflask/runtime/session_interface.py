"""Sessions that a class of the application's own opens and saves."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from itsdangerous import BadSignature, URLSafeTimedSerializer

from . import tagged
from .calls import run_blocking
from .requests import Request
from .response import Response
from .session import NullSession, Session, lifetime_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from .application import Application

__all__ = [
    "SecureCookieSessionInterface",
    "SessionInterface",
    "SessionMiddleware",
    "SessionMixin",
]

_log = logging.getLogger(__name__)


class SessionMixin(MutableMapping[str, Any]):
    """What a mapping needs to be a session."""

    new = False
    modified = True
    accessed = True

    @property
    def permanent(self) -> bool:
        """Whether the session outlives the browser's."""
        permanent: bool = self.get("_permanent", False)
        return permanent

    @permanent.setter
    def permanent(self, value: bool) -> None:
        self["_permanent"] = bool(value)


class SessionInterface:
    """Opens the session of each request and saves it with the response; a base for own classes."""

    null_session_class: type[Any] = NullSession
    pickle_based = False

    def open_session(self, app: Application, request: Request) -> Any:
        """Return the session of a request; None gives one that cannot be written."""
        raise NotImplementedError

    def save_session(self, app: Application, session: Any, response: Response) -> None:
        """Store a session, and name it in the response."""
        raise NotImplementedError

    def make_null_session(self, app: Application) -> Any:  # noqa: ARG002
        """Return what stands for a session that was not opened."""
        return self.null_session_class()

    def is_null_session(self, session: object) -> bool:
        """Tell whether a session is not to be saved."""
        return isinstance(session, self.null_session_class)

    def get_cookie_name(self, app: Application) -> str:
        """Return SESSION_COOKIE_NAME."""
        name: str = app.config["SESSION_COOKIE_NAME"]
        return name

    def get_cookie_domain(self, app: Application) -> str | None:
        """Return SESSION_COOKIE_DOMAIN."""
        domain: str | None = app.config["SESSION_COOKIE_DOMAIN"]
        return domain

    def get_cookie_path(self, app: Application) -> str:
        """Return SESSION_COOKIE_PATH, or APPLICATION_ROOT."""
        path: str = app.config["SESSION_COOKIE_PATH"] or app.config["APPLICATION_ROOT"]
        return path

    def get_cookie_httponly(self, app: Application) -> bool:
        """Return SESSION_COOKIE_HTTPONLY."""
        return bool(app.config["SESSION_COOKIE_HTTPONLY"])

    def get_cookie_secure(self, app: Application) -> bool:
        """Return SESSION_COOKIE_SECURE."""
        return bool(app.config["SESSION_COOKIE_SECURE"])

    def get_cookie_samesite(self, app: Application) -> str | None:
        """Return SESSION_COOKIE_SAMESITE."""
        samesite: str | None = app.config["SESSION_COOKIE_SAMESITE"]
        return samesite

    def get_cookie_partitioned(self, app: Application) -> bool:
        """Return SESSION_COOKIE_PARTITIONED."""
        return bool(app.config["SESSION_COOKIE_PARTITIONED"])

    def get_expiration_time(self, app: Application, session: Any) -> datetime | None:
        """Return when a permanent session ends; None for one that ends with the browser's."""
        return datetime.now(UTC) + lifetime_of(app.config) if session.permanent else None

    def should_set_cookie(self, app: Application, session: Any) -> bool:
        """Tell whether the cookie is sent: it has changed, or is to live longer again."""
        refresh = session.permanent and app.config["SESSION_REFRESH_EACH_REQUEST"]
        return bool(session.modified or refresh)


class SecureCookieSessionInterface(SessionInterface):
    """Keeps sessions in a signed cookie; a base for classes that change some of it."""

    salt = "cookie-session"
    key_derivation = "hmac"
    session_class: type[Any] = Session

    def get_signing_serializer(self, app: Application) -> URLSafeTimedSerializer | None:
        """Return what signs and reads the cookie; None without a SECRET_KEY."""
        key = app.config["SECRET_KEY"]
        if not key:
            return None
        return URLSafeTimedSerializer(
            [*(app.config["SECRET_KEY_FALLBACKS"] or ()), key],  # the last one signs
            salt=self.salt,
            serializer=tagged,
            signer_kwargs={"key_derivation": self.key_derivation, "digest_method": hashlib.sha1},
        )

    def open_session(self, app: Application, request: Request) -> Any:
        """Return the session that the cookie holds; an empty one where it is not valid."""
        serializer = self.get_signing_serializer(app)
        if serializer is None:
            return None
        cookie = request.cookies.get(self.get_cookie_name(app))
        if not cookie:
            return self.session_class()
        try:
            age = int(lifetime_of(app.config).total_seconds())
            return self.session_class(serializer.loads(cookie, max_age=age))
        except BadSignature:
            return self.session_class()

    def save_session(self, app: Application, session: Any, response: Response) -> None:
        """Send the cookie where it has changed, delete it where nothing is left."""
        if getattr(session, "is_read", True):
            response.vary.add("Cookie")
        cookie: dict[str, Any] = {
            "domain": self.get_cookie_domain(app),
            "path": self.get_cookie_path(app),
            "secure": self.get_cookie_secure(app),
            "partitioned": self.get_cookie_partitioned(app),
            "samesite": self.get_cookie_samesite(app),
            "httponly": self.get_cookie_httponly(app),
        }
        name = self.get_cookie_name(app)
        if not session:
            if session.modified:
                response.delete_cookie(name, **cookie)
                response.vary.add("Cookie")
            return
        if self.should_set_cookie(app, session):
            serializer = self.get_signing_serializer(app)
            assert serializer is not None
            value = str(serializer.dumps(dict(session)))
            response.set_cookie(
                name, value, expires=self.get_expiration_time(app, session), **cookie
            )
            response.vary.add("Cookie")


class SessionMiddleware:
    """Has the application's interface open and save the session of each request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request.of_scope(scope, receive)
        app: Application = scope["app"]
        session = scope["session"] = await run_blocking(opened, app, request)
        failed = False

        async def send_saved(message: Message) -> None:
            nonlocal failed
            if message["type"] == "http.response.start":
                response = Response(None, message["status"])
                response.headers.raw[:] = message.get("headers", ())
                try:
                    await run_blocking(saved, app, session, response)
                except Exception:
                    # The application answers the first failure with its error page, which comes
                    # through here again and must then get out.
                    if not failed:
                        failed = True
                        raise
                    _log.exception("The session cannot be saved")
                else:
                    headers = response.raw_headers
                    message = {**message, "status": response.status_code, "headers": headers}
            await send(message)

        await self.app(scope, receive, send_saved)


def opened(app: Application, request: Request) -> Any:
    """Return the session of a request, one that cannot be written where there is none."""
    interface = app.session_interface
    session = interface.open_session(app, request)
    return interface.make_null_session(app) if session is None else session


def saved(app: Application, session: Any, response: Response) -> None:
    """Save the session of a request into its response, unless it cannot be written."""
    interface = app.session_interface
    # What reads the session here does not count, also where an error page is saved with it.
    is_read = getattr(session, "is_read", None)
    is_null = interface.is_null_session(session)
    if is_read is not None:
        session.is_read = is_read
    if not is_null:
        interface.save_session(app, session, response)
    if is_read is not None:
        session.is_read = is_read
