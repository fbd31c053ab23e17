from threading import Thread

from fastapi.responses import HTMLResponse

from compat.application import Application
from compat.context import current_app_object
from compat.mail import Mail, email_dispatched
from compat.mail_messages import Message
from compat.requests import Request
from compat.templating import render_template_string

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
    thread = Thread(target=send_async_email, args=(current_app_object(), message))
    thread.start()
    return thread


def create_app():
    app = Application(__name__)
    app.config.update(MAIL_SUPPRESS_SEND=True, MAIL_DEFAULT_SENDER=("Ada", "ada@x.test"))
    mail.init_app(app)

    @app.post("/reset")
    def reset(request: Request):
        body = render_template_string("Hello {{ name }}", name=request.form_data["name"])
        send_email("Reset", [request.form_data["to"]], body).join()
        return HTMLResponse("", 204)

    @app.get("/sent")
    def outbox():
        return sent

    return app
