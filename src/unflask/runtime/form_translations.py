"""The messages of forms in the language of the request, from the catalogs of WTForms."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from babel.support import NullTranslations, Translations
from wtforms.i18n import messages_path

from .context import current_request, has_request_context
from .locales import get_locale
from .wtf import TRANSLATIONS

if TYPE_CHECKING:
    from .application import Application

_KEPT = "migrated.form_translations"
"""The key of a scope for the messages: one language for each request, whatever is chosen later."""


def translate_forms(app: Application) -> None:
    """Have the messages of forms translated."""
    app.extensions[TRANSLATIONS] = FormTranslations()


class FormTranslations:
    """Looks messages up in the language of the request; there is none outside of requests."""

    def gettext(self, text: str) -> str:
        """Return a message."""
        found = _messages()
        return text if found is None else found.ugettext(text)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the form of a message for a number."""
        found = _messages()
        if found is None:
            return singular if number == 1 else plural
        return found.ungettext(singular, plural, number)


def _messages() -> NullTranslations | None:
    if not has_request_context():
        return None
    scope = current_request().scope
    if _KEPT not in scope:
        scope[_KEPT] = Translations.load(messages_path(), [get_locale()], domain="wtforms")  # type: ignore[list-item]
    return cast("NullTranslations", scope[_KEPT])
