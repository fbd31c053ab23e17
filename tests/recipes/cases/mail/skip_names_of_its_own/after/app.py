import importlib

from flask_mail import Mail, sanitize_address

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config.update(MAIL_SUPPRESS_SEND=True, MAIL_DEFAULT_SENDER="ada@x.test")
# unflask UF201: a Flask extension is used here: Flask-Mail; `flask_mail.sanitize_address` is used
mail = Mail()


@app.get("/plain")
def plain():
    return "plain"


# Flask still answers GET /address: UF201 a Flask extension is used here: Flask-Mail; `flask_mail.sanitize_address` is used (app.py:16).
def address(request: Request):
    # unflask UF201: a Flask extension is used here: Flask-Mail; `flask_mail.sanitize_address` is used
    return sanitize_address(request.args["a"])


# Flask still answers GET /send: UF201 a Flask extension is used here: Flask-Mail; `flask_mail.sanitize_address` is used (app.py:6) (through send → mail).
def send():
    mail.send_message("Hi", ["bob@x.test"])
    return "sent"
