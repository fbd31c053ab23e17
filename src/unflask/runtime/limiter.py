"""How often a client may ask: ``Limiter``, upon the storages and strategies of ``limits``."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from limits.errors import ConfigurationError
from limits.storage import Storage, storage_from_string
from limits.strategies import STRATEGIES, RateLimiter

from .context import current_app_object, current_request
from .limit_checks import Check, RateLimitExceeded, RequestLimit
from .limit_headers import add_headers
from .limit_settings import HeaderNames, LimiterOptions
from .limit_terms import Declaration, OnBreach, Provider, RuntimeLimit

if TYPE_CHECKING:
    from starlette.responses import Response

    from .application import Application
    from .requests import Request

__all__ = ["HeaderNames", "Limiter", "RateLimitExceeded", "RequestLimit", "get_remote_address"]

P = ParamSpec("P")
R = TypeVar("R")
Function = TypeVar("Function", bound=Callable[..., Any])

_LIMITED_BY = "limited_by"
"""The attribute of a wrapper that names its limiter: only the innermost one counts."""
_CHECKS = "migrated.limits"
"""The key of a scope for what each limiter has found out about the request."""


class Limiter:
    """Counts the requests of each client; ``options`` are those of ``LimiterOptions``.

    Limits of a function count when it is called, default limits before the view.
    """

    def __init__(
        self,
        key_func: Callable[[], str],
        *,
        app: Application | None = None,
        enabled: bool = True,
        **options: Any,
    ) -> None:
        self.key_func = key_func
        self.enabled = enabled
        self.initialized = False
        self.options = LimiterOptions(**options)
        self.logger = logging.getLogger("flask-limiter")
        self._declared: dict[str, dict[Declaration, None]] = {}
        self._called_for: dict[str, dict[str, None]] = {}
        self._exempt: set[str] = set()
        self._filters: list[Callable[[], bool]] = []
        self._defaults: list[Declaration] = []
        self._application: list[Declaration] = []
        self._storage: Storage | None = None
        self._limiter: RateLimiter | None = None
        if app:
            self.init_app(app)

    def init_app(self, app: Application) -> None:
        """Count the requests of ``app``, as its settings say."""
        config, options = app.config, self.options
        self.enabled = config.setdefault("RATELIMIT_ENABLED", self.enabled)
        if not self.enabled:
            return
        uri, storage_options = options.storage(config)
        options.settle(config)
        if options.strategy not in STRATEGIES:
            raise ConfigurationError(f"There is no strategy {options.strategy!r}.")
        self._storage = storage_from_string(uri, **storage_options)  # type: ignore[assignment]
        self._limiter = STRATEGIES[options.strategy](self._storage)  # type: ignore[arg-type]
        self._defaults = list(self._settled("default", options.default_limits))
        self._application = list(
            self._settled("application", options.application_limits, scope="global", shared=True)
        )
        limiters = app.extensions.setdefault("limiter", set())
        if self not in limiters:
            limiters.add(self)
            app.before_request(self._check_defaults)
            app.after_request(self._finish)
        self.initialized = True

    def _settled(
        self, kind: str, providers: Sequence[Provider] | None, **terms: Any
    ) -> Iterator[Declaration]:
        for option in ("per_method", "exempt_when", "deduct_when", "cost"):
            terms[option] = getattr(self.options, f"{kind}_limits_{option}")
        for provider in providers or ():
            yield Declaration(provider=provider, key_func=self.key_func, **terms)

    # What limits a function.

    def limit(
        self,
        limit_value: Provider,
        *,
        key_func: Callable[[], str] | None = None,
        per_method: bool = False,
        methods: list[str] | None = None,
        error_message: str | Callable[[], str] | None = None,
        exempt_when: Callable[[], bool] | None = None,
        override_defaults: bool = True,
        deduct_when: Callable[[Response], bool] | None = None,
        on_breach: OnBreach | None = None,
        cost: int | Callable[[], int] = 1,
        scope: str | Callable[[str], str] | None = None,
        shared: bool = False,
    ) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Limit how often each client may have a function called, for each endpoint on its own."""
        return self._limiting(
            Declaration(
                provider=limit_value,
                key_func=key_func or self.key_func,
                scope=scope,
                per_method=per_method,
                methods=None if methods is None else tuple(m.lower() for m in methods),
                error_message=error_message,
                exempt_when=exempt_when,
                override_defaults=override_defaults,
                deduct_when=deduct_when,
                on_breach=on_breach,
                cost=cost,
                shared=shared,
            )
        )

    def shared_limit(
        self, limit_value: Provider, scope: str | Callable[[str], str], **terms: Any
    ) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Limit all functions of a scope together; ``terms`` are those of ``limit``."""
        return self.limit(limit_value, scope=scope, shared=True, **terms)

    def _limiting(self, declaration: Declaration) -> Callable[[Callable[P, R]], Callable[P, R]]:
        def decorate(function: Callable[P, R]) -> Callable[P, R]:
            name = _name_of(function)
            self._declared.setdefault(name, {})[declaration] = None

            @wraps(function)
            def limited(*args: P.args, **kwargs: P.kwargs) -> R:
                if getattr(function, _LIMITED_BY, None) is not self:
                    self._check_function(name)
                return function(*args, **kwargs)

            setattr(limited, _LIMITED_BY, self)
            return limited

        return decorate

    def exempt(self, function: Function) -> Function:
        """Have no limit count for a function."""
        self._exempt.add(_name_of(function))
        return function

    def request_filter(self, function: Function) -> Function:
        """Have no limit count for requests that a function returns True for."""
        self._filters.append(function)
        return function

    # What is known.

    @property
    def storage(self) -> Storage:
        """Where limits are counted."""
        assert self._storage is not None
        return self._storage

    @property
    def limiter(self) -> RateLimiter:
        """The strategy that limits are counted by."""
        assert self._limiter is not None
        return self._limiter

    @property
    def current_limit(self) -> RequestLimit | None:
        """The limit of this request that was exceeded, or else the one of the shortest time."""
        return self._check.current

    @property
    def current_limits(self) -> list[RequestLimit]:
        """All limits that count for this request, those of shorter times first."""
        return self._check.found

    def reset(self) -> None:
        """Begin to count anew, if the storage can."""
        try:
            self.storage.reset()
            self.logger.info("All limits are counted anew")
        except NotImplementedError:
            self.logger.warning("This storage cannot be reset")

    # What is done for a request.

    @property
    def _check(self) -> Check:
        # Kept in a dictionary of its own, which copies of the scope share.
        checks: dict[Limiter, Check] = current_request().scope.setdefault(_CHECKS, {})
        return checks.setdefault(self, Check(self))

    def _check_defaults(self) -> None:
        if self._application and current_app_object().fallback is not None:  # only with: =fallback
            raise RuntimeError("RATELIMIT_APPLICATION limits all routes; some are Flask's.")
        self._evaluate(None)

    def _check_function(self, name: str) -> None:
        if self.initialized and self.enabled:
            request = current_request()
            view = _view_name(request)
            if request.endpoint and view and view != name:
                self._called_for.setdefault(request.endpoint, {})[name] = None
        self._evaluate(name)

    def _evaluate(self, name: str | None) -> None:
        """Count the request; ``name`` is that of the limited function, None before the view."""
        try:
            request = current_request()
            endpoint = (request.endpoint or "") if self.initialized and self.enabled else ""
            limits = [] if self._passes(endpoint) else self._limits(request, endpoint, name)
            self._check.evaluate(endpoint, limits)
        except RateLimitExceeded:
            raise
        except Exception:
            if not self.options.swallow_errors:
                raise
            self.logger.exception("Failed to rate limit. Swallowing error")

    def _passes(self, endpoint: str) -> bool:
        return (
            not endpoint
            or endpoint.rpartition(".")[2] == "static"
            or any(passes() for passes in self._filters)
        )

    def _limits(self, request: Request, endpoint: str, name: str | None) -> list[RuntimeLimit]:
        """Return what counts now: limits of a function replace the default ones, if they say so."""
        view = _view_name(request)
        decorated = list(self._decorated(name)) if name is not None else []
        called = [n for f in self._called_for.get(endpoint, ()) for n in self._decorated(f)]
        later = name is None and (view in self._declared or endpoint in self._called_for)
        exempt = view in self._exempt
        wide = [] if name is not None or exempt else _all_of(self._application)
        replaced = any(limit.override_defaults for limit in decorated)
        silent = all(limit.method_exempt for limit in decorated)
        added = bool(called) and not any(limit.override_defaults for limit in called)
        if ((silent or not replaced) and not (later or exempt)) or added:
            wide += _all_of(self._defaults)
        return [*self._check.unseen(wide), *decorated]

    def _decorated(self, name: str) -> Iterator[RuntimeLimit]:
        for declaration in () if name in self._exempt else self._declared.get(name, ()):
            try:
                yield from list(declaration)
            except ValueError:
                self.logger.exception("failed to load ratelimit for function %s", name)

    def _finish(self, response: Response) -> Response:
        check = self._check
        check.deduct(response)
        if self.enabled and self.options.headers_enabled and check.current is not None:
            try:
                add_headers(response, check.current, self.options)
            except Exception:
                if not self.options.swallow_errors:
                    raise
                self.logger.exception("Failed to update rate limit headers. Swallowing error")
        return response


def get_remote_address() -> str:
    """Return the address of the client, or 127.0.0.1 where there is none."""
    return current_request().remote_addr or "127.0.0.1"


def _name_of(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__name__}.{function.__qualname__}"


def _view_name(request: Request) -> str:
    rule = request.url_rule
    if rule is None or rule.target is None:
        return ""
    return _name_of(rule.target.original_route.view)  # type: ignore[attr-defined]


def _all_of(declared: list[Declaration]) -> list[RuntimeLimit]:
    return [limit for declaration in declared for limit in declaration]
