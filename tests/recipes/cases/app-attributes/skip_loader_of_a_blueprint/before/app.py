from flask import Blueprint, Flask, render_template
from jinja2 import DictLoader

app = Flask(__name__)
pages = Blueprint("pages", __name__)
pages.jinja_loader = DictLoader({"page.html": "a page"})


@pages.route("/page")
def page():
    return render_template("page.html")


app.register_blueprint(pages)
