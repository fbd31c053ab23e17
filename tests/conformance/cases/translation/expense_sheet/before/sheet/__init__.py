"""A sheet of expenses, in the language and the currency of whoever looks at it."""

import pytz
from babel.dates import LOCALTZ
from flask import Flask, g, request, session
from flask_babel import Babel, format_currency
from jinja2 import pass_context

from .pages import pages


def create_app():
    app = Flask(__name__)
    app.config.from_mapping(
        SECRET_KEY="sheet",
        SUPPORTED_LANGUAGES=["en", "de", "ja", "pt_BR"],
        BABEL_DEFAULT_LOCALE="de",
    )
    app.register_blueprint(pages)

    default_timezone = "UTC"
    try:
        pytz.timezone(str(LOCALTZ))
        default_timezone = "Asia/Tokyo"
    except pytz.exceptions.UnknownTimeZoneError:
        pass

    def get_locale():
        # The language of the session, or what the browser likes best.
        lang = session.get(
            "lang",
            request.accept_languages.best_match(app.config["SUPPORTED_LANGUAGES"]),
        )
        g.lang = lang
        return lang

    if hasattr(Babel, "localeselector"):
        # Versions before 3.
        babel = Babel(app, default_timezone=default_timezone)
        babel.localeselector(get_locale)
    else:
        Babel(app, default_timezone=default_timezone, locale_selector=get_locale)

    @pass_context
    def currency(context, number, currency=None, *args, **kwargs):
        """Like `currencyformat`, with the sheet's own currency."""
        return format_currency(number, currency or context["sheet_currency"], *args, **kwargs).strip()

    app.jinja_env.filters["currency"] = currency
    return app
