from flask import Flask, current_app, request
from flask_mail import BadHeaderError, Mail, Message


def send_email(message):
    try:
        current_app.mail.send(message)
    except (BadHeaderError, AssertionError) as error:
        return type(error).__name__
    return "sent"


def create_app():
    app = Flask(__name__)
    app.config.update(MAIL_SUPPRESS_SEND=True, MAIL_DEFAULT_SENDER="ada@x.test")
    mail = Mail()
    mail.init_app(app)
    app.mail = mail

    @app.get("/send")
    def send():
        with current_app.extensions["mail"].record_messages() as outbox:
            answer = send_email(Message(request.args["subject"], request.args.getlist("to")))
        return {"answer": answer, "texts": [m.subject for m in outbox]}

    return app
