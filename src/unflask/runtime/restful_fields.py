"""Which values of an object a view answers with, and in what shape: `marshal` and its fields.

A field takes its value from the object and formats it; projects write their own by overriding
`format` or `output` of `Raw`.
"""

from __future__ import annotations

from calendar import timegm
from collections import OrderedDict
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from email.utils import formatdate
from functools import wraps
from typing import Any, ParamSpec
from urllib.parse import urlparse, urlunparse

from .context import current_request
from .restful import unpack
from .urls import url_for

P = ParamSpec("P")


class MarshallingException(Exception):
    """A field could not shape a value; it says what the error behind it says."""

    def __init__(self, underlying_exception: object) -> None:
        super().__init__(str(underlying_exception))


def marshal(data: Any, fields: dict[str, Any], envelope: str | None = None) -> Any:
    """Return the values of an object that ``fields`` name, or a list of them for a list or tuple.

    A field is an instance, a class or a dict of further fields for the same object. The result is
    put under the key ``envelope`` if there is one.
    """
    made: Any
    if isinstance(data, list | tuple):
        made = [marshal(item, fields) for item in data]
    else:
        made = OrderedDict((key, _output(field, key, data)) for key, field in fields.items())
    return OrderedDict([(envelope, made)]) if envelope else made


def marshal_with(
    fields: dict[str, Any], envelope: str | None = None
) -> Callable[[Callable[P, Any]], Callable[P, Any]]:
    """Have the result of a view marshalled; its status and headers stay."""
    return _shaping(lambda data: marshal(data, fields, envelope))


def marshal_with_field(field: Any) -> Callable[[Callable[P, Any]], Callable[P, Any]]:
    """Have the result of a view formatted by one field; its status and headers stay."""
    return _shaping(_instance(field).format)


def get_value(key: Any, obj: Any, default: Any = None) -> Any:
    """Return what an object has under a key: an index, a name, names with dots, or a function."""
    if isinstance(key, int):
        return _value_of(key, obj, default)
    if callable(key):
        return key(obj)
    for name in key.split("."):
        obj = _value_of(name, obj, default)
    return obj


class Raw:
    """A value as it is: of the name of the field, or of ``attribute``; ``default`` for None."""

    def __init__(self, default: Any = None, attribute: Any = None) -> None:
        self.attribute = attribute
        self.default = default

    def format(self, value: Any) -> Any:
        """Return the value as clients get it."""
        return value

    def output(self, key: Any, obj: Any) -> Any:
        """Return the formatted value of an object."""
        value = self._value(key, obj)
        return self.default if value is None else self.format(value)

    def _value(self, key: Any, obj: Any) -> Any:
        return get_value(key if self.attribute is None else self.attribute, obj)


class Nested(Raw):
    """An object within the object, with fields of its own.

    Where there is none: None with ``allow_null``, else ``default``, else fields without values.
    """

    def __init__(self, nested: dict[str, Any], allow_null: bool = False, **kwargs: Any) -> None:
        self.nested = nested
        self.allow_null = allow_null
        super().__init__(**kwargs)

    def output(self, key: Any, obj: Any) -> Any:
        """Return the marshalled object."""
        value = self._value(key, obj)
        if value is None and self.allow_null:
            return None
        if value is None and self.default is not None:
            return self.default
        return marshal(value, self.nested)


class List(Raw):
    """A list, each of whose values is shaped by a field, which is an instance or a class."""

    def __init__(self, cls_or_instance: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.container = _instance(cls_or_instance, Raw)
        if not isinstance(self.container, Raw):
            raise MarshallingException("The elements of a list must be shaped by a field: a `Raw`")

    def format(self, value: Any) -> Any:
        """Return the list of formatted values."""
        values = list(value) if isinstance(value, set) else value
        shape = self.container.output
        return [shape(n, v if self._is_object(v) else values) for n, v in enumerate(values)]

    def output(self, key: Any, obj: Any) -> Any:
        """Return the list; one object where a list of objects was due gives a list of one."""
        value = self._value(key, obj)
        if _is_collection(value) and not isinstance(value, dict):
            return self.format(value)
        if value is None:
            return self.default
        return [marshal(value, self.container.nested)]

    def _is_object(self, value: Any) -> bool:
        """Tell whether a value is what its field looks into, not what the field is to give."""
        name = self.container.attribute
        if not isinstance(value, dict) and not (name and hasattr(value, name)):
            return False
        return not isinstance(self.container, Nested) and type(self.container) is not Raw


class String(Raw):
    """A value as text."""

    def format(self, value: Any) -> Any:
        """Return the text."""
        try:
            return str(value)
        except ValueError as error:
            raise MarshallingException(error) from error


class Integer(Raw):
    """A whole number; 0 unless there is another default."""

    def __init__(self, default: Any = 0, **kwargs: Any) -> None:
        super().__init__(default=default, **kwargs)

    def format(self, value: Any) -> Any:
        """Return the number."""
        if value is None:
            return self.default
        try:
            return int(value)
        except ValueError as error:
            raise MarshallingException(error) from error


class Boolean(Raw):
    """Whether a value is true; what is empty is not."""

    def format(self, value: Any) -> Any:
        """Return True or False."""
        return bool(value)


class Float(Raw):
    """A floating point number."""

    def format(self, value: Any) -> Any:
        """Return the number."""
        try:
            return float(value)
        except ValueError as error:
            raise MarshallingException(error) from error


class Arbitrary(Raw):
    """A decimal number with all its digits, as text."""

    def format(self, value: Any) -> Any:
        """Return the text."""
        return str(Decimal(value))


class Fixed(Raw):
    """A decimal number with so many decimals, at least one, as text."""

    def __init__(self, decimals: int = 5, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.precision = Decimal(1).scaleb(-max(1, decimals))

    def format(self, value: Any) -> Any:
        """Return the text."""
        number = Decimal(value)
        if not number.is_normal() and number != 0:
            raise MarshallingException("Invalid Fixed precision number.")
        return str(number.quantize(self.precision, rounding=ROUND_HALF_EVEN))


Price = Fixed


class DateTime(Raw):
    """A time as text: as in mail (`rfc822`), in UTC, or as `iso8601`."""

    def __init__(self, dt_format: str = "rfc822", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.dt_format = dt_format

    def format(self, value: Any) -> Any:
        """Return the text."""
        try:
            if self.dt_format == "rfc822":
                return formatdate(timegm(value.utctimetuple()))
            if self.dt_format == "iso8601":
                return value.isoformat()
        except AttributeError as error:
            raise MarshallingException(error) from error
        raise MarshallingException(f"Unsupported date format {self.dt_format}")


class FormattedString(Raw):
    """A text with the values of the object in its braces: ``"Hello {name}"``."""

    def __init__(self, src_str: object) -> None:
        super().__init__()
        self.src_str = str(src_str)

    def output(self, key: Any, obj: Any) -> Any:  # noqa: ARG002 - what fields are called with
        """Return the text."""
        try:
            return self.src_str.format(**_mapping(obj))
        except (TypeError, IndexError) as error:
            raise MarshallingException(error) from error


class Url(Raw):
    """The address of an endpoint, by default that of the request, for the values of the object.

    It has no query string. With ``absolute`` it has the host, and ``scheme`` if one is given.
    """

    def __init__(
        self,
        endpoint: str | None = None,
        absolute: bool = False,
        scheme: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.endpoint = endpoint
        self.absolute = absolute
        self.scheme = scheme

    def output(self, key: Any, obj: Any) -> Any:  # noqa: ARG002 - what fields are called with
        """Return the address."""
        try:
            values: Any = _mapping(obj)
            endpoint: Any = self.endpoint
            if endpoint is None:
                endpoint = current_request().endpoint
            found = urlparse(url_for(endpoint, _external=self.absolute, **values))
        except TypeError as error:
            raise MarshallingException(error) from error
        if not self.absolute:
            return found.path
        scheme = found.scheme if self.scheme is None else self.scheme
        return urlunparse((scheme, found.netloc, found.path, "", "", ""))


def _instance(field: Any, kind: type = object) -> Any:
    return field() if isinstance(field, type) and issubclass(field, kind) else field


def _output(field: Any, key: str, data: Any) -> Any:
    if isinstance(field, dict):
        return marshal(data, field)
    return _instance(field).output(key, data)


def _shaping(shape: Callable[[Any], Any]) -> Callable[[Callable[P, Any]], Callable[P, Any]]:
    """Return a decorator that shapes the data in the result of a view."""

    def decorate(view: Callable[P, Any]) -> Callable[P, Any]:
        @wraps(view)
        def shaped(*args: P.args, **kwargs: P.kwargs) -> Any:
            result = view(*args, **kwargs)
            if not isinstance(result, tuple):
                return shape(result)
            data, status, headers = unpack(result)
            return shape(data), status, headers

        return shaped

    return decorate


def _value_of(key: Any, obj: Any, default: Any) -> Any:
    if _is_collection(obj):
        try:
            return obj[key]
        except (IndexError, TypeError, KeyError):
            pass  # It may have an attribute of that name.
    return getattr(obj, key, default)


def _is_collection(obj: Any) -> bool:
    """Tell whether something has values to look up; a text, which `strip` tells, has none."""
    return not hasattr(obj, "strip") and hasattr(obj, "__iter__")


def _mapping(obj: Any) -> Any:
    """Return what an object has by name; what can be indexed is taken as it is, and so is None."""
    if obj is None:
        return None
    if hasattr(obj, "__marshallable__"):
        return obj.__marshallable__()
    return obj if hasattr(obj, "__getitem__") else dict(obj.__dict__)
