from flask_login import LoginManager
from pydantic import BaseModel

from compat.application import Application
from compat.vary import vary_on_cookie


# unflask UF201: a Flask extension is used here: Flask-Login; `LoginManager` is used as a value, or has a subclass
class Manager(LoginManager):
    pass


manager = Manager()


class IndexAnswer(BaseModel):
    ok: bool


def create_app():
    app = Application(__name__)
    app.secret_key = "dev"
    # Nobody signs in yet.
    # unflask UF204: a Flask extension was taken out of the converted application: Flask-Login; `LoginManager` is used as a value, or has a subclass
    app.after_request(vary_on_cookie)

    @app.get("/", response_model=IndexAnswer)
    def index():
        return {"ok": True}

    return app
