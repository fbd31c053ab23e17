"""The headers that tell a client how it stands to a limit."""

from __future__ import annotations

import time
from email.utils import formatdate
from typing import TYPE_CHECKING

from .dates import parse_date
from .limit_settings import HeaderNames, LimiterOptions
from .response_headers import ResponseHeaders

if TYPE_CHECKING:
    from starlette.responses import Response

    from .limit_checks import RequestLimit


def add_headers(response: Response, current: RequestLimit, options: LimiterOptions) -> None:
    """Tell a client its limit, what is left of it, and when to come back."""
    names = options.header_name_mapping or {}
    headers = ResponseHeaders(raw=response.raw_headers)
    reset_at = current.reset_at
    headers.add(names[HeaderNames.LIMIT], str(current.limit.amount))
    headers.add(names[HeaderNames.REMAINING], str(current.remaining))
    headers.add(names[HeaderNames.RESET], str(reset_at))
    if "Retry-After" in headers:
        reset_at = max(_wanted(headers["Retry-After"]), reset_at)
    wait = int(reset_at - time.time())
    dated = options.retry_after == "http-date"
    headers.set(
        names[HeaderNames.RETRY_AFTER], formatdate(reset_at, usegmt=True) if dated else wait
    )


def _wanted(retry_after: str) -> int:
    """Return the time that the application itself gave, as a date or in seconds from now."""
    date = parse_date(retry_after)
    # Flask-Limiter takes the date for one of the server's own time zone.
    return int(time.time() + int(retry_after) if date is None else time.mktime(date.timetuple()))
