import importlib

from flask_mail import Mail, Message

from compat.application import Application
from compat.legacy import Fallback


# unflask UF201: a Flask extension is used here: Flask-Mail; `LoudMail` changes how mail is sent
class LoudMail(Mail):
    def send(self, message):
        message.subject = message.subject.upper()
        super().send(message)


app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config.update(MAIL_SUPPRESS_SEND=True, MAIL_DEFAULT_SENDER="ada@x.test")
# unflask UF201: a Flask extension is used here: Flask-Mail; `LoudMail` changes how mail is sent
mail = LoudMail()


@app.get("/plain")
def plain():
    return "plain"


# Flask still answers GET /send: UF201 a Flask extension is used here: Flask-Mail; `LoudMail` changes how mail is sent (app.py:5) (through send → mail → LoudMail).
def send():
    # unflask UF201: a Flask extension is used here: Flask-Mail; `LoudMail` changes how mail is sent
    message = Message("Hi", recipients=["bob@x.test"])
    mail.send(message)
    return message.subject
