"""Transit: the code looks at the rule that matched, and changes what was in the path."""

from flask import Flask, abort, g, jsonify, request, url_for
from werkzeug.routing import BuildError

app = Flask(__name__)

LINES = {"u1": ["north", "zoo", "south"], "u2": ["zoo", "port"]}
ALIASES = {"1": "u1", "red": "u2"}


@app.before_request
def resolve_alias():
    args = request.view_args or {}
    if args.get("line") in ALIASES:
        g.alias = args["line"]
        args["line"] = ALIASES[args["line"]]


def describe():
    rule = request.url_rule
    return {"rule": rule.rule, "endpoint": rule.endpoint, "args": request.view_args}


def link(endpoint, **values):
    try:
        return url_for(endpoint, **values)
    except BuildError:
        return None


@app.get("/lines/<line>", endpoint="line")
def show_line(line):
    if line not in LINES:
        abort(404)
    return jsonify(about=describe(), stops=LINES[line], alias=g.get("alias"))


@app.get("/lines/<line>/stops/<int:index>")
def stop(line, index):
    stops = LINES.get(line, [])
    if index >= len(stops):
        return jsonify(error="no such stop", about=describe()), 404
    return jsonify(
        stop=stops[index],
        next=link("stop", line=line, index=index + 1) if index + 1 < len(stops) else None,
        line=link("line", line=line),
        timetable=link("timetable", line=line),
        broken=link("stop", line=line),
    )


@app.route("/board", methods=["OPTIONS", "GET"])
def board():
    if request.method == "OPTIONS":
        return jsonify(accepts=["GET"]), 200, {"Allow": "GET"}
    return jsonify(lines=sorted(LINES), about=describe())


@app.route("/raw", methods=["POST"], provide_automatic_options=False)
def raw():
    return request.get_data() or b"-"


for name in LINES:

    @app.route(f"/last/{name}", endpoint=f"last_{name}")
    def last(name=name):
        return jsonify(name=name, last=LINES[name][-1], endpoint=request.endpoint)
