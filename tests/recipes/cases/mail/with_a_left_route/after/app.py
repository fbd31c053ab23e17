import importlib

from flask.views import http_method_funcs

from compat.application import Application
from compat.legacy import Fallback
from compat.mail import Mail
from compat.mail_messages import Message

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config.update(MAIL_SUPPRESS_SEND=True, MAIL_DEFAULT_SENDER="ada@x.test")
mail = Mail(app)


@app.get("/send")
def send():
    with mail.record_messages() as outbox:
        mail.send(Message("Hi", ["bob@x.test"]))
    return outbox[0].subject


# Flask still answers GET /left: UF100 no recipe knows this part of Flask: `flask.views.http_method_funcs` (app.py:20).
def left():
    mail.send_message("Hi", ["bob@x.test"])
    # unflask UF100: no recipe knows this part of Flask: `flask.views.http_method_funcs`
    return str(sorted(http_method_funcs))
