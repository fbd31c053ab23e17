"""Typed query and form parameters that fall back to their default instead of refusing a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidatorFunctionWrapHandler, WrapValidator

if TYPE_CHECKING:
    from collections.abc import Callable


def default_if_invalid(type_: Callable[[Any], Any], default: Any = None) -> WrapValidator:
    """Convert a value with `type_`, as `args.get(key, default, type=type_)` does.

    Used as `page: Annotated[int, default_if_invalid(int, 1)] = 1`: a ValueError or TypeError of
    `type_` gives `default`, which is used as it is. The parameter's type in the API description
    stays the annotated one, but only `type_` decides what is accepted (`int(" 5 ")` is).
    """

    def convert(value: Any, _validate: ValidatorFunctionWrapHandler) -> Any:
        try:
            return type_(value)
        except (ValueError, TypeError):
            return default

    return WrapValidator(convert)
