from flask import Flask

app = Flask(__name__)


@app.route("/<path:rest>")
def rest(rest):
    return f"rest {rest}"


@app.route("/<name>")
def name(name):
    return f"name {name}"


@app.route("/<int:number>")
def number(number):
    return f"number {number}"


@app.route("/about")
def about():
    return "about"


@app.route("/<name>/edit")
def edit(name):
    return f"edit {name}"


@app.post("/about")
def change():
    return "changed"
