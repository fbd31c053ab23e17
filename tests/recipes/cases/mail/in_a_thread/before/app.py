from threading import Thread

from flask import Flask, current_app, jsonify, render_template_string, request
from flask_mail import Mail, Message, email_dispatched

mail = Mail()
sent = []


@email_dispatched.connect
def note(sender, message):
    sent.append((sender.name, message.subject, sorted(message.recipients), message.sender))


def send_async_email(app, message):
    with app.app_context():
        mail.send(message)


def send_email(subject, recipients, body):
    message = Message(subject, recipients=recipients)
    message.body = body
    # The application itself, since a thread has no current one.
    thread = Thread(target=send_async_email, args=(current_app._get_current_object(), message))
    thread.start()
    return thread


def create_app():
    app = Flask(__name__)
    app.config.update(MAIL_SUPPRESS_SEND=True, MAIL_DEFAULT_SENDER=("Ada", "ada@x.test"))
    mail.init_app(app)

    @app.post("/reset")
    def reset():
        body = render_template_string("Hello {{ name }}", name=request.form["name"])
        send_email("Reset", [request.form["to"]], body).join()
        return "", 204

    @app.get("/sent")
    def outbox():
        return jsonify(sent)

    return app
