import importlib

from flask_login import LoginManager, UserMixin, current_user, login_required, user_logged_in

from compat.application import Application
from compat.legacy import Fallback
from compat.vary import vary_on_cookie

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.secret_key = "odd"
# unflask UF201: a Flask extension is used here: Flask-Login; `flask_login.user_logged_in.connect_via` is used
manager = LoginManager()
app.after_request(vary_on_cookie)
seen = []


@manager.user_loader
def load(key):
    return UserMixin()


@user_logged_in.connect_via(app)
def note(sender, user):
    seen.append(user)


# Flask still answers GET /mine: UF201 a Flask extension is used here: Flask-Login; `flask_login.user_logged_in.connect_via` is used (app.py:21).
@login_required
# unflask UF201: a Flask extension is used here: Flask-Login; `flask_login.user_logged_in.connect_via` is used
def mine():
    # unflask UF201: a Flask extension is used here: Flask-Login; `flask_login.user_logged_in.connect_via` is used
    return {"id": current_user.get_id()}


@app.get("/open")
def opened():
    return "open"
