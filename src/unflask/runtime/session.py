"""The session in a signed cookie, byte for byte as Flask writes and reads it.

The cookie's settings are read from `app.config` at each request, so that both frameworks can serve
one site with one SECRET_KEY while routes move over.
"""

from __future__ import annotations

import hashlib
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn, Self, cast

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.datastructures import Headers, MutableHeaders

from . import tagged
from .cookies import dump_cookie, parse_cookies
from .flashing import flash, get_flashed_messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = [
    "NullSession",
    "Session",
    "SessionMiddleware",
    "flash",
    "get_flashed_messages",
    "lifetime_of",
    "open_session",
    "save_session",
    "signing_serializer",
    "vary_on_cookie",
]

_log = logging.getLogger(__name__)
_ABSENT: Any = object()


class Session(dict[str, Any]):
    """What a visitor's session cookie holds.

    `modified` is set by every change of the dict itself; set it by hand after a change inside a
    value. `is_read` is set by whatever is done with it besides handing it on.
    """

    accessed = True
    is_read = False
    modified = False
    new = False

    def __getattribute__(self, name: str) -> Any:
        if name != "is_read":
            self.is_read = True
        return super().__getattribute__(name)

    def __getitem__(self, key: str) -> Any:
        self.is_read = True
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.is_read = True
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self.is_read = True
        return super().__iter__()

    def __len__(self) -> int:
        self.is_read = True
        return super().__len__()

    def __eq__(self, other: object) -> bool:
        self.is_read = True
        return super().__eq__(other)

    __hash__ = None

    @property
    def permanent(self) -> bool:
        """Whether the cookie outlives the browser's session."""
        return cast("bool", self.get("_permanent", False))

    @permanent.setter
    def permanent(self, value: bool) -> None:
        self["_permanent"] = bool(value)

    def __repr__(self) -> str:
        # Pages that print the session keep their text.
        self.is_read = True
        return f"<SecureCookieSession {super().__repr__()}>"

    def __setitem__(self, key: str, value: Any) -> None:
        self.is_read = True
        super().__setitem__(key, value)
        self.modified = True

    def __delitem__(self, key: str) -> None:
        self.is_read = True
        super().__delitem__(key)
        self.modified = True

    def __ior__(self, other: Any) -> Self:  # type: ignore[override,misc]
        self.update(other)
        return self

    def clear(self) -> None:
        """Forget everything; the cookie is then deleted."""
        super().clear()
        self.modified = True

    def pop(self, key: str, default: Any = _ABSENT) -> Any:
        """Take a value out; a key that is not there changes nothing."""
        self.modified |= key in self
        return super().pop(key) if default is _ABSENT else super().pop(key, default)

    def popitem(self) -> tuple[str, Any]:
        """Take the last item out."""
        item = super().popitem()
        self.modified = True
        return item

    def setdefault(self, key: str, default: Any = None) -> Any:
        """The value of a key, stored first when the key is not there."""
        self.modified |= key not in self
        return super().setdefault(key, default)

    def update(self, *args: Any, **kwargs: Any) -> None:
        """Take over the items of a mapping."""
        super().update(*args, **kwargs)
        self.modified = True


class NullSession(Session):
    """The empty session of an application without a SECRET_KEY; it cannot be written."""

    def _fail(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise RuntimeError(
            "The session is unavailable because no secret key was set.  Set the secret_key on the"
            " application to something unique and secret."
        )

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _fail


class SessionMiddleware:
    """Gives each request its session and writes the changed session into the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        config = scope["app"].config
        session = scope["session"] = open_session(config, Headers(scope=scope))
        failed = False

        async def send_with_cookie(message: Message) -> None:
            nonlocal failed
            if message["type"] == "http.response.start":
                try:
                    message = {**message, "headers": list(message.get("headers", ()))}
                    save_session(config, session, MutableHeaders(raw=message["headers"]))
                except Exception:
                    # The application answers the first failure with its error page, which comes
                    # through here again and must then get out.
                    if not failed:
                        failed = True
                        raise
                    _log.exception("The session cannot be saved")
            await send(message)

        await self.app(scope, receive, send_with_cookie)


def open_session(config: Mapping[str, Any], headers: Headers) -> Session:
    """The session that a request's cookie holds; empty when there is none or it is not valid."""
    serializer = signing_serializer(config)
    if serializer is None:
        return NullSession()
    cookie = parse_cookies(headers).get(config["SESSION_COOKIE_NAME"])
    if not cookie:
        return Session()
    try:
        return Session(serializer.loads(cookie, max_age=int(lifetime_of(config).total_seconds())))
    except BadSignature:
        return Session()


def save_session(config: Mapping[str, Any], session: Session, headers: MutableHeaders) -> None:
    """Add to an answer's headers what the session asks for: a cookie, its deletion, `Vary`."""
    is_read = session.is_read
    try:
        _save(config, session, headers, is_read)
    finally:
        # An error page is saved with too.
        session.is_read = is_read


def _save(
    config: Mapping[str, Any], session: Session, headers: MutableHeaders, is_read: bool
) -> None:
    serializer = signing_serializer(config)
    if serializer is None or isinstance(session, NullSession):
        return
    if is_read:
        vary_on_cookie(headers)
    refresh = session.permanent and config["SESSION_REFRESH_EACH_REQUEST"]
    if not (session.modified or (session and refresh)):
        return
    if session:
        expires = datetime.now(UTC) + lifetime_of(config) if session.permanent else None
        cookie = _cookie(config, str(serializer.dumps(dict(session))), expires=expires)
    else:
        cookie = _cookie(config, "", expires=0, max_age=0)
    headers.append("set-cookie", cookie)
    vary_on_cookie(headers)


def signing_serializer(config: Mapping[str, Any]) -> URLSafeTimedSerializer | None:
    """What signs and reads the session cookie; None without a SECRET_KEY."""
    key = config["SECRET_KEY"]
    if not key:
        return None
    return URLSafeTimedSerializer(
        [*(config["SECRET_KEY_FALLBACKS"] or ()), key],  # the last one signs
        salt="cookie-session",
        serializer=tagged,
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha1},
    )


def vary_on_cookie(headers: MutableHeaders) -> None:
    """Say that an answer depends on cookies, in one `Vary` header."""
    names = [name.strip() for name in headers.get("vary", "").split(",") if name.strip()]
    if "cookie" not in (name.lower() for name in names):
        headers["vary"] = ", ".join([*names, "Cookie"])


def _cookie(config: Mapping[str, Any], value: str, **attributes: Any) -> str:
    return dump_cookie(
        config["SESSION_COOKIE_NAME"],
        value,
        domain=config["SESSION_COOKIE_DOMAIN"],
        path=config["SESSION_COOKIE_PATH"] or config["APPLICATION_ROOT"],
        secure=config["SESSION_COOKIE_SECURE"],
        httponly=config["SESSION_COOKIE_HTTPONLY"],
        samesite=config["SESSION_COOKIE_SAMESITE"],
        partitioned=config["SESSION_COOKIE_PARTITIONED"],
        max_size=config["MAX_COOKIE_SIZE"],
        **attributes,
    )


def lifetime_of(config: Mapping[str, Any]) -> timedelta:
    """Return PERMANENT_SESSION_LIFETIME, which may be given in seconds."""
    lifetime = config["PERMANENT_SESSION_LIFETIME"]
    return lifetime if isinstance(lifetime, timedelta) else timedelta(seconds=lifetime)
