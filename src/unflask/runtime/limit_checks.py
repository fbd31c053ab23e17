"""What the limits of one request come to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from starlette.responses import Response

from .context import current_request
from .errors import TooManyRequests

if TYPE_CHECKING:
    from logging import Logger

    from limits import RateLimitItem, WindowStats

    from .limit_terms import RuntimeLimit
    from .limiter import Limiter

Exceeded: TypeAlias = "tuple[RuntimeLimit, list[str]]"
"""A limit, and what it is counted by."""


class RateLimitExceeded(TooManyRequests):
    """429 for a limit that was exceeded, with the response that ``on_breach`` gave, if any."""

    retry_after = None

    def __init__(self, limit: RuntimeLimit, response: Response | None = None) -> None:
        self.limit = limit
        message = limit.error_message or str(limit.limit)
        super().__init__(message() if callable(message) else message, response)


class RequestLimit:
    """One limit, and how this request stands to it."""

    def __init__(
        self,
        limiter: Limiter,
        limit: RateLimitItem,
        request_args: list[str],
        breached: bool,
        shared: bool,
    ) -> None:
        self.limiter = limiter.limiter
        self.limit = limit
        self.request_args = request_args
        self.key = limit.key_for(*request_args)
        self.breached = breached
        self.shared = shared
        self._window: WindowStats | None = None

    @property
    def window(self) -> WindowStats:
        """When the time ends that is counted, and how many requests are left; asked for once."""
        if not self._window:
            self._window = self.limiter.get_window_stats(self.limit, *self.request_args)
        return self._window

    @property
    def reset_at(self) -> int:
        """When it is counted anew, in seconds since 1970."""
        return int(self.window[0] + 1)

    @property
    def remaining(self) -> int:
        """How many requests are left, this one taken off."""
        return self.window[1]


class Check:
    """What one limiter has found out about a request."""

    def __init__(self, limiter: Limiter) -> None:
        self.limiter = limiter
        self.current: RequestLimit | None = None
        self.found: list[RequestLimit] = []
        self._later: dict[RuntimeLimit, list[str]] = {}
        self._seen: set[RuntimeLimit] = set()

    def unseen(self, limits: list[RuntimeLimit]) -> list[RuntimeLimit]:
        """Return those of the wider limits that have not counted for this request yet."""
        found = [limit for limit in dict.fromkeys(limits) if limit not in self._seen]
        self._seen.update(limits)
        return found

    def evaluate(self, endpoint: str, limits: Iterable[RuntimeLimit]) -> None:
        """Count the request; RateLimitExceeded for the shortest of the limits that it exceeds."""
        found, exceeded = self._counted(endpoint, limits)
        self.found = found
        breached = [state for state in found if state.breached]
        self.current = breached[-1] if breached else _nearest(found)
        if exceeded:
            response = self._answer(exceeded)
            shortest = min((limit for limit, _ in exceeded), key=lambda each: each.limit)
            raise RateLimitExceeded(shortest, response)

    def _counted(
        self, endpoint: str, limits: Iterable[RuntimeLimit]
    ) -> tuple[list[RequestLimit], list[Exceeded]]:
        """Count the request, and return how it stands to each limit, and those that it exceeds."""
        found: list[RequestLimit] = []
        exceeded: list[Exceeded] = []
        for limit in sorted(limits, key=lambda each: each.limit):
            args = self._arguments(endpoint, limit)
            if not args:
                continue
            fits = self._fits(limit, args)
            found.append(self._state(limit, args, breached=not fits))
            if not fits:
                exceeded.append((limit, args))
                self._log.info("ratelimit %s exceeded: %s", limit.limit, args)
                if self.limiter.options.fail_on_first_breach:
                    break
        return found, exceeded

    def _arguments(self, endpoint: str, limit: RuntimeLimit) -> list[str]:
        """Return what a limit is counted by; nothing where it does not count for this request."""
        if limit.is_exempt or limit.method_exempt:
            return []
        scope = limit.scope_for(endpoint, current_request().method)
        args = [limit.key_func(), scope]
        if not all(args):
            self._log.error("Skipping limit: %s. Empty value found in parameters.", limit.limit)
            return []
        prefix = self.limiter.options.key_prefix
        return [prefix, *args] if prefix else args

    def _fits(self, limit: RuntimeLimit, args: list[str]) -> bool:
        """Count a request, unless that waits for its response, and tell whether it is allowed."""
        strategy = self.limiter.limiter
        if limit.deduct_when:
            self._later[limit] = args
            return strategy.test(limit.limit, *args, cost=limit.deduction_amount)
        return strategy.hit(limit.limit, *args, cost=limit.deduction_amount)

    def _state(self, limit: RuntimeLimit, args: list[str], *, breached: bool) -> RequestLimit:
        return RequestLimit(self.limiter, limit.limit, args, breached, limit.shared)

    def _answer(self, exceeded: list[Exceeded]) -> Response | None:
        """Tell the application of each limit that was exceeded; the last response counts."""
        answer = None
        for limit, args in exceeded:
            state = self._state(limit, args, breached=True)
            for callback in dict.fromkeys([self.limiter.options.on_breach, limit.on_breach]):
                try:
                    found = callback(state) if callback else None
                except Exception:
                    if not self.limiter.options.swallow_errors:
                        raise
                    self._log.exception("on_breach callback failed")
                else:
                    answer = found if isinstance(found, Response) else answer
        return answer

    def deduct(self, response: Response) -> None:
        """Count the request for the limits that wait for its response."""
        for limit, args in self._later.items():
            if limit.deduct_when and limit.deduct_when(response):
                try:
                    self.limiter.limiter.hit(limit.limit, *args, cost=limit.deduction_amount)
                except Exception:
                    if not self.limiter.options.swallow_errors:
                        raise
                    self._log.exception("Failed to deduct rate limit. Swallowing error")

    @property
    def _log(self) -> Logger:
        return self.limiter.logger


def _nearest(found: list[RequestLimit]) -> RequestLimit | None:
    """Return the limit that says most to a client that has exceeded none: one of its own first."""
    return next((state for state in found if not state.shared), next(iter(found), None))
