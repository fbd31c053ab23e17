"""What a limit asks of a request: how it is declared, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeAlias

from limits import RateLimitItem, parse_many

from .context import current_request

if TYPE_CHECKING:
    from starlette.responses import Response

Provider: TypeAlias = "str | Callable[[], str]"
"""Limits as a text, ``"10/minute;100/day"``, or what returns one for each request."""

OnBreach: TypeAlias = "Callable[[Any], Response | None]"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """For whom, when and how much a limit counts; names and defaults are those of Flask-Limiter."""

    key_func: Callable[[], str]
    scope: str | Callable[[str], str] | None = None
    per_method: bool = False
    methods: tuple[str, ...] | None = None
    error_message: str | Callable[[], str] | None = None
    exempt_when: Callable[[], bool] | None = None
    override_defaults: bool = False
    deduct_when: Callable[[Response], bool] | None = None
    on_breach: OnBreach | None = None
    cost: int | Callable[[], int] = 1
    shared: bool = False

    @property
    def is_exempt(self) -> bool:
        """Whether the application lets this request pass."""
        return bool(self.exempt_when and self.exempt_when())

    @property
    def method_exempt(self) -> bool:
        """Whether the limit is for other methods than that of the request."""
        return self.methods is not None and current_request().method.lower() not in self.methods

    @property
    def deduction_amount(self) -> int:
        """How many requests this one counts for."""
        return self.cost() if callable(self.cost) else self.cost

    def scope_for(self, endpoint: str, method: str) -> str:
        """Return what is counted together: the requests of an endpoint, or of a shared scope."""
        known = current_request().endpoint or ""
        own = self.scope(known) if callable(self.scope) else self.scope
        scope = endpoint if not own else own if self.shared else f"{endpoint}:{own}"
        return f"{scope}:{method.upper()}" if self.per_method else scope


@dataclass(frozen=True, kw_only=True)
class RuntimeLimit(Terms):
    """One limit, as it counts for a request."""

    limit: RateLimitItem


@dataclass(frozen=True, kw_only=True)
class Declaration(Terms):
    """The limits that a decorator or a default declares at once, read anew for each request."""

    provider: Provider

    def __iter__(self) -> Iterator[RuntimeLimit]:
        """Yield the limits; ValueError for a text that cannot be read."""
        text = self.provider() if callable(self.provider) else self.provider
        terms = {field.name: getattr(self, field.name) for field in fields(Terms)}
        terms["cost"] = self.cost or 1
        for limit in parse_many(text) if text else ():
            yield RuntimeLimit(limit=limit, **terms)
