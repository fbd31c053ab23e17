from flask import Flask, request, session
from flask_babel import Babel, get_locale, gettext


def create_app():
    app = Flask(__name__)
    app.secret_key = "k"

    def select_locale():
        # What was chosen, else what the browser asks for.
        return session.get("lang") or request.accept_languages.best_match(["de", "en"])

    if hasattr(Babel, "localeselector"):
        babel = Babel(app)
        babel.localeselector(select_locale)
    else:
        Babel(app, locale_selector=select_locale, default_timezone="Europe/Berlin")

    @app.get("/")
    def index():
        return gettext("Hello")

    @app.get("/locale")
    def locale():
        return {"locale": str(get_locale())}

    @app.post("/lang/<lang>")
    def choose(lang):
        session["lang"] = lang
        return "", 204

    return app


app = create_app()
