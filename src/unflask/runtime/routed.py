"""What an application and a router have in common: decorators for routes, files beside the module."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any, TypeVar

from .paths import encoding_for

View = TypeVar("View", bound=Callable[..., Any])


class Routed:
    """The route decorators of an application and of a router.

    All take FastAPI's options, among them ``name`` for another endpoint name than that of the
    view, and besides ``defaults``, ``strict_slashes`` and ``provide_automatic_options`` of ``Route``.
    """

    if TYPE_CHECKING:
        root_path: str

        def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
            """Add a route."""

    def api_route(self, path: str, **options: Any) -> Callable[[View], View]:
        """Serve ``path`` with the view; ``methods`` are GET if they are not given."""

        def register(view: View) -> View:
            self.add_api_route(path, view, **options)
            return view

        return register

    def get(self, path: str, **options: Any) -> Callable[[View], View]:
        """Serve GET, and HEAD with it."""
        return self.api_route(path, methods=["GET"], **options)

    def post(self, path: str, **options: Any) -> Callable[[View], View]:
        """Serve POST."""
        return self.api_route(path, methods=["POST"], **options)

    def put(self, path: str, **options: Any) -> Callable[[View], View]:
        """Serve PUT."""
        return self.api_route(path, methods=["PUT"], **options)

    def patch(self, path: str, **options: Any) -> Callable[[View], View]:
        """Serve PATCH."""
        return self.api_route(path, methods=["PATCH"], **options)

    def delete(self, path: str, **options: Any) -> Callable[[View], View]:
        """Serve DELETE."""
        return self.api_route(path, methods=["DELETE"], **options)

    def head(self, path: str, **options: Any) -> Callable[[View], View]:
        """Serve HEAD alone."""
        return self.api_route(path, methods=["HEAD"], **options)

    def options(self, path: str, **options: Any) -> Callable[[View], View]:
        """Serve OPTIONS with the view in place of the automatic answer."""
        return self.api_route(path, methods=["OPTIONS"], **options)

    def trace(self, path: str, **options: Any) -> Callable[[View], View]:
        """Serve TRACE."""
        return self.api_route(path, methods=["TRACE"], **options)

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: Callable[..., Any] | None = None,
        **options: Any,
    ) -> None:
        """Serve ``rule``, a path in FastAPI's form, with ``view_func``.

        Without ``methods`` those of the function's attribute ``methods`` are served, or GET. A
        rule without a function only gives ``url_for`` another name for a path.
        """
        if view_func is None:
            if endpoint is None:
                raise ValueError("A rule needs an endpoint or a view function.")
            view_func = _missing_view(endpoint)
            options.setdefault("include_in_schema", False)
        methods = options.pop("methods", None) or getattr(view_func, "methods", None) or ["GET"]
        self.add_api_route(rule, view_func, name=endpoint, methods=list(methods), **options)

    def open_resource(
        self, resource: str, mode: str = "rb", encoding: str | None = None
    ) -> IO[Any]:
        """Open a file for reading, by its path in the folder of the app or of the router."""
        if mode not in {"r", "rt", "rb"}:
            raise ValueError("Resources can only be opened for reading.")
        path = os.path.join(self.root_path, resource)
        return open(path, mode, encoding=encoding_for(mode, encoding))


def _missing_view(endpoint: str) -> Callable[..., Any]:
    def view() -> None:
        raise KeyError(endpoint)

    return view
