"""Class views that tests make and add to the application themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from .context import current_request

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_VERBS = ("GET", "POST", "HEAD", "OPTIONS", "DELETE", "PUT", "TRACE", "PATCH")


class View:
    """A class whose `dispatch_request` answers."""

    methods: ClassVar[Collection[str] | None] = None
    decorators: ClassVar[list[Callable[..., Any]]] = []
    init_every_request: ClassVar[bool] = True

    def dispatch_request(self, **values: Any) -> Any:
        """Answer a request with the values of its path."""
        raise NotImplementedError

    @classmethod
    def as_view(cls, name: str, *args: Any, **kwargs: Any) -> Callable[..., Any]:
        """Return a function that answers by an object for each request, or by one for all."""
        made: Any = cls
        kept = None if cls.init_every_request else made(*args, **kwargs)

        def view(**values: Any) -> Any:
            return (kept or made(*args, **kwargs)).dispatch_request(**values)

        result: Any = view
        result.__name__ = name
        for function in cls.decorators:
            result = function(result)
        result.methods = cls.methods
        result.view_class = cls
        return result  # type: ignore[no-any-return]


class MethodView(View):
    """A class whose methods `get`, `post` and so on answer."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "methods" not in cls.__dict__:
            cls.methods = {verb for verb in _VERBS if hasattr(cls, verb.lower())} or None

    def dispatch_request(self, **values: Any) -> Any:
        """Answer by the method that is named like that of the request; HEAD by `get`."""
        verb = current_request().method.lower()
        answer = getattr(self, verb, None)
        if answer is None and verb == "head":
            answer = getattr(self, "get", None)
        if answer is None:
            raise AssertionError(f"Unimplemented method {verb.upper()!r}")
        return answer(**values)
