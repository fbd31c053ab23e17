from flask import Flask, render_template, request

app = Flask(__name__)


def page(name, **values):
    return render_template(f"{name}.html", where=request.path, **values)


@app.route("/a")
def a():
    return page("a", x=1)


@app.route("/b")
def b():
    parts = [render_template("a.html", x=n) for n in range(2)]
    return "".join(parts), 201


@app.route("/c")
def c():
    return render_template("a.html", x=3) if request.args else "none"
