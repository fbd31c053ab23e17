from flask import Flask, jsonify, request

from limits import allowed, remaining

app = Flask(__name__)
app.config.from_mapping(
    PLAN={"name": "free", "seats": 1},
    QUOTA=10,
    FEATURES=[],
)
app.config.from_prefixed_env("MAILER")
app.config.from_envvar("MAILER_SETTINGS", silent=True)


@app.route("/plan")
def plan():
    return jsonify(app.config["PLAN"])


@app.route("/settings")
def settings():
    names = ("QUOTA", "FEATURES", "SENDER", "DRY_RUN", "RATE", "TESTING", "NOTE")
    return jsonify({name: app.config.get(name) for name in names})


@app.route("/send", methods=["POST"])
def send():
    recipients = request.form.getlist("to")
    if not recipients:
        return jsonify(error="nobody to send to"), 400
    if not allowed(len(recipients)):
        return jsonify(error="over quota", remaining=remaining(0)), 429
    return jsonify(
        sent=not app.config["DRY_RUN"], sender=app.config["SENDER"], left=remaining(len(recipients))
    ), 202


@app.errorhandler(405)
def wrong_method(error):
    return jsonify(error=error.name, testing=app.testing), error.code
