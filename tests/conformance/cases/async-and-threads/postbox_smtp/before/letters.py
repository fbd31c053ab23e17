from threading import Thread

from flask import current_app, render_template_string
from flask_mail import Mail, Message

mail = Mail()


def _send(app, message):
    with app.app_context():
        mail.send(message)


def send_later(message):
    thread = Thread(target=_send, args=(current_app._get_current_object(), message))
    thread.start()
    return thread


def letter(to, name, **options):
    message = Message(f"Grüße an {name}", recipients=[to], date=0, **options)
    message.msgId = "<1@postbox.test>"
    message.body = render_template_string("Hello {{ name }},\n.\nbye", name=name)
    return message
