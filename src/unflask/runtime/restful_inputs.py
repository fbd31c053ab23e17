"""What a client may send: functions that turn a text into a value, or say what is wrong with it.

Each raises a ValueError whose text is meant for the client.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from email.utils import mktime_tz, parsedate_tz
from typing import Any

import aniso8601

_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOSTS = (
    rf"(?:{_LABEL}\.)+[a-z0-9-]{{2,}}\.?",
    "localhost",
    r"\d{1,3}(?:\.\d{1,3}){3}",  # IPv4.
    r"\[?[a-f0-9]*:[a-f0-9:]+\]?",  # IPv6.
)
_USER = "(?:[^:@]+:[^:@]*@)?"
_REST = r"(?::\d+)?(?:/?|[/?]\S+)$"
_URL = re.compile(f"(?:http|ftp)s?://{_USER}(?:{'|'.join(_HOSTS)}){_REST}", re.IGNORECASE)
_MIDNIGHT = time(tzinfo=UTC)


def url(value: str) -> str:
    """Return an address of HTTP or FTP as it is."""
    if _URL.match(value):
        return value
    message = f"{value} is not a valid URL"
    if _URL.match(f"http://{value}"):
        message += f". Did you mean: http://{value}"
    raise ValueError(message)


class regex:  # noqa: N801 - its name in apps
    """Takes the texts in which a pattern is found."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.re = re.compile(pattern, flags)

    def __call__(self, value: Any) -> Any:
        """Return a text as it is."""
        if not self.re.search(value):
            raise ValueError(f'Value does not match pattern: "{self.pattern}"')
        return value

    def __deepcopy__(self, memo: Any) -> regex:
        return regex(self.pattern)  # Copies of a parser have always lost the flags.


def natural(value: Any, argument: str = "argument") -> int:
    """Return a whole number that is not negative."""
    number = _whole(value)
    if number < 0:
        raise _invalid(argument, number, "be a non-negative integer")
    return number


def positive(value: Any, argument: str = "argument") -> int:
    """Return a whole number above 0."""
    number = _whole(value)
    if number < 1:
        raise _invalid(argument, number, "be a positive integer")
    return number


@dataclass
class int_range:  # noqa: N801 - its name in apps
    """Takes the whole numbers from ``low`` to ``high``, both included."""

    low: int
    high: int
    argument: str = "argument"

    def __call__(self, value: Any) -> int:
        """Return the number."""
        number = _whole(value)
        if number < self.low or number > self.high:
            within = f"be within the range {self.low} - {self.high}"
            raise _invalid(self.argument, number, within)
        return number


def boolean(value: Any) -> bool:
    """Return what ``true``, ``false``, ``1`` and ``0`` say; a bool of a JSON body is taken too."""
    if isinstance(value, bool):
        return value
    if not value:
        raise ValueError("boolean type must be non-null")
    word = value.lower()
    if word not in {"true", "1", "false", "0"}:
        raise ValueError(f"Invalid literal for boolean(): {word}")
    return word in {"true", "1"}


def date(value: str) -> datetime:
    """Return the midnight at which a day begins: ``2024-12-31``."""
    return datetime.strptime(value, "%Y-%m-%d")  # noqa: DTZ007 - a day is in no time zone


def datetime_from_rfc822(datetime_str: str) -> datetime:
    """Return a time as it stands in mail, in UTC: ``Wed, 02 Oct 2002 08:00:00 EST``."""
    return datetime.fromtimestamp(mktime_tz(parsedate_tz(datetime_str)), UTC)  # type: ignore[arg-type]


def datetime_from_iso8601(datetime_str: str) -> datetime:
    """Return a time, in the time zone that it names: ``2012-01-01T23:30:00+02:00``."""
    moment: datetime = aniso8601.parse_datetime(datetime_str)
    return moment


def iso8601interval(value: str, argument: str = "argument") -> tuple[datetime, datetime]:
    """Return where an interval begins and ends, in UTC, which is assumed where no zone is named.

    A single date or time stands for all of that day, hour, minute or second.
    """
    try:
        start, end = _interval(value)
        if end is None:
            end = start + _length(start, value)
        return _in_utc(start), _in_utc(end)
    except ValueError:
        raise _invalid(argument, value, "be a valid ISO8601 date/time interval.") from None


def _interval(value: str) -> tuple[Any, Any]:
    """Return two dates or times, the second None where only one was given."""
    try:
        start, end = sorted(aniso8601.parse_interval(value))
    except ValueError:
        try:
            return aniso8601.parse_datetime(value), None
        except ValueError:
            return aniso8601.parse_date(value), None
    return start, end


def _length(start: Any, value: str) -> timedelta:
    """Return how long the time is that a text of this precision stands for."""
    if not isinstance(start, datetime):
        return timedelta(days=1)
    clock = re.split("[+-]", value.split("T")[1])[0]
    match clock.count(":"):
        case 0:
            return timedelta(hours=1)
        case 1:
            return timedelta(minutes=1)
    return timedelta(seconds=1)


def _in_utc(moment: Any) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, _MIDNIGHT)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _whole(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise ValueError(f"{value} is not a valid integer") from None


def _invalid(argument: str, value: object, rule: str) -> ValueError:
    return ValueError(f"Invalid {argument}: {value}. {argument} must {rule}")
