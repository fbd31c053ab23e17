import importlib

from flask_login import LoginManager, UserMixin, current_user, login_required, login_user

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request
from compat.responses import JSONResponse
from compat.vary import vary_on_cookie


# unflask UF201: a Flask extension is used here: Flask-Login; `LoginManager` is used as a value, or has a subclass
class Manager(LoginManager):
    """One of its own, which nobody knows."""


app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.secret_key = "dev"
# unflask UF201: a Flask extension is used here: Flask-Login; `LoginManager` is used as a value, or has a subclass
manager = Manager()
app.after_request(vary_on_cookie)


class User(UserMixin):
    def __init__(self, id):
        self.id = id


@manager.user_loader
def load(id):
    return User(id)


def name():
    # unflask UF201: a Flask extension is used here: Flask-Login; `LoginManager` is used as a value, or has a subclass
    return current_user.get_id() or "nobody"


# Flask still answers POST /login: UF201 a Flask extension is used here: Flask-Login; `LoginManager` is used as a value, or has a subclass (app.py:30).
def login(request: Request):
    # unflask UF201: a Flask extension is used here: Flask-Login; `LoginManager` is used as a value, or has a subclass
    login_user(User(request.form_data["id"]))
    return name()


# Flask still answers GET /me: UF201 a Flask extension is used here: Flask-Login; `LoginManager` is used as a value, or has a subclass (app.py:35).
@login_required
# unflask UF201: a Flask extension is used here: Flask-Login; `LoginManager` is used as a value, or has a subclass
def me():
    return {"id": name()}


# Flask still answers GET /greet: UF201 a Flask extension is used here: Flask-Login; `LoginManager` is used as a value, or has a subclass (app.py:25) (through greet → name).
def greet():
    return f"Hello, {name()}!"


@app.get("/open")
def open_to_all():
    return JSONResponse(User("plain").id)
