"""The request, with all that a client sent at hand without waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, cast

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request as StarletteRequest
from starlette.requests import empty_receive

from .body import BODY, Body, BodyFile
from .context import Globals, current
from .errors import BadRequest, RequestEntityTooLarge, UnsupportedMediaType
from .forms import Form, Limits, is_boundary, parse_multipart, parse_query, parse_urlencoded
from .json import loads
from .matching import MATCH, Found, UrlRule
from .multidict import CombinedMultiDict, ImmutableMultiDict
from .request_head import RequestHead

if TYPE_CHECKING:
    from starlette.types import Receive, Scope

    from .application import Application

_REQUEST = "migrated.request"
_FORM_TYPES = frozenset({"multipart/form-data", "application/x-www-form-urlencoded"})


class _FirstQueryParams(QueryParams):
    """Query parameters of which the first value of a name counts."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        super().__init__(pairs)
        self._dict = dict(reversed(pairs))


class _FirstFormData(FormData):
    """A form of which the first value of a name counts."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self._dict = dict(reversed(pairs))


class Request(RequestHead):
    """Starlette's request, and the values of the client as plain attributes.

    Names that Starlette uses for something else have another one here: ``form_data`` for the
    fields of a form, ``get_json()`` for its JSON, ``href`` and ``base_href`` for its addresses.
    """

    app: Application
    _parsed_json: dict[bool, Any]

    @classmethod
    def of(cls, request: StarletteRequest) -> Self:
        """Return the request of this kind that belongs to the same exchange."""
        return request if isinstance(request, cls) else cls.of_scope(request.scope, request.receive)

    @classmethod
    def of_scope(cls, scope: Scope, receive: Receive = empty_receive) -> Self:
        """Return the request of this kind that an ASGI scope stands for, made once."""
        request = scope.get(_REQUEST)
        if request is None:
            return cls.begin(scope, receive)
        request.scope = scope
        return cast("Self", request)

    @classmethod
    def begin(cls, scope: Scope, receive: Receive) -> Self:
        """Return a new request that stands for an ASGI scope from now on."""
        request = scope[_REQUEST] = cls(scope, receive)
        request._parsed_json = {}
        return request

    # Which route it is for.

    @property
    def match(self) -> Found | None:
        """The rule that takes the request, with the values for its view."""
        match = self.scope.get(MATCH)
        return match if isinstance(match, Found) else None

    @property
    def url_rule(self) -> UrlRule | None:
        """The rule that takes the request; None when there is none."""
        return self.match.rule if self.match else None

    @property
    def endpoint(self) -> str | None:
        """The name of the route that takes the request."""
        return self.match.rule.endpoint if self.match else None

    @property
    def view_args(self) -> dict[str, Any] | None:
        """What the view is called with; a hook may change it."""
        return self.match.values if self.match else None

    @property
    def blueprints(self) -> list[str]:
        """The names of the routers that the route came through, the innermost first."""
        return list(self.match.rule.blueprints) if self.match else []

    @property
    def blueprint(self) -> str | None:
        """The name of the router that the route stands in."""
        return self.blueprints[0] if self.blueprints else None

    # What it brings.

    @property
    def args(self) -> ImmutableMultiDict:  # only with: args, values, paginate, RequestParser
        """The parameters of the query string."""
        if not hasattr(self, "_args"):
            self._args = ImmutableMultiDict(parse_query(self.query_string))
        return self._args

    @property
    def query_params(self) -> QueryParams:
        """The parameters of the query string as FastAPI reads them."""
        if not hasattr(self, "_query_params"):
            self._query_params = _FirstQueryParams(parse_query(self.query_string))
        return self._query_params

    @property
    def values(self) -> ImmutableMultiDict:  # type: ignore[override]  # only with: values, RequestParser
        """The parameters of the query string, then the fields of the form (not for GET)."""
        if self.method in {"POST", "PUT", "PATCH", "DELETE"}:
            return CombinedMultiDict(self.args, self.form_data)
        return CombinedMultiDict(self.args)

    @property
    def form_data(self) -> ImmutableMultiDict:  # only with: =forms
        """The fields of the form; the first value of a name counts."""
        if not hasattr(self, "_form_data"):
            self._form_data = ImmutableMultiDict(self._read_form().fields)
        return self._form_data

    @property
    def files(self) -> ImmutableMultiDict:  # only with: =forms
        """The files of the form."""
        if not hasattr(self, "_files"):
            self._files = ImmutableMultiDict(self._read_form().files)
        return self._files

    @property
    def data(self) -> bytes:  # only with: =forms
        """The body; empty when it is a form."""
        data: bytes = self.get_data(parse_form_data=True)
        return data

    @property
    def body_file(self) -> BodyFile:
        """The body as a file, for all its readers together: what one has read is gone for the next.

        413 where the body is larger than `max_content_length`.
        """
        if not hasattr(self, "_body_file"):
            self._body_file = self._loaded_body().open()
        return self._body_file

    def get_data(
        self, cache: bool = True, as_text: bool = False, parse_form_data: bool = False
    ) -> Any:
        """Return the body; empty when something has read it before that did not keep it.

        Forms do not keep it, and neither does this function unless ``cache``.
        """
        data: bytes | None = getattr(self, "_cached_data", None)
        if data is None:
            if parse_form_data:  # only with: =forms
                self._read_form()
            data = self.body_file.readall()
            if cache:
                self._cached_data = data
        return data.decode(errors="replace") if as_text else data

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:
        """Return the value of the JSON body, the same one each time unless ``cache`` is false.

        415 when the content type is another one, 400 when it is no JSON; None if ``silent``.
        """
        if cache and silent in self._parsed_json:
            return self._parsed_json[silent]
        if not (force or self.is_json):
            return None if silent else self.on_json_loading_failed(None)
        try:
            value = loads(self.get_data(cache=cache))
        except ValueError as error:
            kept = {silent: None if silent else self.on_json_loading_failed(error)}
        else:
            kept = {False: value, True: value}
        if cache:
            self._parsed_json |= kept
        return kept[silent]

    def on_json_loading_failed(self, error: ValueError | None) -> Any:
        """Raise the 400 for a body that is no JSON, the 415 where its type is another one (None).

        A subclass may return a value instead.
        """
        if error is None:
            raise UnsupportedMediaType(
                "Did not attempt to load JSON data because the request"
                " Content-Type was not 'application/json'."
            )
        context = current.get(None)
        if context is not None and context.app.debug:
            raise BadRequest(f"Failed to decode JSON object: {error}") from error
        raise BadRequest from error

    @property
    def max_content_length(self) -> int | None:
        """The largest body that may be read, in bytes; it can be set before that."""
        return self._limit("max_content_length")

    @max_content_length.setter
    def max_content_length(self, value: int | None) -> None:
        self._max_content_length = value

    @property
    def max_form_memory_size(self) -> int | None:  # only with: =forms, =parameters, =limits
        """The largest text field of a form, in bytes; it can be set before the form is read."""
        return self._limit("max_form_memory_size", 500_000)

    @max_form_memory_size.setter
    def max_form_memory_size(self, value: int | None) -> None:  # only with: max_form_memory_size=
        self._max_form_memory_size = value

    @property
    def max_form_parts(self) -> int | None:  # only with: =forms, =parameters, =limits
        """The most parts of a form; it can be set before the form is read."""
        return self._limit("max_form_parts", 1_000)

    @max_form_parts.setter
    def max_form_parts(self, value: int | None) -> None:  # only with: max_form_parts=
        self._max_form_parts = value

    # What FastAPI and Starlette read.

    @property
    def state(self) -> Globals:  # only with: =g
        """What is kept for the time of the request: ``g``."""
        if not hasattr(self, "_state"):
            self._state: Any = Globals(self.scope.setdefault("state", {}))
        return cast("Globals", self._state)

    @property
    def user(self) -> Any:  # only with: user
        """The user; what a hook sets, or what Starlette's middleware for authentication found."""
        return self._user if hasattr(self, "_user") else super().user

    @user.setter
    def user(self, value: Any) -> None:  # only with: user
        self._user = value

    @property
    def session(self) -> Any:
        """The session; asking for it alone does not count as reading it."""
        return self.scope["session"]

    def close_files(self) -> None:  # only with: =forms, =parameters
        """Close the files of the form; temporary ones are removed."""
        for _, file in getattr(self, "_parsed_form", Form()).files:
            file.close()

    async def body(self) -> bytes:
        """Return the body."""
        if self._preloaded is None:
            return await super().body()
        return self._loaded_body().read()

    async def _get_form(self, **_limits: Any) -> FormData:
        form = self._read_form()
        files = [(name, file.as_async()) for name, file in form.files]
        return _FirstFormData([*form.fields, *files])

    @property
    def _preloaded(self) -> Body | None:
        return cast("Body | None", self.scope.get(BODY))

    def _limit(self, name: str, default: int | None = None) -> int | None:
        own: int | None = getattr(self, f"_{name}", None)
        context = current.get(None)
        if own is not None or context is None:
            return default if own is None else own
        settings = context.app.__dict__.get("config")  # Only there once something has asked for it.
        limit: int | None = default if settings is None else settings.get(name.upper())
        return limit

    def _loaded_body(self) -> Body:
        body = self._preloaded
        if body is None:
            raise RuntimeError("The body can only be awaited here.")
        limit = self.max_content_length
        if body.error is not None:
            raise body.error
        if limit is not None and body.size > limit:
            raise RequestEntityTooLarge
        return body

    def _read_form(self) -> Form:  # only with: =forms, =parameters
        if not hasattr(self, "_parsed_form"):
            self._parsed_form = self._parse_form()
        return self._parsed_form

    def _parse_form(self) -> Form:  # only with: =forms, =parameters
        if self._preloaded is None:
            return Form()
        kept: bytes | None = getattr(self, "_cached_data", None)
        if kept is None:
            self._loaded_body()
        if self.mimetype not in _FORM_TYPES:
            return Form()
        limits = Limits(self.max_form_memory_size, self.max_form_parts)
        if self.mimetype == "multipart/form-data":
            boundary = self.mimetype_params.get("boundary", "")
            if not is_boundary(boundary):
                return Form()
            chunks = self.body_file.chunks() if kept is None else iter([kept])
            return parse_multipart(chunks, boundary, limits)
        return parse_urlencoded(self.body_file.readall() if kept is None else kept)
