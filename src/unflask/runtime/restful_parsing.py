"""The arguments of a request, each described once: where it is looked for, and what it has to be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableSequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from .context import current_app_object, current_request
from .errors import BadRequest
from .multidict import MultiDict
from .requests import Request
from .restful import abort
from .uploads import FileStorage

_SPOKEN = {
    "json": "the JSON body",
    "form": "the post body",
    "args": "the query string",
    "values": "the post body or the query string",
    "headers": "the HTTP headers",
    "cookies": "the request's cookies",
    "files": "an uploaded file",
}
_READ: dict[str, Callable[[Request], Any]] = {
    "json": lambda request: request.get_json(),
    "form": lambda request: request.form_data,
    "args": lambda request: request.args,
    "values": lambda request: request.values,
    "headers": lambda request: request.headers,
    "cookies": lambda request: request.cookies,
    "files": lambda request: request.files,
    "view_args": lambda request: request.view_args,
}
"""How the request is asked for what a location names."""


class Namespace(dict[str, Any]):
    """The values of a request, as keys and as attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value


def _text(value: object) -> str:
    return str(value)  # Unlike `str`, it takes no encoding, which the name of an argument would be.


@dataclass(eq=False)
class Argument:
    """What one argument has to be.

    ``type`` is called with the value, the name and the operator, or with as many of them as it
    takes. ``location`` names one part of the request, or several. ``help`` is the message for what
    is invalid, with ``{error_msg}`` for what is wrong. ``operators`` are what the name may end in.
    """

    name: str
    default: Any = None
    dest: str | None = None
    required: bool = False
    ignore: bool = False
    type: Any = _text
    location: Any = ("json", "values")
    choices: Any = ()
    action: str = "store"
    help: str | None = None
    operators: Iterable[str] = ("=",)
    case_sensitive: bool = True
    store_missing: bool = True
    trim: bool = False
    nullable: bool = True

    def source(self, request: Any) -> Any:
        """Return what the argument is looked up in: one part of the request, or several in one."""
        if isinstance(self.location, str):
            found = _part(request, self.location)
            return MultiDict() if found is None else found
        values = MultiDict()
        for location in self.location:
            part = _part(request, location)
            if part is not None:
                values.update(_pairs(request, location, part))
        return values

    def convert(self, value: Any, op: str) -> Any:
        """Return the value as ``type`` makes it; any error it raises is about the value."""
        if value is None and not self.nullable:
            raise ValueError("Must not be null!")
        if value is None or (self.type == FileStorage and isinstance(value, FileStorage)):
            return value
        if self.type is Decimal:
            return Decimal(str(value))
        for more in ((self.name, op), (self.name,)):
            with suppress(TypeError):  # It takes fewer.
                return self.type(value, *more)
        return self.type(value)

    def handle_validation_error(self, error: Exception, bundle_errors: bool) -> Any:
        """Answer with 400 and the message, or return error and message where all are gathered."""
        text = str(error)
        message = {self.name: self.help.format(error_msg=text) if self.help else text}
        if _gathers(bundle_errors):
            return error, message
        return abort(400, message=message)

    def parse(self, request: Any, bundle_errors: bool = False) -> tuple[Any, Any]:
        """Return the value, and whether it was sent; an error and its message if it is gathered."""
        source = self.source(request)
        results: list[Any] = []
        for operator in self.operators:
            name = self.name + operator.replace("=", "", 1)
            for sent in self._sent(source, name):
                value = self._prepared(sent)
                try:
                    value = self.convert(value, operator)
                except Exception as error:  # noqa: BLE001 - a type may raise what it likes
                    if self.ignore:
                        continue
                    return self._refused(error, bundle_errors)
                if self.choices and value not in self.choices:
                    wrong = self._refused(
                        ValueError(f"{value} is not a valid choice"), bundle_errors
                    )
                    if _gathers(bundle_errors):
                        return wrong
                request.unparsed_arguments.pop(name, None)
                results.append(value)
        return self._result(results, bundle_errors)

    def _refused(self, error: Exception, bundle_errors: bool) -> tuple[Any, Any]:
        refused: tuple[Any, Any] = self.handle_validation_error(error, bundle_errors)
        return refused

    def _sent(self, source: Any, name: str) -> Any:
        """Return all values of a name; a list in a JSON body is one, unless it is to be appended."""
        if name not in source:
            return ()
        if hasattr(source, "getlist"):
            return source.getlist(name)
        value = source.get(name)
        several = isinstance(value, MutableSequence) and self.action == "append"
        return value if several else [value]

    def _prepared(self, value: Any) -> Any:
        if self.trim and hasattr(value, "strip"):
            value = value.strip()
        if not self.case_sensitive and hasattr(value, "lower"):
            value = value.lower()
            if hasattr(self.choices, "__iter__"):
                self.choices = [choice.lower() for choice in self.choices]
        return value

    def _result(self, results: list[Any], bundle_errors: bool) -> tuple[Any, Any]:
        if not results and self.required:
            wrong = self._refused(ValueError(self._missing()), bundle_errors)
            if _gathers(bundle_errors):
                return wrong
        if not results:
            return self.default() if callable(self.default) else self.default, False
        several = self.action == "append" or (self.action != "store" and len(results) > 1)
        return results if several else results[0], True

    def _missing(self) -> str:
        places = [self.location] if isinstance(self.location, str) else self.location
        spoken = " or ".join(_SPOKEN.get(place, place) for place in places)
        return f"Missing required parameter in {spoken}"


class RequestParser:
    """The arguments of a request together.

    With ``trim``, all are stripped. With ``bundle_errors``, or the setting BUNDLE_ERRORS, the answer
    tells what is wrong with any of them, else with the first.
    """

    def __init__(
        self,
        argument_class: Any = Argument,
        namespace_class: Any = Namespace,
        trim: bool = False,
        bundle_errors: bool = False,
    ) -> None:
        self.args: list[Any] = []
        self.argument_class = argument_class
        self.namespace_class = namespace_class
        self.trim = trim
        self.bundle_errors = bundle_errors

    def add_argument(self, *args: Any, **kwargs: Any) -> Self:
        """Add an argument, or one that is made of what `Argument` takes."""
        if len(args) == 1 and isinstance(args[0], self.argument_class):
            argument = args[0]
        else:
            argument = self.argument_class(*args, **kwargs)
        self.args.append(argument)
        if self.trim and self.argument_class is Argument:
            argument.trim = kwargs.get("trim", self.trim)
        return self

    def parse_args(self, req: Any = None, strict: bool = False, http_error_code: int = 400) -> Any:
        """Return the values of all arguments, from the current request or something like it.

        Errors are answered with 400, those that are gathered with ``http_error_code``. With
        ``strict``, so is an argument that is none of the parser's.
        """
        req = current_request() if req is None else req
        namespace, errors = self.namespace_class(), {}
        # What is left of it in the end was sent, and is no argument.
        req.unparsed_arguments = dict(self.argument_class("").source(req)) if strict else {}
        for argument in self.args:
            value, found = argument.parse(req, self.bundle_errors)
            if isinstance(value, ValueError):
                errors.update(found)
            elif found or argument.store_missing:
                namespace[argument.dest or argument.name] = value
        if errors:
            abort(http_error_code, message=errors)
        if strict and req.unparsed_arguments:
            raise BadRequest(f"Unknown arguments: {', '.join(req.unparsed_arguments)}")
        return namespace

    def copy(self) -> Self:
        """Return a parser of the same arguments that can be changed by itself."""
        copied = self.__class__(self.argument_class, self.namespace_class)
        copied.args = deepcopy(self.args)
        copied.trim = self.trim
        copied.bundle_errors = self.bundle_errors
        return copied

    def replace_argument(self, name: Any, *args: Any, **kwargs: Any) -> Self:
        """Put another argument in the place of the one with this name; it comes last."""
        new = self.argument_class(name, *args, **kwargs)
        if self._take_out(new.name):
            self.args.append(new)
        return self

    def remove_argument(self, name: Any) -> Self:
        """Take out the argument with this name."""
        self._take_out(name)
        return self

    def _take_out(self, name: Any) -> bool:
        for index, argument in enumerate(self.args):
            if argument.name == name:
                del self.args[index]
                return True
        return False


def _gathers(bundle_errors: bool) -> bool:
    return bool(current_app_object().config.get("BUNDLE_ERRORS", False) or bundle_errors)


def _part(request: Any, location: str) -> Any:
    """Return a part of the request, or of what stands for one; None where there is none.

    What is no JSON is answered with 415 or 400, whatever else is looked into.
    """
    read = _READ.get(location) if isinstance(request, Request) else None
    found = getattr(request, location, None) if read is None else read(request)
    return found() if callable(found) else found


def _pairs(request: Any, location: str, part: Any) -> Any:
    """Return what is joined with other parts; names of headers are title-cased there."""
    if location == "headers" and isinstance(request, Request):
        return request.header_items()
    return part
