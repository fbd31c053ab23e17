import os

from flask import Blueprint, Flask, abort, render_template, request, send_from_directory, url_for

app = Flask(__name__, static_url_path="/assets")

HERE = os.path.dirname(os.path.abspath(__file__))
SHEETS = os.path.join(HERE, "sheets")

press = Blueprint(
    "press", __name__, url_prefix="/press", static_folder="press_kit", static_url_path="kit"
)


@press.route("/")
def press_index():
    return f'<a href="{url_for(".static", filename="logo.svg")}">logo</a>'


@app.route("/")
def index():
    return render_template("index.html", sheets=sorted(os.listdir(SHEETS)))


@app.route("/sheets/<path:name>")
def sheet(name):
    if name.startswith("_"):
        abort(403)
    download = "download" in request.args
    return send_from_directory(SHEETS, name, as_attachment=download)


@app.route("/favicon.ico")
def favicon():
    return app.send_static_file("icon.txt")


app.register_blueprint(press)
