"""A wiki whose page names carry their namespace, as `Help:Editing`."""

from flask import Flask, abort, redirect, render_template_string, request, url_for
from werkzeug.routing import BaseConverter

app = Flask(__name__)
app.secret_key = "wiki"


class PageName(BaseConverter):
    """`Main_Page` in the address is `Main Page` in the code."""

    regex = r"[A-Z][^/]*"

    def to_python(self, value):
        return value.replace("_", " ")

    def to_url(self, value):
        return super().to_url(value.replace(" ", "_"))


app.url_map.converters["page"] = PageName

PAGES = {"Main Page": "Welcome. See [Help:Editing].", "Help:Editing": "Use <b>brackets</b>."}

TEMPLATE = """<h1>{{ name }}</h1>
<p>{{ text }}</p>
<a href="{{ url_for('history', name=name) }}">history</a>
"""


@app.route("/")
def home():
    return redirect(url_for("view", name="Main Page"))


@app.route("/<page:name>")
def view(name):
    if name not in PAGES:
        abort(404, description=f"There is no page {name!r}.")
    return render_template_string(TEMPLATE, name=name, text=PAGES[name])


@app.route("/<page:name>", methods=["POST"])
def save(name):
    text = request.form["text"]
    if not text.strip():
        abort(400)
    PAGES[name] = text
    return redirect(url_for("view", name=name, saved=1), code=303)


@app.route("/<page:name>/history")
def history(name):
    return {"page": name, "namespace": name.partition(":")[0] if ":" in name else None}


@app.route("/special/<page:name>/<any('raw', 'source'):how>")
def raw(name, how):
    if name not in PAGES:
        abort(404)
    return PAGES[name], 200, {"Content-Type": "text/plain; charset=utf-8", "X-How": how}
