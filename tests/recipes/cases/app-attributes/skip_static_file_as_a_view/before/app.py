from flask import Blueprint, Flask

app = Flask(__name__)
pages = Blueprint("pages", __name__, static_folder="static")


@pages.route("/<name>")
def page(name):
    return pages.send_static_file(name)


@app.route("/sent/<name>")
def sent(name):
    send = app.send_static_file
    return send(name)


@app.route("/plain")
def plain():
    return "plain"


app.register_blueprint(pages, url_prefix="/pages")
