"""Dates, times and numbers as the language of the request writes them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from babel import dates, numbers

from .locales import get_babel, get_locale, get_timezone, to_user_timezone

if TYPE_CHECKING:
    from datetime import timedelta

_LENGTHS = ("short", "medium", "full", "long")


def format_datetime(datetime: Any = None, format: str | None = None, rebase: bool = True) -> str:
    """Return date and time, of now where none is given, in the zone of the request.

    ``format`` is a length or a pattern of Babel; without ``rebase`` the zone stays as it is.
    """
    return dates.format_datetime(datetime, _format("datetime", format), **_options(rebase))


def format_date(date: Any = None, format: str | None = None, rebase: bool = True) -> str:
    """Return the date of a date or time, or of today."""
    if rebase and isinstance(date, datetime):
        date = to_user_timezone(date)
    return dates.format_date(date, _format("date", format), locale=get_locale())


def format_time(time: Any = None, format: str | None = None, rebase: bool = True) -> str:
    """Return the time of day, of now where none is given, in the zone of the request."""
    return dates.format_time(time, _format("time", format), **_options(rebase))


def format_timedelta(
    datetime_or_timedelta: datetime | timedelta,
    granularity: Any = "second",
    add_direction: bool = False,
    threshold: float = 0.85,
) -> str:
    """Return in words how long something takes, or how long a time in UTC is past."""
    lasting = datetime_or_timedelta
    if isinstance(lasting, datetime):
        lasting = datetime.now(UTC).replace(tzinfo=None) - lasting
    return dates.format_timedelta(
        lasting, granularity, threshold=threshold, add_direction=add_direction, locale=get_locale()
    )


def format_number(number: Any) -> str:
    """Return a number."""
    return numbers.format_decimal(number, locale=get_locale())


def format_decimal(number: Any, format: str | None = None) -> str:
    """Return a number, in a pattern of its own."""
    return numbers.format_decimal(number, format=format, locale=get_locale())


def format_currency(
    number: Any,
    currency: str,
    format: str | None = None,
    currency_digits: bool = True,
    format_type: Any = "standard",
) -> str:
    """Return an amount of money, with as many digits as its currency has."""
    return numbers.format_currency(
        number,
        currency,
        format=format,
        locale=get_locale(),
        currency_digits=currency_digits,
        format_type=format_type,
    )


def format_percent(number: Any, format: str | None = None) -> str:
    """Return a share as percents."""
    return numbers.format_percent(number, format=format, locale=get_locale())


def format_scientific(number: Any, format: str | None = None) -> str:
    """Return a number with its power of ten."""
    return numbers.format_scientific(number, format=format, locale=get_locale())


def _format(kind: str, format: str | None) -> Any:
    """Return the format of the application for a kind of value, or what was asked for."""
    formats = get_babel().instance.date_formats
    if format is None:
        format = formats[kind]
    own = formats[f"{kind}.{format}"] if format in _LENGTHS else None
    return format if own is None else own


def _options(rebase: bool) -> dict[str, Any]:
    options: dict[str, Any] = {"locale": get_locale()}
    return options | {"tzinfo": get_timezone()} if rebase else options
