from flask import Flask, redirect, url_for

from i18n import bind
from pages import pages

app = Flask(__name__)
bind(app)
app.register_blueprint(pages, url_prefix="/<lang_code>")


@app.route("/")
def root():
    return redirect(url_for("pages.index", lang_code="en"))


@app.route("/robots.txt")
def robots():
    return "User-agent: *\n", 200, {"Content-Type": "text/plain"}
