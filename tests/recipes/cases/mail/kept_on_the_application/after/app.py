from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app
from compat.mail import BadHeaderError, Mail
from compat.mail_messages import Message
from compat.requests import Request
from compat.values import Json


def send_email(message):
    try:
        current_app.mail.send(message)
    except (BadHeaderError, AssertionError) as error:
        return type(error).__name__
    return "sent"


class SendAnswer(BaseModel):
    answer: Json
    texts: Json


def create_app():
    app = Application(__name__)
    app.config.update(MAIL_SUPPRESS_SEND=True, MAIL_DEFAULT_SENDER="ada@x.test")
    mail = Mail()
    mail.init_app(app)
    app.mail = mail

    @app.get("/send", response_model=SendAnswer)
    def send(request: Request):
        with current_app.extensions["mail"].record_messages() as outbox:
            answer = send_email(Message(request.args["subject"], request.args.getlist("to")))
        return {"answer": answer, "texts": [m.subject for m in outbox]}

    return app
