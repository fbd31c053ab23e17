from flask import Flask
from flask.views import http_method_funcs
from flask_mail import Mail, Message

app = Flask(__name__)
app.config.update(MAIL_SUPPRESS_SEND=True, MAIL_DEFAULT_SENDER="ada@x.test")
mail = Mail(app)


@app.get("/send")
def send():
    with mail.record_messages() as outbox:
        mail.send(Message("Hi", ["bob@x.test"]))
    return outbox[0].subject


@app.get("/left")
def left():
    mail.send_message("Hi", ["bob@x.test"])
    return str(sorted(http_method_funcs))
