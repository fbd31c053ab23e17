import functools

from flask import Flask
from flask_mail import Mail

app = Flask(__name__)
app.config.update(MAIL_SUPPRESS_SEND=True, MAIL_DEFAULT_SENDER="ada@x.test")
mail = Mail(app)
describe = functools.partial(repr, mail)


@app.get("/plain")
def plain():
    return "plain"


@app.get("/kind")
def kind():
    return describe().split(" ")[0].rpartition(".")[2]
