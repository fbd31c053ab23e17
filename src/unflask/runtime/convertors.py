"""Path convertors that match, convert and spell values as the routes always did.

Importing this module registers them: ``{id:int}``, ``{x:float}``, ``{key:uuid}``, ``{name:string}``
and ``{rest:subpath}``. Arguments stand in brackets, ``{lang:string(length=2)}`` or
``{page:any(about, help)}``, and need ``registered`` around the path, which ``Route`` does.
Convertors of the application's own get their names by ``register_convertors``, before or after the
routes that use them.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar
from urllib.parse import quote
from uuid import UUID

from starlette.convertors import CONVERTOR_TYPES, Convertor, register_url_convertor

SEGMENT_SAFE = "!$&'()*+,/:;=@"
"""What stays as it is in a segment of an address, besides letters and digits."""

_CONSTANTS = {"None": None, "True": True, "False": False}
_PARAMETER = re.compile(r"{([a-zA-Z_]\w*):([a-zA-Z_]\w*)(?:\((.*?)\))?}", re.ASCII)
_ARGUMENT = re.compile(r"""\s*(?:(\w+)\s*=\s*)?("[^"]*"|'[^']*'|[^,]*?)\s*(?:,|$)""")


class ValidationError(ValueError):
    """A text is no value of its convertor's kind, or a value has no text: the route does not fit."""


class PathConvertor(Convertor[Any]):
    """A convertor with its place in the order of routes: the lightest is tried first.

    A convertor whose values may hold slashes sets ``crosses_slashes``; a ``regex`` with a slash
    does so by itself. ``convert`` and ``to_url`` raise ValidationError where the route does not
    match; any other error is a fault of the application.
    """

    regex: ClassVar[str] = "[^/]+"
    weight: ClassVar[int] = 100
    crosses_slashes: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:  # only with: register_convertors
        """Look at the expression of a new class of convertors."""
        if "regex" in vars(cls) and "crosses_slashes" not in vars(cls):
            cls.crosses_slashes = "/" in cls.regex

    def convert(self, value: str) -> Any:
        """Return the value that the view is called with."""
        return value

    def to_string(self, value: Any) -> str:
        """Return the text that stands for ``value``."""
        return str(value)

    def to_url(self, value: Any) -> str:
        """Return the text that stands for ``value`` in an address, percent-encoded."""
        return quote(self.to_string(value), safe=SEGMENT_SAFE)


class String(PathConvertor):
    """One segment of text, of a given length or between two lengths."""

    def __init__(
        self, minlength: int = 1, maxlength: int | None = None, length: int | None = None
    ) -> None:
        most = "" if maxlength is None else int(maxlength)
        lengths = f"{int(minlength)},{most}" if length is None else int(length)
        self.regex = f"[^/]{{{lengths}}}"  # type: ignore[misc]


class AnyOf(PathConvertor):
    """One of the given texts."""

    def __init__(self, *items: str) -> None:
        self.items = items
        self.regex = f"(?:{'|'.join(map(re.escape, items))})"  # type: ignore[misc]

    def to_url(self, value: Any) -> str:
        """Return ``value`` as it is; ValueError when it is not one of the texts."""
        if value not in self.items:
            valid = ", ".join(f"'{item}'" for item in sorted(self.items))
            raise ValueError(f"'{value}' is not one of {valid}")
        return str(value)


class SubPath(PathConvertor):
    """Text with slashes, not empty and not with a slash at its start."""

    regex = "[^/].*?"
    weight = 200
    crosses_slashes = True


class Number(PathConvertor):
    """Digits, with a sign only where ``signed`` asks for it, between two bounds."""

    weight = 50
    kind: ClassVar[type[int | float]] = int

    def __init__(
        self,
        fixed_digits: int = 0,
        min: float | None = None,  # noqa: A002
        max: float | None = None,  # noqa: A002
        signed: bool = False,
    ) -> None:
        self.fixed_digits = fixed_digits
        self.least = min
        self.most = max
        if signed:
            self.regex = f"-?{self.regex}"  # type: ignore[misc]

    def convert(self, value: str) -> Any:
        """Return the number; ValidationError outside of the bounds."""
        number = self.kind(value)
        if self.fixed_digits and len(value) != self.fixed_digits:
            raise ValidationError(value)
        if self.least is not None and number < self.least:
            raise ValidationError(value)
        if self.most is not None and number > self.most:
            raise ValidationError(value)
        return number

    def to_string(self, value: Any) -> str:
        """Return the number, filled with zeros to the fixed number of digits."""
        return str(self.kind(value)).zfill(self.fixed_digits)


class Int(Number):
    """A whole number."""

    regex = r"\d+"


class Float(Number):
    """A number with a dot and digits on both of its sides."""

    regex = r"\d+\.\d+"
    kind = float

    def __init__(
        self,
        min: float | None = None,  # noqa: A002
        max: float | None = None,  # noqa: A002
        signed: bool = False,
    ) -> None:
        super().__init__(0, min, max, signed)


class Uuid(PathConvertor):
    """A UUID with its four dashes."""

    regex = "[A-Fa-f0-9]{8}(?:-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}"

    def convert(self, value: str) -> UUID:
        """Return the UUID."""
        return UUID(value)


KINDS: dict[str, type[PathConvertor]] = {
    "subpath": SubPath,
    "string": String,  # only with: :string
    "int": Int,  # only with: :int
    "float": Float,  # only with: :float
    "uuid": Uuid,  # only with: :uuid
}
_spellings: dict[str, str] = {"subpath": "path"}


def register_convertors(**kinds: type[PathConvertor]) -> None:
    """Make ``{value:name}`` stand for a class, with or without arguments in brackets, by its name."""
    KINDS.update(kinds)
    for name, kind in kinds.items():
        if not _needs_arguments(kind):
            register_url_convertor(name, kind())
        for key, spelling in _spellings.items():
            if spelling.startswith(f"{name}("):
                register_url_convertor(key, _made(spelling))


class Pending(PathConvertor):
    """Stands for a convertor that a route uses before it has been registered."""


def registered(path: str) -> str:
    """Return ``path`` with a registered name for each convertor that has arguments.

    ``path`` convertors get our own name, since mounts need the one that matches nothing too.
    """
    return _PARAMETER.sub(_registered_parameter, path)


def spelled(convertor: str) -> str:
    """Return a registered convertor as it was written: ``any(about, help)``."""
    return _spellings.get(convertor, convertor)


def arguments(text: str) -> tuple[list[Any], dict[str, Any]]:
    """Return the arguments in a convertor's brackets."""
    positional: list[Any] = []
    named: dict[str, Any] = {}
    for name, value in _ARGUMENT.findall(text.strip().removesuffix(",")):
        if name:
            named[name] = _literal(value)
        elif value:
            positional.append(_literal(value))
    return positional, named


def _registered_parameter(match: re.Match[str]) -> str:
    name, kind, *_ = match.groups()
    text = match[3]  # only with: :()
    if kind == "path":
        kind = "subpath"
    if text and text.strip():  # only with: :()
        kind = _registered_kind(kind, text)
    if kind not in CONVERTOR_TYPES:  # only with: register_convertors
        register_url_convertor(kind, Pending())
    return f"{{{name}:{kind}}}"


def _registered_kind(kind: str, text: str) -> str:
    spelling = f"{kind}({text})"
    key = _key(spelling)
    if key not in CONVERTOR_TYPES:
        register_url_convertor(key, _made(spelling))
        _spellings[key] = spelling
    return key


def _made(spelling: str) -> PathConvertor:
    kind, _, text = spelling.removesuffix(")").partition("(")
    if kind not in KINDS:  # only with: register_convertors
        return Pending()
    positional, named = arguments(text)
    return KINDS[kind](*positional, **named)


def _key(spelling: str) -> str:
    key = re.sub(r"\W+", "_", spelling, flags=re.ASCII).strip("_")
    while _spellings.get(key, spelling) != spelling or (
        key in CONVERTOR_TYPES and key not in _spellings
    ):
        key += "_"
    return key


def _literal(text: str) -> Any:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    quoted = text[:1] == text[-1:] and text[:1] in {"'", '"'}
    return text[1:-1] if quoted else text


def _needs_arguments(kind: type[PathConvertor]) -> bool:
    try:
        kind()
    except Exception:  # noqa: BLE001 - a class may miss its arguments in any way
        return True
    return False


for _name, _kind in KINDS.items():
    register_url_convertor(_name, _kind())
KINDS["str"] = String  # only with: :()
KINDS["any"] = AnyOf  # only with: :any
