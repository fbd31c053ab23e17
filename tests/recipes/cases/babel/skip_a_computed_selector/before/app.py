from flask import Flask, render_template_string
from flask_babel import Babel

SELECTORS = {"fixed": lambda: "de"}

app = Flask(__name__)
Babel(app, locale_selector=SELECTORS["fixed"])


@app.get("/")
def index():
    return render_template_string("{{ 1234.5|numberformat }}")


@app.get("/plain")
def plain():
    return "plain"
