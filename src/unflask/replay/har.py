"""Exchanges from HAR files, as browsers and proxies save them."""

import base64
import json
from typing import Any
from urllib.parse import urlencode

from unflask.model.exchange import Exchange, Headers, Request, Response
from unflask.replay.httpfile import MalformedRequestsError, origin_form

# What the connection of that day needed and ours settles for itself.
_HOP = {
    "connection", "content-length", "host", "keep-alive", "proxy-connection", "te",
    "transfer-encoding", "upgrade", "accept-encoding",
}  # fmt: skip


def read_har(text: str, source: str) -> tuple[Exchange, ...]:
    """The exchanges of one HAR text, with the responses recorded in it.

    Cookies that an earlier response of the file set are left to the jar, since their values
    belong to the day of the recording; others stay as they were sent.
    """
    try:
        entries = json.loads(text)["log"]["entries"]
        return _exchanges(entries, source)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MalformedRequestsError(f"{source}: not a HAR file ({error!r})") from error


def _exchanges(entries: list[dict[str, Any]], source: str) -> tuple[Exchange, ...]:
    found: list[Exchange] = []
    in_jar: set[str] = set()
    for number, entry in enumerate(entries, 1):
        response = _response(entry["response"])
        request = _request(entry["request"], in_jar)
        name = entry.get("comment") or f"entry {number}"
        found.append(Exchange(request, response, name=name, client=source, source=source))
        if response is not None:
            in_jar |= {value.partition("=")[0].strip() for value in response.all("set-cookie")}
    return tuple(found)


def _request(data: dict[str, Any], in_jar: set[str]) -> Request:
    target, _ = origin_form(data["url"].partition("#")[0])
    pairs = [(name, value) for name, value in _pairs(data) if name.lower() not in _HOP]
    headers: list[tuple[str, str]] = []
    for name, value in pairs:
        kept = _without(value, in_jar) if name.lower() == "cookie" else value
        if kept or name.lower() != "cookie":
            headers.append((name, kept))
    return Request(data["method"].upper(), target, tuple(headers), _post_data(data))


def _post_data(data: dict[str, Any]) -> bytes:
    post = data.get("postData") or {}
    if post.get("text"):
        if post.get("encoding") == "base64":
            return base64.b64decode(post["text"])
        return str(post["text"]).encode()
    return urlencode([(p["name"], p.get("value", "")) for p in post.get("params", [])]).encode()


def _response(data: dict[str, Any]) -> Response | None:
    if not data or not data.get("status"):
        return None
    content = data.get("content") or {}
    text = content.get("text") or ""
    body = base64.b64decode(text) if content.get("encoding") == "base64" else text.encode()
    return Response(data["status"], _pairs(data), body)


def _pairs(data: dict[str, Any]) -> Headers:
    pairs = [(pair["name"], pair["value"]) for pair in data.get("headers", [])]
    # HTTP/2 recordings carry pseudo-headers such as `:path`.
    return tuple((name, value) for name, value in pairs if not name.startswith(":"))


def _without(cookie: str, names: set[str]) -> str:
    parts = [part.strip() for part in cookie.split(";")]
    return "; ".join(part for part in parts if part and part.partition("=")[0] not in names)
