"""The language and the time zone of the request: who chooses them, and how long they are kept."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel import Locale
from pytz import UTC, timezone

from .context import current, current_context, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .application import Application
    from .translation import Babel, Domain


_KEPT = "_flask_babel"
"""The name in ``g`` for what is chosen."""


@dataclass(kw_only=True)
class BabelConfiguration:
    """What an application has chosen, and the functions that choose for a request."""

    default_locale: str
    default_timezone: str
    default_domain: str
    default_directories: list[str]
    translation_directories: list[str]
    instance: Babel
    locale_selector: Callable[[], Any] | None = None
    timezone_selector: Callable[[], Any] | None = None


@dataclass
class Chosen:
    """What is chosen for one request; None where nothing has asked yet."""

    locale: Locale | None = None
    forced: Locale | None = None
    timezone: Any = None
    domain: Domain | None = None


def get_babel(app: Application | None = None) -> BabelConfiguration:
    """Return the settings of ``app`` or of the current application."""
    found: BabelConfiguration = (app or current_context().app).extensions["babel"]
    return found


def chosen() -> Chosen | None:
    """Return what is chosen for the current request; None outside of any application."""
    context = current.get(None)
    if context is None:
        return None
    kept: Chosen = state_of(context.g).setdefault(_KEPT, Chosen())
    return kept


def get_locale() -> Locale | None:
    """Return the language of the request; None outside of any application."""
    kept = chosen()
    if kept is None:
        return None
    if kept.locale is None:
        babel = get_babel()
        wanted = None if babel.locale_selector is None else babel.locale_selector()
        kept.locale = babel.instance.default_locale if wanted is None else Locale.parse(wanted)
    return kept.locale


def get_timezone() -> Any:
    """Return the time zone of the request, one of ``pytz``."""
    kept = chosen()
    if kept is not None and kept.timezone is not None:
        return kept.timezone
    babel = get_babel()
    wanted = None if babel.timezone_selector is None else babel.timezone_selector()
    wanted = babel.instance.default_timezone if wanted is None else wanted
    zone = timezone(wanted) if isinstance(wanted, str) else wanted
    if kept is not None:
        kept.timezone = zone
    return zone


def refresh() -> None:
    """Have language and time zone chosen anew, for what the request does from here on."""
    kept = chosen()
    if kept is not None:
        kept.locale = kept.forced
        kept.timezone = None


@contextmanager
def force_locale(locale: Any) -> Iterator[None]:
    """Use another language inside of a ``with`` block."""
    kept = chosen()
    if kept is None:
        yield
        return
    before = kept.locale
    try:
        kept.locale = kept.forced = Locale.parse(locale)
        yield
    finally:
        kept.forced = None
        kept.locale = before


def to_user_timezone(datetime: Any) -> Any:
    """Return a time in the zone of the request; one without a zone is taken as UTC."""
    if datetime.tzinfo is None:
        datetime = datetime.replace(tzinfo=UTC)
    zone = get_timezone()
    return zone.normalize(datetime.astimezone(zone))


def to_utc(datetime: Any) -> Any:
    """Return a time in UTC without its zone; one without a zone is taken as the request's."""
    if datetime.tzinfo is None:
        datetime = get_timezone().localize(datetime)
    return datetime.astimezone(UTC).replace(tzinfo=None)
