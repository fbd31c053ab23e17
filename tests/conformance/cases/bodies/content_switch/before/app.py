"""Orders arrive as JSON, as a form, as CSV or as plain text."""

import csv
import io

from flask import Flask, abort, jsonify, request

app = Flask(__name__)


def from_json():
    body = request.get_json()
    return body if isinstance(body, list) else [body]


def from_form():
    names = request.form.getlist("item")
    counts = request.form.getlist("count")
    return [{"item": n, "count": int(c)} for n, c in zip(names, counts, strict=False)]


def from_csv():
    rows = csv.DictReader(io.StringIO(request.get_data(as_text=True)))
    return [{"item": row["item"], "count": int(row["count"])} for row in rows]


def from_text():
    return [{"item": line, "count": 1} for line in request.data.decode().splitlines()]


READERS = {
    "application/x-www-form-urlencoded": from_form,
    "multipart/form-data": from_form,
    "text/csv": from_csv,
    "text/plain": from_text,
}


@app.route("/orders", methods=["POST"])
def orders():
    if request.is_json:
        reader = from_json
    else:
        reader = READERS.get(request.mimetype)
    if reader is None:
        abort(415, f"cannot read {request.mimetype or 'nothing'}")
    try:
        found = reader()
    except (KeyError, ValueError) as error:
        return jsonify(error=type(error).__name__), 400
    return jsonify(orders=found, total=sum(row.get("count", 1) for row in found))


@app.errorhandler(415)
def unsupported(error):
    answer = jsonify(error=error.description, accepts=sorted(READERS))
    answer.status_code = 415
    answer.headers["Accept-Post"] = ", ".join(sorted(READERS))
    return answer
