"""A museum's guide: its languages are those that it has translations for."""

from flask import Flask, current_app, request
from flask_babel import get_babel

from . import views
from .extensions import babel, month_of
from .language import select_language


def create_app(**settings):
    """Return the application."""
    app = Flask(__name__)
    app.config["BABEL_DEFAULT_LOCALE"] = "en_GB"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations;shop"
    app.config["BABEL_DOMAIN"] = "messages;shop"
    app.config.update(settings)
    babel.init_app(
        app,
        locale_selector=select_language,
        timezone_selector=lambda: request.args.get("zone"),
    )
    babel.date_formats["date"] = "long"
    babel.date_formats["time.short"] = "HH.mm"
    app.before_request(select_language)
    app.jinja_env.filters["month"] = month_of
    app.jinja_env.globals["get_locale"] = views.get_locale
    app.register_blueprint(views.bp)
    with app.app_context():
        app.config["LANGUAGES"] = sorted(str(found) for found in babel.list_translations())
        app.config["DEFAULT"] = get_babel(current_app).default_locale
    return app
