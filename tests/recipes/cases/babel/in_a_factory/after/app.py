from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from compat.application import Application
from compat.context import request
from compat.locales import get_locale
from compat.requests import Request
from compat.session import SessionMiddleware
from compat.translation import Babel, gettext


class LocaleAnswer(BaseModel):
    locale: str


def create_app():
    app = Application(__name__)
    app.add_middleware(SessionMiddleware)
    app.secret_key = "k"

    def select_locale():
        # What was chosen, else what the browser asks for.
        return request.session.get("lang") or request.accept_languages.best_match(["de", "en"])

    if hasattr(Babel, "localeselector"):
        babel = Babel(app)
        babel.localeselector(select_locale)
    else:
        Babel(app, locale_selector=select_locale, default_timezone="Europe/Berlin")

    @app.get("/")
    def index():
        return gettext("Hello")

    @app.get("/locale", response_model=LocaleAnswer)
    def locale():
        return {"locale": str(get_locale())}

    @app.post("/lang/{lang}")
    def choose(request: Request, lang: str):
        request.session["lang"] = lang
        return HTMLResponse("", 204)

    return app


app = create_app()
