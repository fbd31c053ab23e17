"""View functions in the shape that FastAPI calls, whatever their parameters and results."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import partial, update_wrapper
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin
from uuid import UUID

from fastapi import params
from fastapi.dependencies.utils import get_typed_signature
from pydantic import SkipValidation
from pydantic.fields import FieldInfo
from starlette.requests import Request as StarletteRequest
from starlette.responses import Response as StarletteResponse

from .calls import is_async, run_blocking
from .context import current_context
from .convertors import Float, Int, Uuid
from .requests import Request
from .responses import to_response

if TYPE_CHECKING:
    from starlette.convertors import Convertor

View = Callable[..., Any]
Parameters = dict[str, inspect.Parameter]

AS_RETURNED = "migrated.as_returned"
"""Where the scope of a request has a function that makes the response without a model."""

_REQUEST = "request_of_view"
_TYPES: dict[type, type] = {Int: int, Float: float, Uuid: UUID}


def named_after(function: View) -> Callable[[View], View]:
    """Give a view name and docstring of another function, but keep the parameters that it has itself."""

    def named(view: View) -> View:
        for name in ("__module__", "__name__", "__qualname__", "__doc__"):
            setattr(view, name, getattr(function, name))
        view.__dict__.update(function.__dict__)
        return view

    return named


def endpoint_of(
    view: View,
    convertors: Mapping[str, Convertor[Any]],
    status_code: int | None,
    converts: bool,
    defaults: Mapping[str, Any],  # only with: defaults
) -> Callable[..., Awaitable[Any]]:
    """Return a coroutine function that calls ``view``, with the parameters that FastAPI shall give.

    Values of the path are passed by name as the convertors made them. Other parameters are
    FastAPI's when they have an annotation; without one they keep their default, or belong to a
    decorator of the view. The result becomes a response if ``converts``.
    """
    parameters = dict(_parameters(view, convertors))
    parameters = {n: p for n, p in parameters.items() if n not in defaults}  # only with: defaults
    request_name = _request_name(parameters)
    from_path = {
        name for name in parameters if name in convertors and not _is_path(parameters[name])
    }
    hidden = from_path if request_name in parameters else from_path | {request_name}
    blocking = not is_async(view)

    async def endpoint(**values: Any) -> Any:
        request = Request.of(values[request_name])
        arguments = {name: value for name, value in values.items() if name not in hidden}
        for name, value in _values_of(request).items():
            arguments.setdefault(name, value)

        def finish(result: Any) -> Any:
            if not converts and not inspect.isawaitable(result):  # only with: Json
                given = values.values()
                request.scope[AS_RETURNED] = partial(_response, result, status_code, given)
            if not converts or inspect.isawaitable(result):
                return result
            try:
                return _response(result, status_code, values.values())
            except Exception as error:
                # Error handlers are for what views raise, not for what they return.
                current_context().error = error
                raise

        def answer() -> Any:
            return finish(view(**arguments))

        result = await run_blocking(answer) if blocking else answer()
        return finish(await result) if inspect.isawaitable(result) else result

    update_wrapper(endpoint, view)
    # FastAPI would look at the view behind it, and take a generator for a stream.
    vars(endpoint).pop("__wrapped__", None)
    if request_name not in parameters:
        parameters[request_name] = _keyword(request_name, StarletteRequest)
    endpoint.__signature__ = inspect.Signature(list(parameters.values()))  # type: ignore[attr-defined]
    return endpoint


def _parameters(
    view: View, convertors: Mapping[str, Convertor[Any]]
) -> Iterator[tuple[str, inspect.Parameter]]:
    signature = get_typed_signature(view).parameters
    for name, parameter in signature.items():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        if name in convertors:
            if _is_path(parameter):
                yield name, parameter.replace(kind=parameter.KEYWORD_ONLY)
        elif parameter.annotation is not parameter.empty or isinstance(
            parameter.default, FieldInfo | params.Depends
        ):
            yield name, parameter.replace(kind=parameter.KEYWORD_ONLY)
        elif name == "request" and parameter.default is parameter.empty:
            yield name, _keyword(name, StarletteRequest)
    for name, convertor in convertors.items():
        if name not in signature or not _is_path(signature[name]):
            # Described in the API, but never refused: the convertor has decided already.
            yield name, _keyword(name, Annotated[_TYPES.get(type(convertor), str), SkipValidation])


def _keyword(name: str, annotation: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation)


def _request_name(parameters: Parameters) -> str:
    for name, parameter in parameters.items():
        kind = parameter.annotation
        if isinstance(kind, type) and issubclass(kind, StarletteRequest):
            return name
    return _REQUEST


def _is_path(parameter: inspect.Parameter) -> bool:
    if isinstance(parameter.default, params.Path):
        return True
    annotation = parameter.annotation
    return get_origin(annotation) is Annotated and any(
        isinstance(argument, params.Path) for argument in get_args(annotation)
    )


def _values_of(request: Request) -> Mapping[str, Any]:
    return request.path_params if request.view_args is None else request.view_args


def _response(result: Any, status_code: int | None, values: Any) -> StarletteResponse:
    response = to_response(result)
    if status_code is not None and response.status_code == 200 and result is not response:
        response.status_code = status_code
    for value in values:
        if isinstance(value, StarletteResponse):
            response.raw_headers.extend(value.raw_headers)
            response.status_code = value.status_code or response.status_code
    return response
