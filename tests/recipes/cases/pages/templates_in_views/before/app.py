from flask import Flask, make_response, render_template

app = Flask(__name__)


@app.route("/")
def index():
    return render_template("index.html")


@app.route("/hello/<name>")
def hello(name):
    return render_template(
        "hello.html",
        name=name,  # escaped there
        items=["a", "<b>"],
    )


@app.route("/missing")
def missing():
    return make_response(render_template("hello.html", name="nobody", items=[]), 404)


@app.route("/tuple")
def with_status():
    return render_template("hello.html", name="tuple"), 202, {"X-A": "1"}


@app.route("/text")
def as_text():
    page = render_template("plain.txt", name="<x>")
    return page.upper()


@app.route("/choice")
def choice():
    return render_template(["none.html", "index.html"])


@app.route("/unknown")
def unknown():
    return render_template("unknown.html")
