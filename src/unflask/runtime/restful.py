"""Resources: classes whose methods answer requests with what becomes JSON, errors among it.

FastAPI would answer errors in one way for the whole application. Here those of an ``Api`` are
answered by it, in its own representation, and all others as ever.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TypeVar

from starlette.exceptions import HTTPException
from starlette.responses import Response as StarletteResponse

from .calls import run_blocking
from .context import current_app_object, current_request
from .errors import HTTPError, InternalServerError, NotAcceptable, as_http_error
from .errors import abort as abort_plainly
from .matching import MATCH, Found, Missed
from .pages import status_name
from .response_headers import ResponseHeaders
from .responses import make_response
from .signals import got_request_exception  # only with: sent got_request_exception
from .urls import url_for

if TYPE_CHECKING:
    from .application import Application
    from .requests import Request
    from .responses import Response
    from .routing import Router

Represent = Callable[..., Any]
ResourceClass = TypeVar("ResourceClass", bound="type[Resource]")

# The first two are answered by others where no route of theirs comes before.
_METHODS = ("options", "head", "get", "post", "put", "patch", "delete", "trace")


class Resource:
    """A class with a method for each HTTP method that it answers, made anew for each request.

    ``decorators`` are put around the class as a view, ``method_decorators`` around its methods: all of
    them, or those of one name. ``representations`` are functions by media type that make a response of
    what a method returns.
    """

    decorators: ClassVar[Sequence[Any]] = ()
    method_decorators: Mapping[str, Sequence[Any]] | Sequence[Any] = ()
    representations: Mapping[str, Represent] | None = None
    endpoint: ClassVar[str]

    def dispatch_request(self, **values: Any) -> Any:
        """Return what the method for the request returns, or its response."""
        verb = current_request().method.lower()
        method = getattr(self, verb, None)
        if method is None and verb == "head":
            method = getattr(self, "get", None)
        assert method is not None, f"Unimplemented method {verb.upper()!r}"
        decorators = self.method_decorators
        if isinstance(decorators, Mapping):
            decorators = decorators.get(verb, ())
        for decorate in decorators:
            method = decorate(method)
        return self._represented(method(**values))

    def _represented(self, result: Any) -> Any:
        if isinstance(result, StarletteResponse) or not self.representations:
            return result
        wanted = current_request().accept_mimetypes.best_match(self.representations, default=None)
        if wanted is None:
            return result
        response = self.representations[wanted](*unpack(result))
        response.headers["Content-Type"] = wanted
        return response


class Api:
    """The resources of an application or of a router, below ``prefix``.

    ``decorators`` are put around all of them, ``errors`` are answers by the names of error classes.
    """

    def __init__(
        self,
        app: Application | Router | None = None,
        prefix: str = "",
        default_mediatype: str | None = "application/json",
        decorators: Sequence[Any] | None = None,
        catch_all_404s: bool = False,
        serve_challenge_on_401: bool = False,
        *,
        errors: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        self.representations: dict[str, Represent] = {"application/json": output_json}
        self.prefix = prefix
        self.default_mediatype = default_mediatype
        self.decorators = list(decorators or ())
        self.catch_all_404s = catch_all_404s
        self.serve_challenge_on_401 = serve_challenge_on_401
        self.errors = errors or {}
        self.endpoints: set[str] = set()
        self._owner: Application | Router | None = None
        self._waiting: list[Callable[[], None]] = []
        if app is not None:
            self.init_app(app)

    def init_app(self, app: Application | Router) -> None:
        """Serve the resources, those that are there already and those that come."""
        self._owner = app
        if hasattr(app, "on_app"):  # only with: Router
            app.on_app(self._begin)
        if not hasattr(app, "on_app"):
            self._begin(app)
        for register in self._waiting:
            register()
        self._waiting.clear()

    def _begin(self, app: Any) -> None:
        app.hooks.first_answers.append(self.answer_error)

    # Resources.

    def add_resource(
        self,
        resource: type[Resource],
        *paths: str,
        endpoint: str | None = None,
        resource_class_args: Sequence[Any] = (),
        resource_class_kwargs: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        """Serve ``paths`` with a resource; ``options`` are those of a route.

        The endpoint is the name of the class in small letters unless it is given.
        """
        name = endpoint or resource.__name__.lower()
        given = resource_class_args, resource_class_kwargs or {}

        def register() -> None:
            self._register(resource, paths, name, given, options)

        if self._owner is None:
            self._waiting.append(register)
        else:
            register()

    def resource(self, *paths: str, **options: Any) -> Callable[[ResourceClass], ResourceClass]:
        """Serve ``paths`` with the class."""

        def decorate(resource: ResourceClass) -> ResourceClass:
            self.add_resource(resource, *paths, **options)
            return resource

        return decorate

    def _register(
        self,
        resource: type[Resource],
        paths: Sequence[str],
        name: str,
        given: tuple[Sequence[Any], Mapping[str, Any]],
        options: dict[str, Any],
    ) -> None:
        assert self._owner is not None
        self.endpoints.add(name)
        resource.endpoint = name
        for path in paths:
            for verb in _METHODS:
                if hasattr(resource, verb):
                    view = self._view(resource, verb, given)
                    methods = [verb.upper()]
                    whole = f"{self.prefix}{path}"
                    self._owner.add_api_route(whole, view, methods=methods, name=name, **options)

    def _view(
        self,
        resource: type[Resource],
        verb: str,
        given: tuple[Sequence[Any], Mapping[str, Any]],
    ) -> Callable[..., Any]:
        args, kwargs = given

        def view(**values: Any) -> Any:
            return resource(*args, **kwargs).dispatch_request(**values)

        view.__name__, view.__doc__ = verb, getattr(resource, verb).__doc__
        view.__module__, view.__qualname__ = resource.__module__, f"{resource.__name__}.{verb}"
        answer: Callable[..., Any] = view
        for decorate in (*resource.decorators, self.output, *self.decorators):
            answer = decorate(answer)
        return answer

    # Answers.

    def output(self, view: Callable[..., Any]) -> Callable[..., Any]:
        """Return a view that answers with what ``view`` returns, represented as the client asks."""

        @wraps(view)
        def answer(*args: Any, **kwargs: Any) -> Any:
            result = view(*args, **kwargs)
            if isinstance(result, StarletteResponse):
                return result
            data, code, headers = unpack(result)
            return self.make_response(data, code, headers=headers)

        return answer

    def make_response(
        self, data: Any, *args: Any, fallback_mediatype: str | None = None, **kwargs: Any
    ) -> Any:
        """Return a response with ``data`` in the form that the client prefers.

        406 where there is none and no default, 500 where the default is not known.
        """
        default = fallback_mediatype or self.default_mediatype
        accepted = current_request().accept_mimetypes
        mediatype = accepted.best_match(self.representations, default=default)
        if mediatype is None:
            raise NotAcceptable
        if mediatype in self.representations:
            response = self.representations[mediatype](data, *args, **kwargs)
        elif mediatype == "text/plain":
            # Fails for the result of a view, which comes with `headers`: it always did.
            response = make_response(str(data), *args, **kwargs)
        else:
            raise InternalServerError
        response.headers["Content-Type"] = mediatype
        return response

    def representation(self, mediatype: str) -> Callable[[Represent], Represent]:
        """Have the function make responses of a media type, of data, status and headers."""

        def register(function: Represent) -> Represent:
            self.representations[mediatype] = function
            return function

        return register

    def mediatypes(self) -> list[str]:
        """Return the media types that the client accepts, the preferred ones first."""
        pairs = sorted(current_request().accept_mimetypes, key=lambda p: p[1], reverse=True)
        return [mediatype for mediatype, _ in pairs]

    def url_for(self, resource: type[Resource], **values: Any) -> str:
        """Return the address of a resource."""
        group = f"{self._owner.name}." if hasattr(self._owner, "on_app") else ""  # type: ignore[union-attr]
        return url_for(f"{group}{resource.endpoint}", **values)

    # Errors.

    async def answer_error(self, request: Request, error: Exception) -> StarletteResponse | None:
        """Return the answer to an error if it is this API's and can be answered by it."""
        if not self._is_concerned(request):
            return None
        try:
            answer: StarletteResponse = await run_blocking(self.handle_error, error)
        except Exception:  # noqa: BLE001 - then it is answered as if there were no API
            return None
        return answer

    def _is_concerned(self, request: Request) -> bool:
        match = request.scope.get(MATCH)
        if isinstance(match, Found):
            return self.owns_endpoint(match.rule.endpoint)
        if not isinstance(match, Missed):
            return False
        if not match.methods:
            return self.catch_all_404s
        other = current_app_object().url_map.match(request.path, min(match.methods))
        return isinstance(other, Found) and self.owns_endpoint(other.rule.endpoint)

    def owns_endpoint(self, endpoint: str) -> bool:
        """Tell whether an endpoint is that of one of the resources."""
        name = self._owner.name if hasattr(self._owner, "on_app") else ""  # type: ignore[union-attr]
        if not endpoint.startswith(name):
            return False
        return (endpoint.split(f"{name}.", 1)[-1] if name else endpoint) in self.endpoints

    def handle_error(self, error: Exception) -> Any:
        """Return the response to an error; raises it where errors are to reach the tests."""
        app = current_app_object()
        got_request_exception.send(app, exception=error)  # only with: sent got_request_exception
        if not isinstance(error, HTTPException) and app.propagates_exceptions:
            raise error
        code, data, headers = 500, {"message": status_name(500)}, ResponseHeaders()
        if isinstance(error, HTTPException):
            error = as_http_error(error)
            if error.response is not None:
                return error.get_response()
            code, data, headers = _told_by(error)
        if code >= 500:
            app.log_exception(current_request(), error)
        custom = self.errors.get(type(error).__name__)
        if custom is not None:
            code = custom.get("status", 500)
            data.update(custom)
        fallback = None
        if code == 406 and self.default_mediatype is None:
            fallback = next(iter(self.representations), "text/plain")
        response = self.make_response(data, code, headers, fallback_mediatype=fallback)
        return self.unauthorized(response) if code == 401 else response

    def unauthorized(self, response: Response) -> Response:
        """Return the response with a request for credentials where it shall have one."""
        if self.serve_challenge_on_401:
            realm = current_app_object().config.get("HTTP_BASIC_AUTH_REALM", "flask-restful")
            response.headers["WWW-Authenticate"] = f'Basic realm="{realm}"'
        return response


def _told_by(error: HTTPError) -> tuple[int, Any, ResponseHeaders]:
    """Return the status of an error, what is said of it, and the headers that go with it."""
    headers = ResponseHeaders(raw=list(error.get_response().raw_headers))
    headers.remove("Content-Length")
    data = getattr(error, "data", {"message": error.description})
    return error.code or 500, data, headers


def abort(http_status_code: int, **data: Any) -> NoReturn:
    """Raise the HTTP error of a status; what is given besides is its answer."""
    try:
        abort_plainly(http_status_code)
    except HTTPError as error:
        if data:
            error.data = data  # type: ignore[attr-defined]
        raise


def unpack(result: Any) -> tuple[Any, Any, Any]:
    """Return what a method returned as data, status and headers."""
    if not isinstance(result, tuple) or len(result) not in (2, 3):
        return result, 200, {}
    data, code, *headers = result
    return data, code, headers[0] if headers else {}


def output_json(data: Any, code: Any, headers: Any = None) -> Response:
    """Return a response with ``data`` as JSON, written as the setting RESTFUL_JSON says."""
    app = current_app_object()
    settings = app.config.get("RESTFUL_JSON", {})
    if app.debug:
        settings.setdefault("indent", 4)
        settings.setdefault("sort_keys", False)
    response = make_response(f"{json.dumps(data, **settings)}\n", code)
    response.headers.extend(headers or {})
    return response
