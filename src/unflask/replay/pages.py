"""Pages that a framework words itself: Werkzeug's error pages and redirect bodies, FastAPI's own."""

import html
import http
import json
import re
from typing import Any

from unflask.model.exchange import Response

_ERROR_PAGE = re.compile(
    r"\s*<!doctype html>\s*<html lang=en>\s*<title>(\d{3}) ([^<]*)</title>\s*"
    r"<h1>[^<]*</h1>\s*(.*?)\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
_REDIRECT_PAGE = re.compile(
    r"\s*<!doctype html>\s*<html lang=en>\s*<title>Redirecting\.\.\.</title>", re.IGNORECASE
)
# The first words of every description that Werkzeug and Flask give without the app's doing.
_OWN_WORDS = (
    "The browser (or proxy) sent a request that this server could not understand",
    "Failed to decode JSON object",
    "Did not attempt to load JSON data",
    "The server could not verify that you are authorized",
    "You don't have the permission to access the requested resource",
    "The requested URL was not found on the server",
    "The method is not allowed for the requested URL",
    "The resource identified by the request is only capable of generating",
    "The server closed the network connection because the browser",
    "A conflict happened while processing the request",
    "The requested URL is no longer available on this server",
    "A request with this method requires a valid Content-Length",
    "The precondition on the request for the URL failed positive evaluation",
    "The data value transmitted exceeds the capacity limit",
    "The length of the requested URL exceeds the capacity limit",
    "The server does not support the media type transmitted in the request",
    "The server cannot provide the requested range",
    "The server could not meet the requirements of the Expect header",
    "This server is a teapot, not a coffee machine",
    "The server is not able to produce a response",
    "The request was well-formed but was unable to be followed",
    "The resource that is being accessed is locked",
    "The method could not be performed on the resource because the requested",
    "This request is required to be conditional",
    "This user has exceeded an allotted request count",
    "One or more header fields exceeds the maximum size",
    "Unavailable for legal reasons",
    "The server encountered an internal error and was unable to complete your request",
    "The server does not support the action requested by the browser",
    "The proxy server received an invalid response from an upstream server",
    "The server is temporarily unable to service your request",
    "The connection to an upstream server timed out",
    "The server does not support the HTTP protocol version",
)


def error_description(response: Response) -> str | None:
    """The text in Werkzeug's error page: "" where Werkzeug words it, None if it is no such page."""
    if response.status < 400:
        return None
    match = _ERROR_PAGE.match(text_of(response))
    if match is None or int(match[1]) != response.status:
        return None
    text = plain(match[3])
    return "" if any(text.startswith(words) for words in _OWN_WORDS) else text


def is_framework_error(response: Response) -> bool:
    """Whether the body of an error says nothing that the application has worded."""
    if response.status < 400:
        return False
    text = text_of(response).strip()
    if not text or error_description(response) == "":
        return True
    return text == phrase(response.status) or detail(response) == phrase(response.status)


def is_redirect_body(response: Response) -> bool:
    """Whether the body of a redirect is empty or Werkzeug's page."""
    if response.status // 100 != 3:
        return False
    return not response.body.strip() or bool(_REDIRECT_PAGE.match(text_of(response)))


def detail(response: Response) -> object:
    """What FastAPI's own error body `{"detail": …}` says, or None if it is no such body."""
    try:
        data = json.loads(response.body)
    except ValueError:
        return None
    return data["detail"] if isinstance(data, dict) and set(data) == {"detail"} else None


def phrase(status: int) -> str:
    """The standard phrase of a status."""
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return ""


def plain(markup: str) -> str:
    """The text of some HTML, white space collapsed."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def text_of(response: Response) -> str:
    """The body as text, whatever its bytes."""
    return response.body.decode("utf-8", "replace")


def json_of(response: Response) -> Any:
    """The body as JSON, or None where it is none."""
    try:
        return json.loads(response.body)
    except ValueError:
        return None
