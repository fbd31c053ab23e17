from flask import Flask, request
from flask_mail import Mail, sanitize_address

app = Flask(__name__)
app.config.update(MAIL_SUPPRESS_SEND=True, MAIL_DEFAULT_SENDER="ada@x.test")
mail = Mail(app)


@app.get("/plain")
def plain():
    return "plain"


@app.get("/address")
def address():
    return sanitize_address(request.args["a"])


@app.get("/send")
def send():
    mail.send_message("Hi", ["bob@x.test"])
    return "sent"
