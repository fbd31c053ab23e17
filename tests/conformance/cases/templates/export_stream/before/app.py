"""Exports of a weather station: too long to be built in memory."""

from flask import (
    Flask,
    Response,
    abort,
    request,
    stream_template,
    stream_template_string,
    stream_with_context,
)

from readings import READINGS, by_day

app = Flask(__name__)


def wanted():
    station = request.args.get("station", "north")
    if station not in READINGS:
        abort(404, description=f"Station {station!r} is not ours.")
    return READINGS[station]


@app.route("/export.html")
def as_page():
    return stream_template("export.html", rows=wanted(), days=by_day)


@app.route("/export.txt")
def as_text():
    body = stream_template_string(
        "{% for day, degrees in rows %}{{ day }} {{ degrees }} for {{ request.args.get('for', 'all') }}\n{% endfor %}",
        rows=wanted(),
    )
    return body, {"Content-Type": "text/plain"}


@app.route("/export.csv")
def as_csv():
    rows = wanted()

    @stream_with_context
    def lines():
        yield "day,degrees\n"
        for day, degrees in rows:
            # The unit is asked for while the answer is already under way.
            if request.args.get("unit") == "f":
                degrees = degrees * 9 / 5 + 32
            yield f"{day},{degrees}\n"

    return Response(
        lines(),
        mimetype="text/csv",
        headers={"Content-Disposition": "attachment; filename=export.csv"},
    )


@app.route("/export.ndjson")
def as_lines():
    def generate(rows):
        for day, degrees in rows:
            yield f'{{"day": "{day}", "degrees": {degrees}}}\n'

    return app.response_class(generate(wanted()), mimetype="application/x-ndjson")
