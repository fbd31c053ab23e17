"""Texts in the language of the request: ``gettext``, its kin, and the catalogs they look into."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.support import NullTranslations, Translations
from pytz import timezone

from . import localized
from .form_translations import translate_forms  # only with: RequestForm
from .locales import BabelConfiguration, chosen, get_babel, get_locale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .application import Application

_DATE_FORMATS = {
    **dict.fromkeys(("time", "date", "datetime"), "medium"),
    **{
        f"{kind}.{length}": None
        for kind in ("time", "date", "datetime")
        for length in ("short", "medium", "full", "long")
    },
}


class Babel:
    """Gives an application languages: its settings, and what its templates know."""

    def __init__(
        self,
        app: Application | None = None,
        date_formats: Any = None,
        configure_jinja: bool = True,
        *args: Any,
        **options: Any,
    ) -> None:
        self.date_formats = date_formats
        self._configures_jinja = configure_jinja
        if app is not None:
            self.init_app(app, *args, **options)

    def init_app(
        self,
        app: Application,
        default_locale: str = "en",
        default_domain: str = "messages",
        default_translation_directories: str = "translations",
        default_timezone: str = "UTC",
        locale_selector: Callable[[], Any] | None = None,
        timezone_selector: Callable[[], Any] | None = None,
    ) -> None:
        """Read the settings of ``app``, BABEL_DEFAULT_LOCALE and others, or take the given ones."""
        directories = app.config.get(
            "BABEL_TRANSLATION_DIRECTORIES", default_translation_directories
        ).split(";")
        app.extensions["babel"] = BabelConfiguration(
            default_locale=app.config.get("BABEL_DEFAULT_LOCALE", default_locale),
            default_timezone=app.config.get("BABEL_DEFAULT_TIMEZONE", default_timezone),
            default_domain=app.config.get("BABEL_DOMAIN", default_domain),
            default_directories=directories,
            translation_directories=[os.path.join(str(app.root_path), d) for d in directories],
            instance=self,
            locale_selector=locale_selector,
            timezone_selector=timezone_selector,
        )
        if self.date_formats is None:
            self.date_formats = dict(_DATE_FORMATS)
        translate_forms(app)  # only with: RequestForm
        if self._configures_jinja:
            _set_up_templates(app)

    def list_translations(self) -> list[Locale]:
        """Return the languages that have a catalog, and the one for want of another."""
        found = [
            Locale.parse(folder)
            for directory in get_babel().translation_directories
            if os.path.isdir(directory)
            for folder in os.listdir(directory)
            if _has_catalog(os.path.join(directory, folder, "LC_MESSAGES"))
        ]
        return found if self.default_locale in found else [*found, self.default_locale]

    @property
    def default_locale(self) -> Locale:
        """The language where no other is chosen."""
        return Locale.parse(get_babel().default_locale)

    @property
    def default_timezone(self) -> Any:
        """The time zone where no other is chosen."""
        return timezone(get_babel().default_timezone)

    @property
    def domain(self) -> str:
        """The name of the catalogs."""
        return get_babel().default_domain

    @cached_property
    def domain_instance(self) -> Domain:
        """The catalogs themselves."""
        return Domain(domain=self.domain)


class LazyString:
    """A text that is translated each time it is used: it may stand where no request is served."""

    def __init__(self, function: Callable[..., Any], *args: Any, **variables: Any) -> None:
        self._function = function
        self._args = args
        self._variables = variables

    def __str__(self) -> str:
        return str(self._function(*self._args, **self._variables))

    def __repr__(self) -> str:
        return f"l'{self}'"

    __html__ = __str__

    def __getattr__(self, name: str) -> Any:
        if name == "__setstate__":  # A copy asks for it before it has a text.
            raise AttributeError(name)
        return getattr(str(self), name)

    def __hash__(self) -> int:
        return hash(str(self))

    def __len__(self) -> int:
        return len(str(self))

    def __getitem__(self, key: Any) -> str:
        return str(self)[key]

    def __iter__(self) -> Iterator[str]:
        return iter(str(self))

    def __contains__(self, item: Any) -> bool:
        return item in str(self)

    def __add__(self, other: Any) -> Any:
        return str(self) + other

    def __radd__(self, other: Any) -> Any:
        return other + str(self)

    def __mul__(self, other: Any) -> str:
        return str(self) * other  # type: ignore[no-any-return]

    __rmul__ = __mul__

    def __mod__(self, other: Any) -> str:
        return str(self) % other  # type: ignore[no-any-return]

    def __eq__(self, other: object) -> bool:
        return str(self) == other

    def __ne__(self, other: object) -> bool:
        return str(self) != other

    def __lt__(self, other: Any) -> Any:
        return str(self) < other

    def __le__(self, other: Any) -> Any:
        return str(self) <= other

    def __gt__(self, other: Any) -> Any:
        return str(self) > other

    def __ge__(self, other: Any) -> Any:
        return str(self) >= other


class Domain:
    """Catalogs of one name, or of several (``a;b``), one for each folder."""

    def __init__(
        self, translation_directories: str | list[str] | None = None, domain: str = "messages"
    ) -> None:
        single = isinstance(translation_directories, str)
        self._directories: Any = [translation_directories] if single else translation_directories
        self.domain = domain.split(";")
        self.cache: dict[tuple[str, str], Translations] = {}

    def __repr__(self) -> str:
        return f"<Domain({self._directories!r}, {self.domain!r})>"

    @property
    def translation_directories(self) -> list[str]:
        """The folders to look into: its own, or those of the application."""
        if self._directories is not None:
            return self._directories  # type: ignore[no-any-return]
        return get_babel().translation_directories

    def as_default(self) -> None:
        """Have ``gettext`` and its kin look here for the rest of the request."""
        kept = chosen()
        if kept is None:
            raise RuntimeError("No request context")
        kept.domain = self

    def get_translations_cache(self, ctx: Any) -> dict[tuple[str, str], Translations]:  # noqa: ARG002 (a hook for subclasses)
        """Return where read catalogs are kept."""
        return self.cache

    def get_translations(self) -> NullTranslations:
        """Return the texts in the language of the request, unchanged ones outside of any app."""
        kept = chosen()
        if kept is None:
            return NullTranslations()
        cache = self.get_translations_cache(kept)
        locale = get_locale()
        key = str(locale), self.domain[0]
        if key not in cache:
            cache[key] = self._load(locale)
        return cache[key]

    def _load(self, locale: Locale | None) -> Translations:
        found = Translations()
        for at, directory in enumerate(self.translation_directories):
            name = self.domain[0 if len(self.domain) == 1 else at]
            catalog = Translations.load(directory, [locale], name)  # type: ignore[list-item]
            found.merge(catalog)  # type: ignore[arg-type]
            if hasattr(catalog, "plural"):
                found.plural = catalog.plural  # `merge` leaves out how a language counts.
        return found

    def gettext(self, string: str, **variables: Any) -> str:
        """Return a text in the language of the request; ``variables`` fill its ``%(name)s``."""
        return _filled(self.get_translations().ugettext(string), variables)

    def ngettext(self, singular: str, plural: str, num: int, **variables: Any) -> str:
        """Return the form of a text for a number, which is ``%(num)s`` in it."""
        variables.setdefault("num", num)
        return _filled(self.get_translations().ungettext(singular, plural, num), variables)

    def pgettext(self, context: str, string: str, **variables: Any) -> str:
        """Return a text that means something else in another context."""
        return _filled(self.get_translations().upgettext(context, string), variables)

    def npgettext(
        self, context: str, singular: str, plural: str, num: int, **variables: Any
    ) -> str:
        """Return the form of a text for a number and a context."""
        variables.setdefault("num", num)
        texts = self.get_translations()
        return _filled(texts.unpgettext(context, singular, plural, num), variables)

    def lazy_gettext(self, string: str, **variables: Any) -> LazyString:
        """Like ``gettext``, translated when it is used."""
        return LazyString(self.gettext, string, **variables)

    def lazy_ngettext(self, singular: str, plural: str, num: int, **variables: Any) -> LazyString:
        """Like ``ngettext``, translated when it is used."""
        return LazyString(self.ngettext, singular, plural, num, **variables)

    def lazy_pgettext(self, context: str, string: str, **variables: Any) -> LazyString:
        """Like ``pgettext``, translated when it is used."""
        return LazyString(self.pgettext, context, string, **variables)


def get_domain() -> Domain:
    """Return the catalogs of the request; empty ones outside of any application."""
    kept = chosen()
    if kept is None:
        return Domain()
    if kept.domain is None:
        kept.domain = get_babel().instance.domain_instance
    return kept.domain


def get_translations() -> NullTranslations:
    """Return the texts in the language of the request."""
    return get_domain().get_translations()


def gettext(*args: Any, **variables: Any) -> str:
    """Return a text in the language of the request; ``variables`` fill its ``%(name)s``."""
    return get_domain().gettext(*args, **variables)


def ngettext(*args: Any, **variables: Any) -> str:
    """Return the form of a text for a number: singular, plural and the number are given."""
    return get_domain().ngettext(*args, **variables)


def pgettext(*args: Any, **variables: Any) -> str:
    """Return a text that means something else in another context: context and text are given."""
    return get_domain().pgettext(*args, **variables)


def npgettext(*args: Any, **variables: Any) -> str:
    """Return the form of a text for a number and a context, which is given first."""
    return get_domain().npgettext(*args, **variables)


def lazy_gettext(*args: Any, **variables: Any) -> LazyString:
    """Like ``gettext``, translated when it is used."""
    return LazyString(gettext, *args, **variables)


def lazy_ngettext(*args: Any, **variables: Any) -> LazyString:
    """Like ``ngettext``, translated when it is used."""
    return LazyString(ngettext, *args, **variables)


def lazy_pgettext(*args: Any, **variables: Any) -> LazyString:
    """Like ``pgettext``, translated when it is used."""
    return LazyString(pgettext, *args, **variables)


def lazy_npgettext(*args: Any, **variables: Any) -> LazyString:
    """Like ``npgettext``, translated when it is used."""
    return LazyString(npgettext, *args, **variables)


def _filled(text: Any, variables: Mapping[str, Any]) -> str:
    return text % variables if variables else text  # type: ignore[no-any-return]


def _has_catalog(directory: str) -> bool:
    return os.path.isdir(directory) and any(n.endswith(".mo") for n in os.listdir(directory))


def _set_up_templates(app: Application) -> None:
    environment: Any = app.jinja_env
    environment.filters.update(
        datetimeformat=localized.format_datetime,
        dateformat=localized.format_date,
        timeformat=localized.format_time,
        timedeltaformat=localized.format_timedelta,
        numberformat=localized.format_number,
        decimalformat=localized.format_decimal,
        currencyformat=localized.format_currency,
        percentformat=localized.format_percent,
        scientificformat=localized.format_scientific,
    )
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(
        gettext=lambda text: get_translations().ugettext(text),
        ngettext=lambda one, many, n: get_translations().ungettext(one, many, n),
        newstyle=True,
        pgettext=lambda context, text: get_translations().upgettext(context, text),
        npgettext=lambda context, one, many, n: get_translations().unpgettext(
            context, one, many, n
        ),
    )
