import functools
import importlib

from flask_mail import Mail

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config.update(MAIL_SUPPRESS_SEND=True, MAIL_DEFAULT_SENDER="ada@x.test")
# unflask UF201: a Flask extension is used here: Flask-Mail; `mail` is handed to `functools.partial`
mail = Mail()
describe = functools.partial(repr, mail)


@app.get("/plain")
def plain():
    return "plain"


# Flask still answers GET /kind: UF201 a Flask extension is used here: Flask-Mail; `mail` is handed to `functools.partial` (app.py:8) (through kind → describe → mail).
def kind():
    return describe().split(" ")[0].rpartition(".")[2]
