from flask import Flask, g, jsonify, render_template, request, session
from werkzeug.local import LocalProxy

import nav

app = Flask(__name__, static_folder=None)
app.config.from_mapping(SECRET_KEY="shell", THEME="plain")

current_theme = LocalProxy(lambda: session.get("theme", app.config["THEME"]))
app.jinja_env.globals["theme"] = current_theme
app.jinja_env.globals["zip"] = zip
app.jinja_env.add_extension("jinja2.ext.do")


@app.context_processor
def shell():
    return {
        "nav": nav.items(),
        "active": lambda item: "active" if nav.is_active(item) else "",
        "title": "Shell",
    }


@app.context_processor
def later():
    # Comes after the other one, and wins.
    return {"title": f"Shell of {g.get('who', 'all')}"}


@app.before_request
def who():
    if request.args.get("who"):
        g.who = request.args["who"]


@app.route("/")
def home():
    return render_template("page.html", columns=["a", "b"], values=[1, "<2>"])


@app.route("/theme/<name>", methods=["POST"])
def theme(name):
    session["theme"] = name
    return jsonify(theme=str(current_theme), length=len(current_theme))


@app.route("/crash")
def crash():
    return {"share": 1 / request.args.get("by", 0, type=int)}


@app.route("/wrong")
def wrong():
    return render_template("wrong.html", title="mine")


@app.errorhandler(500)
def failed(error):
    original = getattr(error, "original_exception", None)
    session["crashes"] = session.get("crashes", 0) + 1
    return render_template("error.html", error=error, kind=type(original).__name__), 500


@app.errorhandler(404)
def nowhere(error):
    if request.accept_mimetypes.best == "application/json":
        return jsonify(error=error.name), 404
    return render_template("error.html", error=error, kind=None), 404
