from flask import Flask, jsonify, request

from mailroom import OUTBOX, send_later

app = Flask(__name__)
app.config.update(MAIL_SENDER="post@mailroom.test", MAIL_PREFIX="[Mailroom]", MAIL_MAX=2)


@app.route("/letters", methods=["POST"])
def letter():
    data = request.get_json()
    to = data.get("to") or []
    if not to:
        return jsonify(error="nobody to write to"), 400
    if len(to) > app.config["MAIL_MAX"]:
        return jsonify(error="too many", most=app.config["MAIL_MAX"]), 422
    threads = [send_later(address, data.get("subject", "")) for address in to]
    for thread in threads:
        thread.join(5)
    return jsonify(sent=len(threads)), 202


@app.route("/outbox")
def outbox():
    to = request.args.get("to")
    return jsonify([mail for mail in OUTBOX if to in (None, mail["to"])])
