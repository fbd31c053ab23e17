import io
import zipfile

from flask import Flask, abort, request, send_file

from reports import REPORTS, as_csv

app = Flask(__name__)


@app.route("/reports/<name>.csv")
def csv(name):
    report = REPORTS.get(name) or abort(404)
    return send_file(
        io.BytesIO(as_csv(report).encode("utf-8-sig")),
        mimetype="text/csv",
        as_attachment="inline" not in request.args,
        download_name=f"{name} – Übersicht.csv",
    )


@app.route("/reports/<name>.txt")
def text(name):
    report = REPORTS.get(name) or abort(404)
    buffer = io.BytesIO()
    for row in report:
        buffer.write(("\t".join(row) + "\n").encode())
    buffer.seek(0)
    response = send_file(buffer, mimetype="text/plain", etag="fixed", max_age=60)
    response.headers["X-Rows"] = len(report)
    return response


@app.route("/reports.zip", methods=["GET", "POST"])
def archive():
    names = request.form.getlist("name") or sorted(REPORTS)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        for name in names:
            if name not in REPORTS:
                return f"no report {name}", 400
            bundle.writestr(zipfile.ZipInfo(f"{name}.csv"), as_csv(REPORTS[name]))
    buffer.seek(0)
    return send_file(buffer, as_attachment=True, download_name="reports.zip")


@app.route("/unnamed")
def unnamed():
    return send_file(io.BytesIO(b"x"))
