"""Errors that redirect, and that no error handler is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import HTTPError
from .responses import redirect

if TYPE_CHECKING:
    from .responses import Response


class RoutingException(Exception):
    """Marks the errors among ``HTTPError`` that answer themselves, whatever handlers there are."""


class RequestRedirect(HTTPError, RoutingException):
    """308 to ``new_url``."""

    code = 308

    def __init__(self, new_url: str) -> None:
        super().__init__(new_url)
        self.new_url = new_url

    def get_response(self, environ: None = None, scope: None = None) -> Response:  # noqa: ARG002
        """Return the redirect."""
        return redirect(self.new_url, self.code)
