from flask import Flask, g, url_for

app = Flask(__name__)


@app.url_value_preprocessor
def pull_language(endpoint, values):
    g.language = (values or {}).pop("language", "en")


@app.url_defaults
def add_language(endpoint, values):
    values.setdefault("language", g.language)


@app.route("/<language>/about")
def about():
    return url_for("about") + g.language
