from flask import Blueprint, Flask, render_template, render_template_string

app = Flask(__name__)
bp = Blueprint("bp", __name__, url_prefix="/bp", template_folder="pages")


@app.context_processor
def site():
    return {"site": "Fixture", "twice": lambda x: x * 2}


@bp.context_processor
def only_here():
    return {"section": "bp"}


@app.template_filter("shout")
def shouted(text):
    return text.upper() + "!"


@app.template_test()
def even(number):
    return number % 2 == 0


@app.template_global()
def add(a, b):
    return a + b


@app.route("/")
def index():
    values = {"n": 3, "title": "t"}
    return render_template("page.html", **values)


@bp.route("/")
def inner():
    return render_template("inner.html", n=4, title="inner")


@app.route("/string")
def string():
    return render_template_string("{{ site }} {{ x | shout }} {{ add(1, 2) }}", x="<x>")


app.register_blueprint(bp)
