"""How limits are counted and shown: what code says, and where it is silent the settings RATELIMIT_…."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from .limit_terms import OnBreach, Provider

_UNKNOWN = (
    "RATELIMIT_IN_MEMORY_FALLBACK",
    "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED",
    "RATELIMIT_META",
    "RATELIMIT_ON_META_BREACH_CALLBACK",
    "RATELIMIT_REQUEST_IDENTIFIER",
)
"""Settings of Flask-Limiter that have no counterpart."""


class HeaderNames(Enum):
    """The headers that tell clients of a limit, with their usual names."""

    RESET = "X-RateLimit-Reset"
    REMAINING = "X-RateLimit-Remaining"
    LIMIT = "X-RateLimit-Limit"
    RETRY_AFTER = "Retry-After"


_SETTINGS: dict[str, tuple[str, Any]] = {
    "default_limits_per_method": ("DEFAULTS_PER_METHOD", False),
    "default_limits_exempt_when": ("DEFAULTS_EXEMPT_WHEN", None),
    "default_limits_deduct_when": ("DEFAULTS_DEDUCT_WHEN", None),
    "default_limits_cost": ("DEFAULTS_COST", 1),
    "application_limits_per_method": ("APPLICATION_PER_METHOD", False),
    "application_limits_exempt_when": ("APPLICATION_EXEMPT_WHEN", None),
    "application_limits_deduct_when": ("APPLICATION_DEDUCT_WHEN", None),
    "application_limits_cost": ("APPLICATION_COST", 1),
    "headers_enabled": ("HEADERS_ENABLED", False),
    "swallow_errors": ("SWALLOW_ERRORS", False),
    "fail_on_first_breach": ("FAIL_ON_FIRST_BREACH", True),
    "on_breach": ("ON_BREACH_CALLBACK", None),
    "retry_after": ("HEADER_RETRY_AFTER_VALUE", None),
    "key_prefix": ("KEY_PREFIX", ""),
}
"""The setting that each option is taken from where code gives none, and what it is without both."""


@dataclass(kw_only=True)
class LimiterOptions:
    """The options of a ``Limiter``; what the settings of its first application add stays."""

    default_limits: Sequence[Provider] | None = None
    default_limits_per_method: bool | None = None
    default_limits_exempt_when: Callable[[], bool] | None = None
    default_limits_deduct_when: Callable[[Any], bool] | None = None
    default_limits_cost: int | Callable[[], int] | None = None
    application_limits: Sequence[Provider] | None = None
    application_limits_per_method: bool | None = None
    application_limits_exempt_when: Callable[[], bool] | None = None
    application_limits_deduct_when: Callable[[Any], bool] | None = None
    application_limits_cost: int | Callable[[], int] | None = None
    headers_enabled: bool | None = None
    header_name_mapping: Mapping[HeaderNames, str] | None = None
    strategy: str | None = None
    storage_uri: str | None = None
    storage_options: dict[str, Any] | None = None
    swallow_errors: bool | None = None
    fail_on_first_breach: bool | None = None
    on_breach: OnBreach | None = None
    retry_after: str | None = None
    key_prefix: str = ""

    def settle(self, config: MutableMapping[str, Any]) -> None:
        """Take from settings what code has left open."""
        unknown = next((name for name in _UNKNOWN if config.get(name)), None)
        if unknown is not None:
            raise RuntimeError(f"{unknown} has no counterpart here.")
        for name, (setting, default) in _SETTINGS.items():
            self._settle(name, config, f"RATELIMIT_{setting}", default)
        self.default_limits = self._limits(self.default_limits, config, "DEFAULT")
        self.application_limits = self._limits(self.application_limits, config, "APPLICATION")
        self.strategy = self.strategy or config.setdefault("RATELIMIT_STRATEGY", "fixed-window")
        given = self.header_name_mapping or {}
        self.header_name_mapping = {
            name: given.get(name, config.get(f"RATELIMIT_HEADER_{name.name}", name.value))
            for name in HeaderNames
        }

    def _settle(self, name: str, config: Mapping[str, Any], setting: str, default: Any) -> None:
        value = getattr(self, name)
        if isinstance(default, bool):  # A plain False in code is a decision, and counts.
            if value is None:
                setattr(self, name, bool(config.get(setting, default)))
        elif not value:
            setattr(self, name, config.get(setting, default))

    @staticmethod
    def _limits(
        given: Sequence[Provider] | None, config: Mapping[str, Any], kind: str
    ) -> list[Provider]:
        setting = config.get(f"RATELIMIT_{kind}")
        return list(given) if given else [setting] if setting else []

    def storage(self, config: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """Return where limits are counted, and the options for it; code goes before settings."""
        uri = self.storage_uri or config.get("RATELIMIT_STORAGE_URI")
        if not uri:
            warnings.warn(
                "Limits are counted in the memory of each process, since RATELIMIT_STORAGE_URI is not set.",
                stacklevel=4,
            )
        self.storage_options = {
            **(self.storage_options or {}),
            **config.get("RATELIMIT_STORAGE_OPTIONS", {}),
        }
        return uri or "memory://", self.storage_options
