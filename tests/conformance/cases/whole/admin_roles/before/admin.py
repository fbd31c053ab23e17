import csv
import io

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    g,
    get_flashed_messages,
    jsonify,
    redirect,
    request,
    url_for,
)

from roles import roles_required

admin = Blueprint("admin", __name__)

TEXTS = {"en": {"hello": "Hello"}, "de": {"hello": "Hallo"}}


@admin.url_value_preprocessor
def pull_lang(endpoint, values):
    g.lang = values.pop("lang")
    if g.lang not in current_app.config["LANGUAGES"]:
        abort(404, f"no language {g.lang}")


@admin.url_defaults
def add_lang(endpoint, values):
    if "lang" in g:
        values.setdefault("lang", g.lang)


@admin.route("/texts")
@roles_required("editor")
def texts():
    return jsonify(texts=TEXTS[g.lang], notes=get_flashed_messages(), here=url_for(".texts"))


@admin.route("/texts/<key>", methods=["POST"])
@roles_required("editor")
def change(key):
    TEXTS[g.lang][key] = request.form["text"]
    flash(f"changed {key}")
    return redirect(url_for(".texts"), code=303)


@admin.route("/texts.csv", methods=["GET"])
@roles_required("editor")
def export():
    out = io.StringIO()
    csv.writer(out).writerows(sorted(TEXTS[g.lang].items()))
    return Response(
        out.getvalue(),
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename=texts-{g.lang}.csv"},
    )


@admin.route("/texts.csv", methods=["PUT"])
@roles_required("editor", "admin")
def upload():
    file = request.files.get("file")
    if file is None or not file.filename.endswith(".csv"):
        return jsonify(error="a .csv file, please"), 400
    rows = list(csv.reader(io.TextIOWrapper(file.stream, encoding="utf-8")))
    TEXTS[g.lang] = {row[0]: row[1] for row in rows if len(row) == 2}
    return jsonify(read=len(TEXTS[g.lang]), skipped=len(rows) - len(TEXTS[g.lang]))
