import csv
import io

from flask import (
    Blueprint,
    Response,
    flash,
    get_flashed_messages,
    jsonify,
    redirect,
    request,
    url_for,
)

from roles import current_person, roles_required

desk = Blueprint("desk", __name__)

TEXTS = {"hello": "Hello"}


@desk.after_request
def who_did_it(response):
    response.headers["X-Person"] = current_person["name"] if current_person else "nobody"
    return response


@desk.errorhandler(KeyError)
def no_text(error):
    return jsonify(error=f"no text {error}"), 404


@desk.route("/texts")
@roles_required("editor")
def texts():
    return jsonify(texts=TEXTS, notes=get_flashed_messages(), here=url_for(".texts"))


@desk.route("/texts/<key>", methods=["GET", "POST", "DELETE"])
@roles_required("editor")
def text(key):
    if request.method == "DELETE":
        return TEXTS.pop(key)
    if request.method == "POST":
        TEXTS[key] = request.form["text"]
        flash(f"changed {key}")
        return redirect(url_for(".texts"), code=303)
    return TEXTS[key]


@desk.route("/texts.csv")
@roles_required("editor")
def export():
    out = io.StringIO()
    csv.writer(out).writerows(sorted(TEXTS.items()))
    headers = {"Content-Disposition": "attachment; filename=texts.csv"}
    return Response(out.getvalue(), mimetype="text/csv", headers=headers)


@desk.route("/texts.csv", methods=["PUT"])
@roles_required("editor", "admin")
def upload():
    file = request.files.get("file")
    if file is None or not file.filename.endswith(".csv"):
        return jsonify(error="a .csv file, please"), 400
    rows = list(csv.reader(io.StringIO(file.read().decode())))
    TEXTS.update((row[0], row[1]) for row in rows if len(row) == 2)
    return jsonify(read=len(rows), type=file.mimetype)
