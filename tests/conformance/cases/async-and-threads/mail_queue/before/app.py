from flask import Flask, jsonify, request

from mailer import mailer

app = Flask(__name__)
app.config.update(SENDER="shop@example.org", OUTBOX=[])


@app.route("/mails", methods=["POST"])
def send():
    to = request.form.get("to", "")
    if "@" not in to:
        return jsonify(error="to whom?"), 400
    mailer.put(to, request.form.get("text", ""))
    return jsonify(queued=True), 202


@app.route("/mails")
def mails():
    mailer.settle()
    return jsonify(app.config["OUTBOX"])


@app.route("/mails/failed")
def failed():
    mailer.settle()
    return jsonify(mailer.failed)


def deliver(to, text):
    with app.app_context():
        if not text:
            raise ValueError(f"nothing for {to}")
        app.config["OUTBOX"].append({"from": app.config["SENDER"], "to": to, "text": text})


mailer.start(deliver)
