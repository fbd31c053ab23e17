"""Headers by which pages of other origins may read the answers: ``CORS`` and ``cross_origin``.

Starlette's CORSMiddleware answers a preflight itself, before hooks and routes, and names other
origins, methods and headers. Here OPTIONS is answered like any other request, and the headers are
added to whatever the answer is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar
from urllib.parse import unquote

from .calls import is_async
from .context import current_context
from .response_headers import ResponseHeaders

if TYPE_CHECKING:
    from starlette.responses import Response

    from .application import Application
    from .requests import Request
    from .routing import Router

Pattern: TypeAlias = "str | re.Pattern[str]"
View = TypeVar("View", bound=Callable[..., Any])

PENDING = "migrated.cors"
"""The key of a scope for the options of the view that has answered."""

_ALLOWED_ORIGIN = "Access-Control-Allow-Origin"
_LOOKS_LIKE_REGEX = frozenset("*\\]?$^[]()")
_DEFAULTS: dict[str, Any] = {
    "origins": "*",
    "methods": ["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"],
    "allow_headers": "*",
    "expose_headers": None,
    "supports_credentials": False,
    "max_age": None,
    "send_wildcard": False,
    "vary_header": True,
    "resources": "/*",
    "intercept_exceptions": True,
    "always_send": True,
    "allow_private_network": False,
}


class CORS:
    """Adds the headers to the answers of an application, or of the routes of a router.

    Options are those of ``Policy``, then ``resources``: paths as regular expressions, alone or as
    a mapping to options of their own. The settings ``CORS_…`` count where an option is not given.
    """

    def __init__(self, app: Application | Router | None = None, **options: Any) -> None:
        self._options = options
        if app is not None:
            self.init_app(app)

    def init_app(self, app: Application | Router, **options: Any) -> None:
        """Add the headers to the answers of ``app``, whose settings are read now."""
        chosen = {**_DEFAULTS, **_settings(app), **self._options, **options}
        policies = [
            (pattern, Policy.of({**chosen, **own}))
            for pattern, own in _resources(chosen["resources"])
        ]

        async def add_headers(request: Request, response: Response) -> Response:
            _add_first_matching(policies, request, response)
            return response

        app.after_request(add_headers)
        # Answers to errors have the headers before the functions after the request see them.
        if chosen["intercept_exceptions"] and hasattr(app, "exception_handlers"):
            app.hooks.answered.append(partial(_add_first_matching, policies))


def cross_origin(**options: Any) -> Callable[[View], View]:
    """Add the headers to what one view answers, and to the automatic answer to OPTIONS.

    Errors that the view raises are answered without them.
    """
    note = partial(_note, options)

    def decorate(view: View) -> View:
        answered: Any = _async_noting(view, note) if is_async(view) else _noting(view, note)
        answered.cors = note
        return answered  # type: ignore[no-any-return]

    return decorate


@dataclass(frozen=True)
class Policy:
    """Who may read an answer, and which requests they may make."""

    origins: list[Pattern]
    any_origin: bool
    methods: str
    allow_headers: list[Pattern]
    expose_headers: str
    supports_credentials: bool
    max_age: str
    send_wildcard: bool
    vary_header: bool
    always_send: bool
    allow_private_network: bool

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Policy:
        """Return the policy that options stand for; ValueError for a pattern that is none."""
        origins = [_star(origin) for origin in _listed(options["origins"])]
        policy = cls(
            origins=[_pattern(origin, re.IGNORECASE) for origin in origins],
            any_origin=".*" in origins,
            methods=_joined(options["methods"]).upper(),
            allow_headers=[
                _pattern(_star(name), re.IGNORECASE) for name in _listed(options["allow_headers"])
            ],
            expose_headers=_joined(options["expose_headers"]),
            supports_credentials=bool(options["supports_credentials"]),
            max_age=_seconds(options["max_age"]),
            send_wildcard=bool(options["send_wildcard"]),
            vary_header=bool(options["vary_header"]),
            always_send=bool(options["always_send"]),
            allow_private_network=bool(options["allow_private_network"]),
        )
        if policy.any_origin and policy.supports_credentials and policy.send_wildcard:
            raise ValueError("Credentials cannot be supported together with the origin '*'.")
        return policy

    def headers(self, request: Request) -> Iterator[tuple[str, str]]:
        """Yield the headers for the answer to a request; none for an origin that is not allowed."""
        allowed = self._allowed(request.headers.get("origin"))
        if not allowed:
            return
        yield _ALLOWED_ORIGIN, allowed[0]
        if self.expose_headers:
            yield "Access-Control-Expose-Headers", self.expose_headers
        if self.supports_credentials:
            yield "Access-Control-Allow-Credentials", "true"
        if request.headers.get("access-control-request-private-network") == "true":
            value = "true" if self.allow_private_network else "false"
            yield "Access-Control-Allow-Private-Network", value
        if request.method == "OPTIONS":
            yield from self._preflight(request)
        if self.vary_header and allowed[0] != "*" and self._varies(allowed):
            yield "Vary", "Origin"

    def _allowed(self, origin: str | None) -> list[str]:
        if origin:
            if self.any_origin and self.send_wildcard:
                return ["*"]
            return [origin] if _matches_any(origin, self.origins) else []
        if not self.always_send:
            return []
        if self.any_origin:
            return [] if self.supports_credentials else ["*"]
        return sorted(known for known in self.origins if isinstance(known, str))

    def _preflight(self, request: Request) -> Iterator[tuple[str, str]]:
        method = request.headers.get("access-control-request-method", "").upper()
        if not method or method not in self.methods:  # A part of a name will do.
            return
        asked = request.headers.get("access-control-request-headers", "")
        names = [name.strip() for name in asked.split(",")]
        known = sorted(name for name in names if _matches_any(name, self.allow_headers))
        if asked and (text := ", ".join(known)):
            yield "Access-Control-Allow-Headers", text
        if self.max_age:
            yield "Access-Control-Max-Age", self.max_age
        yield "Access-Control-Allow-Methods", self.methods

    def _varies(self, allowed: list[str]) -> bool:
        several = len(self.origins) > 1 or len(allowed) > 1
        return several or any(isinstance(origin, re.Pattern) for origin in self.origins)


def _add_first_matching(
    policies: Iterable[tuple[Pattern, Policy]], request: Request, response: Response
) -> None:
    if ResponseHeaders(raw=response.raw_headers).get(_ALLOWED_ORIGIN):
        return
    path = unquote(request.path)
    for pattern, policy in policies:
        if pattern.match(path) if isinstance(pattern, re.Pattern) else pattern == path:
            _add(policy, request, response)
            return


def _add(policy: Policy, request: Request, response: Response) -> None:
    if getattr(response, "has_cors_headers", False):
        return
    headers = ResponseHeaders(raw=response.raw_headers)
    for name, value in policy.headers(request):
        headers.add(name, value)


def _noting(view: Callable[..., Any], note: Callable[[], None]) -> Callable[..., Any]:
    @wraps(view)
    def answered(*args: Any, **kwargs: Any) -> Any:
        result = view(*args, **kwargs)
        note()
        return result

    return answered


def _async_noting(view: Callable[..., Any], note: Callable[[], None]) -> Callable[..., Any]:
    @wraps(view)
    async def answered(*args: Any, **kwargs: Any) -> Any:
        result = await view(*args, **kwargs)
        note()
        return result

    return answered


def _note(options: Mapping[str, Any]) -> None:
    """Have the headers added before any function after the request sees the answer."""
    context = current_context()
    assert context.request is not None
    context.request.scope[PENDING] = options
    context.after.insert(0, _add_pending)


async def _add_pending(request: Request, response: Response) -> Response:
    options = request.scope.pop(PENDING, None)
    if options is not None:
        policy = Policy.of({**_DEFAULTS, **_settings(current_context().app), **options})
        _add(policy, request, response)
        response.has_cors_headers = True  # type: ignore[attr-defined]
    return response


def _settings(owner: Any) -> dict[str, Any]:
    """Return the options that the settings of an application give; a router has none."""
    if not hasattr(owner, "setting"):
        return {}
    found = {name: owner.setting(f"CORS_{name.upper()}") for name in _DEFAULTS}
    return {name: value for name, value in found.items() if value is not None}


def _resources(resources: Any) -> list[tuple[Pattern, Mapping[str, Any]]]:
    """Return the paths with the options of each: of a mapping plain texts first, then the longest."""
    pairs: list[tuple[Pattern, Mapping[str, Any]]]
    if isinstance(resources, Mapping):
        pairs = [(_star(path), options) for path, options in resources.items()]
        pairs.sort(key=lambda pair: _rank(pair[0]))
    else:
        pairs = [(_star(path), {}) for path in _listed(resources)]
    return [(_pattern(path, 0), options) for path, options in pairs]


def _rank(path: Pattern) -> tuple[bool, bool, int, int]:
    text = path.pattern if isinstance(path, re.Pattern) else path
    is_text = isinstance(path, str)
    return not is_text or _is_regex(path), is_text and _is_regex(path), -text.count("/"), -len(text)


def _listed(value: Any) -> list[Any]:
    return [value] if isinstance(value, str) or not isinstance(value, Iterable) else list(value)


def _star(pattern: Pattern) -> Pattern:
    return ".*" if pattern == "*" else pattern


def _is_regex(pattern: Pattern) -> bool:
    return isinstance(pattern, re.Pattern) or not _LOOKS_LIKE_REGEX.isdisjoint(pattern)


def _pattern(pattern: Pattern, flags: int) -> Pattern:
    if isinstance(pattern, str) and _is_regex(pattern):
        try:
            return re.compile(pattern, flags)
        except re.error as error:
            raise ValueError(f"Invalid regular expression for CORS: {pattern!r}") from error
    return pattern


def _matches_any(value: str, patterns: Iterable[Pattern]) -> bool:
    return any(
        pattern.match(value) is not None
        if isinstance(pattern, re.Pattern)
        else pattern.casefold() == value.casefold()
        for pattern in patterns
    )


def _joined(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, sorted(value) if not isinstance(value, str) else [value]))


def _seconds(value: Any) -> str:
    if isinstance(value, timedelta):
        return str(int(value.total_seconds()))
    return str(value) if value else ""
