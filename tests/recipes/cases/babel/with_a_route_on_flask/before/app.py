from flask import Flask, render_template, request
from flask_babel import Babel
from flask_babel import gettext as _

app = Flask(__name__)
babel = Babel()
babel.init_app(app, locale_selector=lambda: request.args.get("lang"))


@app.get("/")
def index():
    return render_template("page.html", name=request.args.get("name", ""))


@app.get("/server")
def server():
    return _("Hello") + " " + type(request.environ["wsgi.errors"]).__name__[:0]
