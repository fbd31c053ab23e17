"""Responses that leave their body out where the client has it, or send the part that it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers

from .conditional import Version, requested_range, status_if_unchanged, wants_range
from .errors import RequestedRangeNotSatisfiable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .response import Response


def make_conditional(
    response: Response,
    request: Any,
    accept_ranges: bool | str = False,
    complete_length: int | None = None,
) -> None:
    """Change a response to what the headers of a request, or of its WSGI environment, ask for.

    Parts are sent of a body of ``complete_length`` bytes.
    """
    method, wanted = _conditions(request)
    if method not in {"GET", "HEAD"}:
        return
    version = Version(response.headers.get("ETag"), response.last_modified)
    if accept_ranges:
        response.accept_ranges = "bytes" if accept_ranges is True else accept_ranges
    if accept_ranges and complete_length and wants_range(wanted, version):
        _send_part(response, wanted["range"], complete_length)
    elif status := status_if_unchanged(wanted, version):
        response.status_code = status


def _send_part(response: Response, text: str, length: int) -> None:
    part = requested_range(text, length)
    if part is None:
        raise RequestedRangeNotSatisfiable(headers={"Content-Range": f"bytes */{length}"})
    start, end = part
    response.set_data(response.get_data()[start:end])
    response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{length}"
    response.status_code = 206


def _conditions(request: Any) -> tuple[str, Mapping[str, str]]:
    """Return the method and the headers of a request or of a WSGI environment."""
    if hasattr(request, "headers"):
        return request.method, request.headers
    names = {name: name[5:].replace("_", "-") for name in request if name.startswith("HTTP_")}
    return request["REQUEST_METHOD"], Headers({n: request[name] for name, n in names.items()})
