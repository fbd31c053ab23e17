"""Turns a posted form into a mail; attachments may be files or come inline as base64."""

import base64
import binascii
import io

from flask import Flask, jsonify, request
from werkzeug.datastructures import FileStorage

from mailer import Mail, MailError

app = Flask(__name__)
app.config["MAX_ATTACHMENT"] = 40


def inline_attachments():
    for name, text in (request.get_json(silent=True) or {}).get("attachments", {}).items():
        try:
            data = base64.b64decode(text, validate=True)
        except (binascii.Error, TypeError, ValueError) as error:
            raise MailError(f"{name} is not base64") from error
        yield FileStorage(io.BytesIO(data), filename=name, content_type="text/plain")


@app.errorhandler(MailError)
def refuse(error):
    return jsonify(error=str(error)), 422


@app.route("/mails", methods=["POST"])
def send():
    fields = request.get_json() if request.is_json else request.form
    mail = Mail(fields.get("to"), fields.get("subject", "(none)"))
    attachments = inline_attachments() if request.is_json else request.files.getlist("attachment")
    for attachment in attachments:
        mail.attach(attachment, limit=app.config["MAX_ATTACHMENT"])
    return jsonify(mail.summary()), 202
