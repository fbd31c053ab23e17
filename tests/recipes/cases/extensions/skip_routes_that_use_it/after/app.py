import importlib

from flask_login import LoginManager, UserMixin, current_user, login_required, login_user

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request
from compat.responses import JSONResponse
from compat.vary import vary_on_cookie

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.secret_key = "dev"
# unflask UF201: a Flask extension is used here: Flask-Login; instead: a dependency that reads the same session
manager = LoginManager()
app.after_request(vary_on_cookie)


class User(UserMixin):
    def __init__(self, id):
        self.id = id


@manager.user_loader
def load(id):
    return User(id)


def name():
    # unflask UF201: a Flask extension is used here: Flask-Login; instead: a dependency that reads the same session
    return current_user.get_id() or "nobody"


# Flask still answers POST /login: UF201 a Flask extension is used here: Flask-Login; instead: a dependency that reads the same session (app.py:25).
def login(request: Request):
    # unflask UF201: a Flask extension is used here: Flask-Login; instead: a dependency that reads the same session
    login_user(User(request.form_data["id"]))
    return name()


# Flask still answers GET /me: its decorator `flask_login.login_required` is not known to keep the signature.
@login_required
# unflask UF111: the view has a decorator that hides its signature or is not known: its decorator `flask_login.login_required` is not known to keep the signature
# unflask UF201: a Flask extension is used here: Flask-Login; instead: a dependency that reads the same session
def me():
    return JSONResponse({"id": name()})


# Flask still answers GET /greet: UF201 a Flask extension is used here: Flask-Login; instead: a dependency that reads the same session (app.py:20) (through greet → name).
def greet():
    return f"Hello, {name()}!"


@app.get("/open")
def open_to_all():
    return JSONResponse(User("plain").id)
