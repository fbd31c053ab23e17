"""A request with its response, and what two responses to it differ in."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Headers = tuple[tuple[str, str], ...]
Json = dict[str, Any]

KEEP, READ, NONE = "keep", "read", "none"
"""How an exchange uses its client's cookie jar: as a browser, without writing to it, or not at all."""


@dataclass(frozen=True)
class Request:
    """What a client sent; `target` is path and query as on the wire (percent-encoded)."""

    method: str
    target: str
    headers: Headers = ()
    body: bytes = b""

    @property
    def path(self) -> str:
        """The target without its query, still percent-encoded."""
        return self.target.partition("?")[0]

    def header(self, name: str) -> str | None:
        """The first value of a header, whatever the case of its name."""
        return first(self.headers, name)


@dataclass(frozen=True)
class Response:
    """What an application answered; the body is without content and transfer encodings."""

    status: int
    headers: Headers = ()
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """The first value of a header, whatever the case of its name."""
        return first(self.headers, name)

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a header, in order."""
        return tuple(value for key, value in self.headers if key.lower() == name.lower())

    @property
    def media_type(self) -> str:
        """The media type of Content-Type in lower case, without parameters; empty if not given."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()


@dataclass(frozen=True)
class Exchange:
    """A request, and the response that one application gave to it.

    `response` is None where none came; `error` then says why. With a response, `error` is the
    last line of the traceback that the application logged meanwhile, if any.
    `escaped` says that an exception left the application, so that the server worded the answer or sent none;
    `error` is that exception then.
    `route` is the id of the route that the exchange belongs to, `client` names the cookie jar,
    `source` the file or test it comes from.
    """

    request: Request
    response: Response | None = None
    route: str | None = None
    name: str = ""
    client: str = ""
    source: str = ""
    cookies: str = KEEP
    error: str | None = None
    escaped: bool = False


@dataclass(frozen=True)
class Cause:
    """A known reason in the frameworks for a difference: a code that is never reused, a sentence."""

    code: str
    message: str


@dataclass(frozen=True)
class Difference:
    """One aspect in which two applications answered an exchange differently.

    `aspect` is one of `status`, `header:NAME`, `body`, `cookie:NAME`, `error`; `where` narrows it
    (a JSON path such as `$.items[0].id`, a cookie's attribute).
    """

    exchange: Exchange
    aspect: str
    expected: str
    got: str
    cause: Cause | None = None
    where: str = ""


def first(headers: Headers, name: str) -> str | None:
    """The first value of the named header, or None."""
    wanted = name.lower()
    return next((value for key, value in headers if key.lower() == wanted), None)


def to_json(value: Request | Response | Exchange | Cause | Difference) -> Json:
    """The stable JSON form; a body is `body` when it is UTF-8 text, else `body_base64`."""
    match value:
        case Request():
            return {
                "method": value.method,
                "target": value.target,
                "headers": [list(pair) for pair in value.headers],
                **_body_to_json(value.body),
            }
        case Response():
            return {
                "status": value.status,
                "headers": [list(pair) for pair in value.headers],
                **_body_to_json(value.body),
            }
        case Exchange():
            return _exchange_to_json(value)
        case Cause():
            return {"code": value.code, "message": value.message}
        case Difference():
            return {
                "name": value.exchange.name,
                "source": value.exchange.source,
                "route": value.exchange.route,
                "request": f"{value.exchange.request.method} {value.exchange.request.target}",
                "aspect": value.aspect,
                "where": value.where,
                "expected": value.expected,
                "got": value.got,
                "cause": None if value.cause is None else to_json(value.cause),
            }


def request_from_json(data: Mapping[str, Any]) -> Request:
    """The request that `to_json` wrote."""
    headers = _headers_from_json(data["headers"])
    return Request(data["method"], data["target"], headers, _body_from_json(data))


def response_from_json(data: Mapping[str, Any]) -> Response:
    """The response that `to_json` wrote."""
    return Response(data["status"], _headers_from_json(data["headers"]), _body_from_json(data))


def exchange_from_json(data: Mapping[str, Any]) -> Exchange:
    """The exchange that `to_json` wrote."""
    response = data.get("response")
    return Exchange(
        request=request_from_json(data["request"]),
        response=None if response is None else response_from_json(response),
        route=data.get("route"),
        name=data.get("name", ""),
        client=data.get("client", ""),
        source=data.get("source", ""),
        cookies=data.get("cookies", KEEP),
        error=data.get("error"),
        escaped=data.get("escaped", False),
    )


def _exchange_to_json(value: Exchange) -> Json:
    return {
        "name": value.name,
        "source": value.source,
        "client": value.client,
        "cookies": value.cookies,
        "route": value.route,
        "request": to_json(value.request),
        "response": None if value.response is None else to_json(value.response),
        "error": value.error,
        **({"escaped": True} if value.escaped else {}),
    }


def _headers_from_json(pairs: Sequence[Sequence[str]]) -> Headers:
    return tuple((str(name), str(value)) for name, value in pairs)


def _body_to_json(body: bytes) -> Json:
    try:
        return {"body": body.decode()}
    except UnicodeDecodeError:
        return {"body_base64": base64.b64encode(body).decode()}


def _body_from_json(data: Mapping[str, Any]) -> bytes:
    if "body_base64" in data:
        return base64.b64decode(data["body_base64"])
    return str(data.get("body", "")).encode()
