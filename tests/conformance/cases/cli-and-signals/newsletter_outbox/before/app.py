from flask import Blueprint, Flask, current_app, jsonify, request
from flask_mail import Mail, Message

from outbox import ENTRIES

news = Blueprint("news", __name__, url_prefix="/news")


@news.post("/<issue>")
def publish(issue):
    readers = request.get_json()["readers"]
    with current_app.mail.connect() as connection:
        for reader in readers:
            message = Message(issue.title(), html=f"<h1>{issue}</h1>")
            message.add_recipient(reader)
            connection.send(message)
    return jsonify(sent=len(readers), more=connection.num_emails), 201


@news.get("/last")
def last():
    with current_app.extensions["mail"].record_messages() as seen:
        current_app.mail.send_message("Last", recipients=["me@x.test"], bcc=["you@x.test"])
    return jsonify([m.subject for m in seen])


def create_app():
    app = Flask(__name__)
    app.config.update(PREFIX="[news]", MAIL_DEFAULT_SENDER="news@x.test", MAIL_SUPPRESS_SEND=True)
    app.config["MAIL_MAX_EMAILS"] = 2
    app.mail = Mail(app)
    app.register_blueprint(news)

    @app.get("/outbox")
    def outbox():
        return jsonify(ENTRIES)

    return app
