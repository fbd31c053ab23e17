from flask import Flask, g, jsonify, request

from filters import FilterError, build_filters, describe
from storage import events

app = Flask(__name__)


@app.before_request
def read_common_arguments():
    g.verbose = request.args.get("verbose", "0") not in ("0", "", "false")
    g.fields = [f for f in request.args.get("fields", "").split(",") if f]


@app.errorhandler(FilterError)
def bad_filter(error):
    return jsonify(message=str(error), parameter=error.parameter), 400


@app.route("/events", methods=["GET", "POST"])
def list_events():
    rows = [e for e in events() if all(check(e) for check in build_filters())]
    if g.fields:
        rows = [{k: v for k, v in row.items() if k in g.fields} for row in rows]
    body = {"events": rows, "count": len(rows)}
    if g.verbose:
        body["filters"] = describe()
    return jsonify(body)


@app.route("/events/<int:number>")
def one_event(number):
    for event in events():
        if event["id"] == number:
            return event if not g.fields else {k: event.get(k) for k in g.fields}
    return jsonify(message="no such event"), 404
