"""Texts that are made long before anybody has a language."""

import json

from babel.numbers import get_currency_name, get_currency_symbol
from flask import render_template
from flask_babel import get_locale
from flask_babel import lazy_gettext as _


class Field:
    """A field of a form."""

    def __init__(self, label, help=""):
        self.label = label
        self.help = help

    def check(self, value):
        """Return what is wrong with a value."""
        if not value:
            return _("%(label)s is missing", label=self.label)
        return None


class ExpenseForm:
    """What an expense is made of."""

    what = Field(_("What"), help=_("Lunch, fuel, …"))
    amount = Field(_("Amount"))

    fields = {"what": what, "amount": amount}

    def errors(self, values):
        """Return the errors of a form, each with its field."""
        found = {name: field.check(values.get(name)) for name, field in self.fields.items()}
        return {name: error for name, error in found.items() if error is not None}


class SheetEncoder(json.JSONEncoder):
    """Writes lazy texts, too."""

    def default(self, o):
        try:
            from flask_babel import speaklater

            if isinstance(o, speaklater.LazyString):
                return "lazy: " + str(o)
        except ImportError:
            pass
        return json.JSONEncoder.default(self, o)


def render_localized(prefix, **context):
    """Render the template of the language, or the English one."""
    names = [f"{prefix}.{lang}.j2" for lang in (get_locale().language, "en")]
    return render_template(names, **context)


def currency_label(code):
    """Return a currency as people call it."""
    if code == "XXX":
        return _("No Currency")
    locale = get_locale() or "en_US"
    return f"{get_currency_symbol(code, locale=locale)} ({get_currency_name(code, locale=locale)})"
