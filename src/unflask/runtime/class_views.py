"""Classes whose methods are views."""

from __future__ import annotations

import inspect
from functools import update_wrapper
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class PerRequest:
    """The methods of a class as views; each request is answered by an object of its own.

    ``PerRequest(Items, "x").get`` is a view that calls ``Items("x").get``.
    """

    def __init__(self, view_class: type, *args: Any, **kwargs: Any) -> None:
        self._class = view_class
        self._new: Callable[[], Any] = lambda: view_class(*args, **kwargs)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._class, name)

        def view(*args: Any, **kwargs: Any) -> Any:
            return getattr(self._new(), name)(*args, **kwargs)

        update_wrapper(view, method)
        _, *parameters = inspect.signature(method).parameters.values()
        view.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        return view
