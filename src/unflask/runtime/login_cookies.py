"""What a login leaves with the browser: the cookie that remembers it, and where to go on after it."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha512
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from .context import current_app_object, current_request
from .urls import url_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .response import Response

COOKIE_NAME = "remember_token"
COOKIE_DURATION = timedelta(days=365)
COOKIE_SECURE = False
COOKIE_HTTPONLY = True


def encode_cookie(payload: str, key: str | bytes | None = None) -> str:
    """Return a text with its signature, by SECRET_KEY unless another key is given."""
    return f"{payload}|{_digest(payload, key)}"


def decode_cookie(cookie: str, key: str | bytes | None = None) -> str | None:
    """Return the text of a signed cookie; None when the signature is wrong."""
    payload, found, digest = cookie.rpartition("|")
    return payload if found and hmac.compare_digest(_digest(payload, key), digest) else None


def _digest(payload: str, key: str | bytes | None) -> str:
    secret = current_app_object().config["SECRET_KEY"] if key is None else key
    secret = secret.encode("latin-1") if isinstance(secret, str) else secret
    return hmac.new(secret, payload.encode(), sha512).hexdigest()


def remembered_id() -> str | None:
    """Return whom the cookie of the current request remembers, if it has one that is valid."""
    request = current_request()
    name = cookie_name(current_app_object().config)
    if name not in request.cookies or request.session.get("_remember") == "clear":
        return None
    return decode_cookie(request.cookies[name])


def cookie_name(config: Mapping[str, Any]) -> str:
    """Return the name of the cookie that remembers a login."""
    name: str = config.get("REMEMBER_COOKIE_NAME", COOKIE_NAME)
    return name


def update_remember_cookie(response: Response) -> Response:
    """Set or delete the cookie, as the session asks for; a function after each request."""
    session, config = current_request().session, current_app_object().config
    if "_remember" not in session and config.get("REMEMBER_COOKIE_REFRESH_EACH_REQUEST"):
        session["_remember"] = "set"
    if "_remember" in session:
        wanted = session.pop("_remember")
        if wanted == "set" and "_user_id" in session:
            _set_cookie(response, session, config)
        elif wanted == "clear":
            path = config.get("REMEMBER_COOKIE_PATH", "/")
            domain = config.get("REMEMBER_COOKIE_DOMAIN")
            response.delete_cookie(cookie_name(config), path=path, domain=domain)
    return response


def _set_cookie(response: Response, session: Any, config: Mapping[str, Any]) -> None:
    duration = config.get("REMEMBER_COOKIE_DURATION", COOKIE_DURATION)
    duration = session.get("_remember_seconds", duration)
    if not isinstance(duration, timedelta):
        duration = timedelta(seconds=duration)
    response.set_cookie(
        cookie_name(config),
        encode_cookie(str(session["_user_id"])),
        expires=datetime.now(UTC) + duration,
        domain=config.get("REMEMBER_COOKIE_DOMAIN"),
        path=config.get("REMEMBER_COOKIE_PATH", "/"),
        secure=config.get("REMEMBER_COOKIE_SECURE", COOKIE_SECURE),
        httponly=config.get("REMEMBER_COOKIE_HTTPONLY", COOKIE_HTTPONLY),
        samesite=config.get("REMEMBER_COOKIE_SAMESITE"),
    )


def client_identifier() -> str:
    """Return a text that differs for clients with another address or browser."""
    request = current_request()
    address = request.headers.get("X-Forwarded-For", request.remote_addr)
    first = None if address is None else address.encode().split(b",")[0].strip()
    agent = request.headers.get("User-Agent")
    return sha512(f"{first}|{None if agent is None else agent.encode()}".encode()).hexdigest()


def login_url(login_view: str, next_url: str | None = None, next_field: str = "next") -> str:
    """Return the address of a login page, by its endpoint or as it is, with where to go on."""
    base = expand_login_view(login_view)
    if next_url is None:
        return base
    parts = urlsplit(base)
    query: dict[str, Any] = dict(parse_qs(parts.query, keep_blank_values=True))
    query[next_field] = make_next_param(base, next_url)
    host = current_app_object().config.get("FORCE_HOST_FOR_REDIRECTS") or parts.netloc
    return urlunsplit(parts._replace(netloc=host, query=urlencode(query, doseq=True)))


def expand_login_view(login_view: str) -> str:
    """Return an address as it is, and that of an endpoint."""
    if login_view.startswith(("https://", "http://", "/")):
        return login_view
    return url_for(login_view)


def make_next_param(login_url: str, current_url: str) -> str:
    """Return an address, without scheme and host where they are those of the login page."""
    login, here = urlsplit(login_url), urlsplit(current_url)
    same_scheme = not login.scheme or login.scheme == here.scheme
    if same_scheme and (not login.netloc or login.netloc == here.netloc):
        return urlunsplit(("", "", here.path, here.query, ""))
    return current_url
