"""Settings of Flask-Limiter that would limit the routes which are no longer Flask's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .application import Application

_WIDE = (
    "RATELIMIT_APPLICATION",
    "RATELIMIT_DEFAULT",
    "RATELIMIT_HEADERS_ENABLED",
    "RATELIMIT_IN_MEMORY_FALLBACK",
    "RATELIMIT_META",
)


def expect_no_wide_limits(app: Application) -> None:
    """Raise RuntimeError where a setting limits every route: those that are limited are Flask's."""
    if not app.config.get("RATELIMIT_ENABLED", True):
        return
    for name in _WIDE:
        if app.config.get(name):
            raise RuntimeError(f"{name} acts on every route; only routes on Flask have limits.")
