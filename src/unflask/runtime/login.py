"""Who is signed in: kept in the session, and for longer in a cookie of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from .context import current_app_object, current_context, current_request, has_request_context
from .errors import Unauthorized
from .flashing import flash
from .login_cookies import (
    COOKIE_DURATION,
    COOKIE_HTTPONLY,
    COOKIE_NAME,
    COOKIE_SECURE,
    client_identifier,
    cookie_name,
    decode_cookie,
    encode_cookie,
    expand_login_view,
    login_url,
    make_next_param,
    remembered_id,
    update_remember_cookie,
)
from .proxy import Proxy
from .responses import redirect

if TYPE_CHECKING:
    from datetime import timedelta

    from .application import Application
    from .response import Response
    from .routing import Router

__all__ = [
    "COOKIE_DURATION",
    "COOKIE_HTTPONLY",
    "COOKIE_NAME",
    "COOKIE_SECURE",
    "LOGIN_MESSAGE",
    "LOGIN_MESSAGE_CATEGORY",
    "REFRESH_MESSAGE",
    "REFRESH_MESSAGE_CATEGORY",
    "AnonymousUserMixin",
    "LoginManager",
    "UserMixin",
    "confirm_login",
    "current_user",
    "decode_cookie",
    "encode_cookie",
    "expand_login_view",
    "fresh_login_required",
    "login_fresh",
    "login_remembered",
    "login_required",
    "login_url",
    "login_user",
    "logout_user",
    "make_next_param",
    "set_login_view",
]

P = ParamSpec("P")
R = TypeVar("R")
Callback = TypeVar("Callback", bound=Callable[..., Any])

LOGIN_MESSAGE = "Please log in to access this page."
LOGIN_MESSAGE_CATEGORY = "message"
REFRESH_MESSAGE = "Please reauthenticate to access this page."
REFRESH_MESSAGE_CATEGORY = "message"

_KEYS = ("_user_id", "_remember", "_remember_seconds", "_id", "_fresh", "next")
_EXEMPT_METHODS = frozenset({"OPTIONS"})


class UserMixin:
    """What the other functions ask of a user; `id` is the key."""

    @property
    def is_active(self) -> bool:
        """Whether the user may sign in."""
        return True

    @property
    def is_authenticated(self) -> bool:
        """Whether this is somebody who is signed in."""
        return self.is_active

    @property
    def is_anonymous(self) -> bool:
        """Whether this stands for nobody."""
        return False

    def get_id(self) -> str | None:
        """Return the key of the user, as a text."""
        try:
            return str(self.id)  # type: ignore[attr-defined]
        except AttributeError:
            raise NotImplementedError("No `id` attribute - override `get_id`") from None

    def __eq__(self, other: object) -> bool:
        if isinstance(other, UserMixin):
            return self.get_id() == other.get_id()
        return NotImplemented

    __hash__ = object.__hash__


class AnonymousUserMixin:
    """Stands for nobody."""

    is_authenticated = property(lambda _: False)
    is_active = property(lambda _: False)
    is_anonymous = property(lambda _: True)

    def get_id(self) -> None:
        """Return None."""
        return


class LoginManager:
    """How users are found, and what is answered to those who are not signed in."""

    def __init__(self, app: Application | None = None, add_context_processor: bool = True) -> None:
        self.anonymous_user: Callable[[], Any] = AnonymousUserMixin
        self.login_view: str | None = None
        self.blueprint_login_views: dict[str | None, str | None] = {}
        self.login_message: Any = LOGIN_MESSAGE
        self.login_message_category = LOGIN_MESSAGE_CATEGORY
        self.refresh_view: str | None = None
        self.needs_refresh_message: Any = REFRESH_MESSAGE
        self.needs_refresh_message_category = REFRESH_MESSAGE_CATEGORY
        self.session_protection: str | None = "basic"
        self.localize_callback: Callable[[str], Any] | None = None
        self.unauthorized_callback: Callable[[], Any] | None = None
        self.needs_refresh_callback: Callable[[], Any] | None = None
        self.id_attribute = "get_id"
        self.user_callback: Callable[[str], Any] | None = None
        self.request_callback: Callable[[Any], Any] | None = None
        if app is not None:
            self.init_app(app, add_context_processor)

    def init_app(self, app: Application, add_context_processor: bool = True) -> None:
        """Be the manager of an application; templates of it know `current_user`."""
        app.login_manager = self
        app.after_request(update_remember_cookie)
        if add_context_processor:
            app.context_processor(lambda: {"current_user": _user()})

    # What an application says of itself.

    def user_loader(self, callback: Callback) -> Callback:
        """Have a function return the user of an id, or None."""
        self.user_callback = callback
        return callback

    def request_loader(self, callback: Callback) -> Callback:
        """Have a function return the user of a request whose session names none, or None."""
        self.request_callback = callback
        return callback

    def unauthorized_handler(self, callback: Callback) -> Callback:
        """Have a function answer those who are not signed in."""
        self.unauthorized_callback = callback
        return callback

    def needs_refresh_handler(self, callback: Callback) -> Callback:
        """Have a function answer those who have to sign in anew."""
        self.needs_refresh_callback = callback
        return callback

    # What it answers.

    def unauthorized(self) -> Any:
        """Return the answer to somebody who is not signed in; 401 where there is no login page."""
        if self.unauthorized_callback is not None:
            return self.unauthorized_callback()
        view = self.blueprint_login_views.get(current_request().blueprint, self.login_view)
        return self._sent_to(view, self.login_message, self.login_message_category)

    def needs_refresh(self) -> Any:
        """Return the answer to somebody who has to sign in anew; 401 where there is no page for it."""
        if self.needs_refresh_callback is not None:
            return self.needs_refresh_callback()
        message, category = self.needs_refresh_message, self.needs_refresh_message_category
        return self._sent_to(self.refresh_view, message, category)

    def _sent_to(self, view: str | None, message: Any, category: str) -> Response:
        if not view:
            raise Unauthorized
        if message:
            localize = self.localize_callback
            flash(message if localize is None else localize(message), category=category)
        request = current_request()
        if not current_app_object().config.get("USE_SESSION_FOR_NEXT", False):
            return redirect(login_url(view, next_url=request.href))
        request.session["_id"] = client_identifier()
        request.session["next"] = make_next_param(expand_login_view(view), request.href)
        return redirect(login_url(view))

    # Whom it finds.

    def load_user(self) -> Any:
        """Return the user of the current request, or the one that stands for nobody."""
        if self.user_callback is None and self.request_callback is None:
            raise RuntimeError("A function for `user_loader` or `request_loader` is missing.")
        user = None if self._is_stolen() else self._found()
        return self.anonymous_user() if user is None else user

    def _found(self) -> Any:
        request = current_request()
        session = request.session
        user = None
        if session.get("_user_id") is not None and self.user_callback is not None:
            user = self.user_callback(session["_user_id"])
        if user is not None:
            return user
        name = cookie_name(current_app_object().config)
        if name in request.cookies and session.get("_remember") != "clear":
            known = decode_cookie(request.cookies[name])
            if known is None:
                return None
            session["_user_id"] = known
            session["_fresh"] = False
            return None if self.user_callback is None else self.user_callback(known)
        return None if self.request_callback is None else self.request_callback(request)

    def _is_stolen(self) -> bool:
        """Tell whether a session comes from another client, and is not to be believed at all."""
        session = current_request().session
        config = current_app_object().config
        mode = config.get("SESSION_PROTECTION", self.session_protection)
        if mode not in ("basic", "strong"):
            return False
        if not session or client_identifier() == session.get("_id"):
            return False
        if mode == "basic" or session.permanent:
            if session.get("_fresh") is not False:
                session["_fresh"] = False
            return False
        for key in _KEYS:
            session.pop(key, None)
        session["_remember"] = "clear"
        return True


def _manager() -> LoginManager:
    return current_app_object().login_manager


def _user() -> Any:
    """Return the user of the current request, found when first asked for; None outside of one."""
    if not has_request_context():
        return None
    kept = current_context().g
    if not hasattr(kept, "_login_user"):
        kept._login_user = _manager().load_user()
    return kept._login_user


current_user: Any = Proxy(_user)


def login_user(
    user: Any,
    remember: bool = False,
    duration: timedelta | None = None,
    force: bool = False,
    fresh: bool = True,
) -> bool:
    """Sign a user in; False for one that is not active, unless `force`.

    With `remember` the browser keeps a cookie for `duration`, or REMEMBER_COOKIE_DURATION.
    """
    if not force and not user.is_active:
        return False
    session = current_request().session
    session["_user_id"] = getattr(user, _manager().id_attribute)()
    session["_fresh"] = fresh
    session["_id"] = client_identifier()
    if remember:
        session["_remember"] = "set"
        if duration is not None:
            session["_remember_seconds"] = duration.total_seconds()
    current_context().g._login_user = user
    return True


def logout_user() -> bool:
    """Sign the user out, and forget the cookie."""
    request = current_request()
    session = request.session
    _user()
    for key in ("_user_id", "_fresh", "_id"):
        if key in session:
            session.pop(key)
    if cookie_name(current_app_object().config) in request.cookies:
        session["_remember"] = "clear"
        if "_remember_seconds" in session:
            session.pop("_remember_seconds")
    current_context().g._login_user = _manager().anonymous_user()
    return True


def confirm_login() -> None:
    """Call the login a fresh one again."""
    session = current_request().session
    session["_fresh"] = True
    session["_id"] = client_identifier()


def login_fresh() -> bool:
    """Tell whether the user has signed in in this session."""
    fresh: bool = current_request().session.get("_fresh", False)
    return fresh


def login_remembered() -> bool:
    """Tell whether a valid cookie remembers the user."""
    return remembered_id() is not None


def login_required(view: Callable[P, R]) -> Callable[P, R | Any]:
    """Call a view for users who are signed in; others get the manager's answer."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Any:
        if _is_exempt() or current_user.is_authenticated:
            return view(*args, **kwargs)
        return _manager().unauthorized()

    return guarded


def fresh_login_required(view: Callable[P, R]) -> Callable[P, R | Any]:
    """Call a view for users who have signed in in this session; others get the manager's answer."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Any:
        if not _is_exempt():
            if not current_user.is_authenticated:
                return _manager().unauthorized()
            if not login_fresh():
                return _manager().needs_refresh()
        return view(*args, **kwargs)

    return guarded


def _is_exempt() -> bool:
    config = current_app_object().config
    return current_request().method in _EXEMPT_METHODS or bool(config.get("LOGIN_DISABLED"))


def set_login_view(login_view: str, blueprint: Router | None = None) -> None:
    """Name the login page of the application, or of the routes of a router."""
    manager = _manager()
    views = manager.blueprint_login_views
    if blueprint is None and not views:
        manager.login_view = login_view
        return
    assert blueprint is not None
    views[blueprint.name] = login_view
    if manager.login_view is not None and None not in views:
        views[None] = manager.login_view
    manager.login_view = None
