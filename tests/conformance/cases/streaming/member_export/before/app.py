import csv
import io
import json

from flask import Flask, Response, g, request, session

from members import all_members, authorised

app = Flask(__name__)
app.secret_key = "export"


@app.route("/login/<name>", methods=["POST"])
def login(name):
    session["name"] = name
    return "", 204


def csv_rows(columns):
    buffer = io.StringIO()
    writer = csv.writer(buffer)

    def flush():
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate(0)
        return text

    writer.writerow(columns)
    yield flush()
    for member in all_members():
        writer.writerow([member[c] for c in columns])
        yield flush()


@app.route("/members.csv")
@authorised
def as_csv():
    columns = request.args.getlist("column") or ["id", "name"]
    unknown = set(columns) - {"id", "name", "town"}
    if unknown:
        return {"unknown": sorted(unknown)}, 400
    response = Response(csv_rows(columns), mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename={g.user}.csv"
    return response


@app.route("/members.jsonl")
@authorised
def as_lines():
    lines = (json.dumps(member) + "\n" for member in all_members())
    return Response(lines, mimetype="application/x-ndjson", headers={"X-User": g.user})


@app.route("/members.json")
@authorised
def as_array():
    def chunks():
        yield "["
        for number, member in enumerate(all_members()):
            yield ("," if number else "") + json.dumps(member)
        yield "]"

    return app.response_class(chunks(), mimetype="application/json")
