import os

from flask import Flask, abort, g, render_template_string, request, session

from checks import SERVICES, run_check

app = Flask(__name__)
app.config["SECRET_KEY"] = "status"
app.config["REGION"] = os.environ.get("REGION", "eu<1>")

PAGE = """\
<title>{{ config.REGION }} {{ config["REGION"] }}</title>
<p>{{ request.method }} {{ request.path }} by {{ request.headers.get("X-Operator", "nobody") }}</p>
{% for name, state in g.states|dictsort %}<li class="{{ state }}">{{ name }}: {{ state }}{% if name == session.pinned %} *{% endif %}</li>
{% endfor %}{% if g.get("note") %}<em>{{ g.note }}</em>{% endif %}
"""


@app.before_request
def look():
    g.states = {name: run_check(name) for name in SERVICES}


@app.route("/")
def status():
    only = request.args.get("only")
    if only:
        g.states = {name: state for name, state in g.states.items() if state == only}
        g.note = f"only {only}"
    return render_template_string(PAGE)


@app.route("/pin/<name>", methods=["POST"])
def pin(name):
    if name not in SERVICES:
        abort(404, f"There is no {name}")
    session["pinned"] = name
    return render_template_string("pinned {{ session['pinned'] }} of {{ n }}", n=len(SERVICES))


@app.route("/custom", methods=["POST"])
def custom():
    """Operators may send a line of their own to be filled in."""
    line = request.get_data(as_text=True)
    if not line:
        abort(400)
    return render_template_string(line, services=sorted(SERVICES)), {"X-Template": "custom"}


@app.route("/badge/<name>.svg")
def badge(name):
    text = render_template_string(
        "<svg><text>{{ name }}: {{ state }}</text></svg>", name=name, state=g.states[name]
    )
    return text, 200, {"Content-Type": "image/svg+xml"}
