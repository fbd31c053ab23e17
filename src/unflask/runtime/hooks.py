"""Functions that are called around requests, and the decorators that register them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from .calls import Hook
from .handlers import ErrorHandlers

if TYPE_CHECKING:
    from starlette.responses import Response

    from .requests import Request

Function = TypeVar("Function", bound=Callable[..., Any])
FirstAnswer = Callable[..., Awaitable[Any]]
"""Given the request and an error it returns the answer, or None to leave it to the handlers."""


class HookTable:
    """The hooks of an application or of a router, in the order of registration."""

    def __init__(self) -> None:
        self.before: list[Hook] = []  # only with: =before
        self.after: list[Hook] = []  # only with: =after
        self.teardown: list[Hook] = []  # only with: =teardown
        self.value_preprocessors: list[Hook] = []  # only with: =preprocessors
        self.url_defaults: list[Callable[..., Any]] = []  # only with: =defaults
        self.processors: list[Callable[[], dict[str, Any]]] = []  # only with: =processors
        self.errors = ErrorHandlers()  # only with: =handlers
        self.answered: list[Callable[[Request, Response], None]] = []  # only with: CORS
        self.first_answers: list[FirstAnswer] = []  # only with: =api

    def context_processors(self, request: Request | None) -> Iterator[Callable[[], dict[str, Any]]]:
        """Yield the functions that templates get names from, with those of the request's routers."""
        yield from self.processors
        if request is not None and request.url_rule is not None:  # only with: Router
            for router in request.url_rule.routers:
                yield from router.hooks.processors


class Hooked:
    """The decorators that an application and a router have in common."""

    hooks: HookTable

    def before_request(self, function: Function) -> Function:
        """Call ``function`` before the view; a result other than None is the answer."""
        self.hooks.before.append(Hook(function, 0))
        return function

    def after_request(self, function: Function) -> Function:
        """Call ``function`` with each response, which it returns or replaces."""
        self.hooks.after.append(Hook(function, 1))
        return function

    def teardown_request(self, function: Function) -> Function:
        """Call ``function`` at the end, with the error that nothing handled or None."""
        self.hooks.teardown.append(Hook(function, 1))
        return function

    def context_processor(self, function: Function) -> Function:
        """Have templates know the names that ``function`` returns."""
        self.hooks.processors.append(function)
        return function

    def url_value_preprocessor(self, function: Function) -> Function:
        """Call ``function`` with endpoint and values before the hooks; it may change the values."""
        self.hooks.value_preprocessors.append(Hook(function, 2))
        return function

    def url_defaults(self, function: Function) -> Function:
        """Call ``function`` with endpoint and values when a URL is built; it may add values."""
        self.hooks.url_defaults.append(function)
        return function

    def errorhandler(self, error: int | type[Exception]) -> Callable[[Function], Function]:
        """Have the function answer a status or a class of errors."""

        def register(function: Function) -> Function:
            self.register_error_handler(error, function)
            return function

        return register

    def register_error_handler(
        self, error: int | type[Exception], function: Callable[..., Any]
    ) -> None:
        """Have ``function`` answer a status or a class of errors."""
        self.hooks.errors.add(error, function)
