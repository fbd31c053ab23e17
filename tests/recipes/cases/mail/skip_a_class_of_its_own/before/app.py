from flask import Flask
from flask_mail import Mail, Message


class LoudMail(Mail):
    def send(self, message):
        message.subject = message.subject.upper()
        super().send(message)


app = Flask(__name__)
app.config.update(MAIL_SUPPRESS_SEND=True, MAIL_DEFAULT_SENDER="ada@x.test")
mail = LoudMail(app)


@app.get("/plain")
def plain():
    return "plain"


@app.get("/send")
def send():
    message = Message("Hi", recipients=["bob@x.test"])
    mail.send(message)
    return message.subject
