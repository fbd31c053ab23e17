from flask import Flask, abort, render_template

app = Flask(__name__)


@app.route("/page/<name>")
def page(name):
    if name == "none":
        abort(404)
    return render_template("page.html", name=name)
