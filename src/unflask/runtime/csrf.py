"""Tokens that tell forms of this site from forged ones, byte for byte as Flask-WTF makes them."""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar
from urllib.parse import urlsplit

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer
from markupsafe import Markup
from wtforms import ValidationError
from wtforms.csrf.core import CSRF

from .calls import run_blocking
from .context import current_app, current_request, g, session
from .errors import BadRequest
from .routing import Router  # only with: Router

if TYPE_CHECKING:
    from .application import Application
    from .requests import Request

View = TypeVar("View")

_log = logging.getLogger(__name__)
_SALT = "wtf-csrf-token"
_NO_KEY = "A secret key is required to use CSRF."
_NO_NAME = "A field name is required to use CSRF."


def generate_csrf(secret_key: Any = None, token_key: str | None = None) -> str:
    """Return the token for the forms of this request; its secret half is kept in the session."""
    serializer = _serializer(secret_key)
    name = _field_name(token_key)
    if name not in g:
        if name not in session:
            session[name] = _random()
        try:
            token = serializer.dumps(session[name])
        except TypeError:  # Something else was put there.
            session[name] = _random()
            token = serializer.dumps(session[name])
        setattr(g, name, token)
    return g.get(name)  # type: ignore[no-any-return]


def validate_csrf(
    data: Any,
    secret_key: Any = None,
    time_limit: int | None = None,
    token_key: str | None = None,
) -> None:
    """Raise wtforms' ValidationError unless ``data`` is a token that belongs to the session.

    ``time_limit`` is in seconds; without it and without a setting, tokens never expire.
    """
    serializer = _serializer(secret_key)
    name = _field_name(token_key)
    if time_limit is None:
        time_limit = current_app.config.get("WTF_CSRF_TIME_LIMIT", 3600)
    if not data:
        raise ValidationError("The CSRF token is missing.")
    if name not in session:
        raise ValidationError("The CSRF session token is missing.")
    try:
        token = serializer.loads(data, max_age=time_limit)
    except SignatureExpired as error:
        raise ValidationError("The CSRF token has expired.") from error
    except BadData as error:
        raise ValidationError("The CSRF token is invalid.") from error
    if not hmac.compare_digest(session[name], token):
        raise ValidationError("The CSRF tokens do not match.")


def csrf_meta_tag(
    name: str | None = None, secret_key: Any = None, token_key: str | None = None
) -> Markup:
    """Return a ``<meta>`` element with the token, for scripts in pages."""
    if name is None:
        name = current_app.config.get("WTF_CSRF_META_NAME", "csrf-token")
    token = generate_csrf(secret_key, token_key)
    return Markup('<meta name="{}" content="{}">').format(name, token)


class FormCSRF(CSRF):  # type: ignore[misc]
    """Gives a form its token, and checks it unless ``CSRFProtect`` has done so."""

    def setup_form(self, form: Any) -> Any:
        """Return the field of the token."""
        self.meta = form.meta
        return super().setup_form(form)

    def generate_csrf_token(self, csrf_token_field: Any) -> str:  # noqa: ARG002 - WTForms gives it
        """Return the token of this request."""
        return generate_csrf(self.meta.csrf_secret, self.meta.csrf_field_name)

    def validate_csrf_token(self, form: Any, field: Any) -> None:  # noqa: ARG002 - WTForms gives it
        """Raise ValidationError unless the field has a valid token."""
        if g.get("csrf_valid", False):
            return
        meta = self.meta
        try:
            validate_csrf(field.data, meta.csrf_secret, meta.csrf_time_limit, meta.csrf_field_name)
        except ValidationError as error:
            _log.info(error.args[0])
            raise


class CSRFError(BadRequest):
    """400 for a request without a valid token."""

    description = "CSRF validation failed."


class CSRFProtect:
    """Checks the token of every request that changes something."""

    def __init__(self, app: Application | None = None) -> None:
        self._exempt_views: set[tuple[str, str]] = set()
        self._exempt_routers: list[Router] = []  # only with: Router
        if app is not None:
            self.init_app(app)

    def init_app(self, app: Application) -> None:
        """Check requests before the functions that are registered later; templates get the token."""
        app.extensions["csrf"] = self
        config = app.config
        config.setdefault("WTF_CSRF_ENABLED", True)
        config.setdefault("WTF_CSRF_CHECK_DEFAULT", True)
        methods = config.get("WTF_CSRF_METHODS", ["POST", "PUT", "PATCH", "DELETE"])
        config["WTF_CSRF_METHODS"] = set(methods)
        config.setdefault("WTF_CSRF_FIELD_NAME", "csrf_token")
        config.setdefault("WTF_CSRF_HEADERS", ["X-CSRFToken", "X-CSRF-Token"])
        config.setdefault("WTF_CSRF_META_NAME", "csrf-token")
        config.setdefault("WTF_CSRF_TIME_LIMIT", 3600)
        config.setdefault("WTF_CSRF_SSL_STRICT", True)
        names = {"csrf_token": generate_csrf, "csrf_meta_tag": csrf_meta_tag}
        app.jinja_env.globals.update(names)
        app.context_processor(lambda: dict(names))

        async def check(request: Request) -> None:
            if not config["WTF_CSRF_ENABLED"] or not config["WTF_CSRF_CHECK_DEFAULT"]:
                return
            if request.method in config["WTF_CSRF_METHODS"]:
                await run_blocking(partial(self.protect, apply_exemptions=True))

        app.before_request(check)

    def protect(self, apply_exemptions: bool = False) -> None:
        """Raise CSRFError unless the current request has a valid token, or needs none.

        ``apply_exemptions`` passes over what ``exempt`` was called with, and what no route takes.
        """
        request, config = current_request(), current_app.config
        if apply_exemptions and (not request.endpoint or self._is_exempt(request)):
            return
        if request.method not in config["WTF_CSRF_METHODS"]:
            return
        try:
            validate_csrf(_sent_token(request))
        except ValidationError as error:
            _log.info(error.args[0])
            _refuse(error.args[0])
        if request.is_secure and config["WTF_CSRF_SSL_STRICT"]:
            if not request.referrer:
                _refuse("The referrer header is missing.")
            if not _is_same_origin(request.referrer, f"https://{request.host}/"):
                _refuse("The referrer does not match the host.")
        g.csrf_valid = True

    def exempt(self, view: View) -> View:
        """Have a view, or all views of a router, checked no more."""
        if isinstance(view, Router):  # only with: Router
            self._exempt_routers.append(view)
            return view
        self._exempt_views.add(_place(view))
        return view

    def _is_exempt(self, request: Request) -> bool:
        rule = request.url_rule
        if rule is None:
            return False
        innermost = rule.routers[-1] if rule.routers else None  # only with: Router
        if any(router is innermost for router in self._exempt_routers):  # only with: Router
            return True
        view = rule.target.original_route.view if rule.target else None  # type: ignore[attr-defined]
        return not _is_method(view) and _place(view) in self._exempt_views


def _place(view: Any) -> tuple[str, str]:
    """Return what tells a view from others, whatever decorators are put around it later."""
    return view.__module__, getattr(view, "__name__", "")


def _is_method(view: Any) -> bool:
    """Tell whether a view is a method: a function of the same name is another view."""
    around = getattr(view, "__qualname__", "").rpartition(".")[0]
    return bool(around) and not around.endswith("<locals>")


def _sent_token(request: Request) -> str | None:
    """Return the token of a request, from its form or else from a header."""
    name = current_app.config["WTF_CSRF_FIELD_NAME"]
    token: str | None = request.form_data.get(name)
    if token:
        return token
    for key in request.form_data:  # Forms with a prefix have it before the name.
        if key.endswith(name) and request.form_data[key]:
            return request.form_data[key]  # type: ignore[no-any-return]
    sent = (request.headers.get(header) for header in current_app.config["WTF_CSRF_HEADERS"])
    return next((header for header in sent if header), None)


def _refuse(reason: str) -> NoReturn:
    raise CSRFError(reason)


def _is_same_origin(address: str | None, other: str) -> bool:
    found, wanted = urlsplit(address or ""), urlsplit(other)
    same = found.scheme == wanted.scheme and found.hostname == wanted.hostname
    return same and found.port == wanted.port


def _serializer(secret_key: Any) -> URLSafeTimedSerializer:
    if secret_key is None:
        secret_key = current_app.config.get("WTF_CSRF_SECRET_KEY", current_app.secret_key)
    if secret_key is None:
        raise RuntimeError(_NO_KEY)
    return URLSafeTimedSerializer(secret_key, salt=_SALT)


def _field_name(name: str | None) -> str:
    if name is None:
        name = current_app.config.get("WTF_CSRF_FIELD_NAME", "csrf_token")
    if name is None:
        raise RuntimeError(_NO_NAME)
    return name


def _random() -> str:
    return hashlib.sha1(os.urandom(64)).hexdigest()  # noqa: S324 - only its length counts
