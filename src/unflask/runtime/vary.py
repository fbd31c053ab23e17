"""What an answer depends on."""

from __future__ import annotations

from typing import TypeVar

from .responses import Response

R = TypeVar("R", bound=Response)


def vary_on_cookie(response: R) -> R:
    """Say that an answer depends on the cookie; to be run after every request."""
    response.vary.add("Cookie")
    return response
