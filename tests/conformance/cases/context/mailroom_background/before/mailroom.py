"""Letters are sent by threads, which get the application itself instead of its proxy."""

from threading import Lock, Thread

from flask import current_app, g

OUTBOX = []
_lock = Lock()


def _compose(to, subject):
    config = current_app.config
    g.line = f"{config['MAIL_PREFIX']} {subject}".strip()
    return {"from": config["MAIL_SENDER"], "to": to, "subject": g.line}


def _send(app, to, subject):
    with app.app_context():
        mail = _compose(to, subject)
        with _lock:
            OUTBOX.append(mail)
            OUTBOX.sort(key=lambda sent: sent["to"])


def send_later(to, subject):
    app = current_app._get_current_object()
    thread = Thread(target=_send, args=(app, to, subject))
    thread.start()
    return thread
