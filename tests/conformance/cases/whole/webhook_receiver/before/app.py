from flask import Flask, g, jsonify

from handlers import hooks
from security import verified
from stats import delivered, totals

app = Flask(__name__)
app.config.from_mapping(
    WEBHOOK_SECRETS={"forge": "s3cret", "till": "coins"},
    MAX_CONTENT_LENGTH=400,
    SEEN=set(),
)


@app.route("/hooks/<source>", methods=["POST"])
@verified
def receive(source):
    if g.delivery in app.config["SEEN"]:
        return jsonify(status="duplicate", delivery=g.delivery)
    app.config["SEEN"].add(g.delivery)
    handler = hooks.get((source, g.event))
    if handler is None:
        return jsonify(status="ignored", event=g.event), 202
    result = handler(g.payload)
    delivered.send(source, event=g.event)
    return jsonify(status="done", result=result)


@app.route("/stats")
def stats():
    return jsonify(totals())


@app.errorhandler(413)
def too_large(error):
    return jsonify(status="refused", reason="payload too large"), 413


@app.errorhandler(KeyError)
def incomplete(error):
    return jsonify(status="refused", reason=f"{error.args[0]} is missing"), 422


@app.after_request
def stamp(response):
    if "delivery" in g:
        response.headers["X-Delivery"] = g.delivery
    response.headers["Cache-Control"] = "no-store"
    return response
